using System.Globalization;
using System.Text.Json;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Lab.Wasm;

/// <summary>Lattices that come from the page as bytes, and those that are made here from what was typed.</summary>
internal static class Cells
{
    /// <summary>The most cells that the page's table engine takes; larger runs are the work of its own kernels.</summary>
    public const int Most = 1 << 22;

    /// <summary>A lattice of the subject's rule.</summary>
    /// <param name="subject">The rule.</param>
    /// <param name="width">Cells across.</param>
    /// <param name="height">Rows; 0 for a lattice of one dimension.</param>
    /// <param name="boundary">A boundary's name; empty for that of the rule.</param>
    /// <param name="state">A byte a cell.</param>
    /// <param name="input">The frozen input, a byte a cell; empty for rules without.</param>
    public static Lattice Of(Subject subject, int width, int height, string boundary, byte[] state, byte[] input)
    {
        LocalRule rule = subject.Automaton.Rule;
        Shape shape = ShapeOf(width, height);
        Lattice lattice = Lattice.FromCells(rule.State, shape, BoundaryOf(subject, boundary), state);
        return rule.Frozen is { } frozen ? lattice.WithInput(Lattice.FromCells(frozen, shape, Boundary.Fixed(), input)) : lattice;
    }

    /// <summary>Writes the lattice that a request asks for: operands, symbols, random cells, or those that take longest.</summary>
    /// <exception cref="InputException">What was typed is no such thing.</exception>
    public static void WriteEncoded(Utf8JsonWriter writer, Subject subject, JsonElement request)
    {
        string? boundary = Text(request, "boundary");
        int digits = Number(request, "digits") ?? 0;
        (Lattice lattice, Natural? a, Natural? b) = subject.Task switch
        {
            ArithmeticTask task => Operands(subject, task, request, digits),
            _ => (Symbols(subject, request), null, null),
        };
        if (boundary is { Length: > 0 })
            lattice = lattice.WithBoundary(BoundaryOf(subject, boundary));
        writer.WriteNumber("width", lattice.Shape.Width);
        writer.WriteNumber("height", lattice.Shape.Dimensions == 1 ? 0 : lattice.Shape.Height);
        writer.WriteString("boundary", lattice.Boundary.ToString());
        writer.WriteBase64String("cells", lattice.Cells);
        writer.WriteBase64String("input", lattice.Input is { } input ? input.Cells : []);
        writer.WriteString("a", a?.ToString());
        writer.WriteString("b", b?.ToString());
        long? law = subject.Task switch
        {
            ArithmeticTask { StepLaw: { } steps } => steps(a!, b!),
            LatticeTask { StepLaw: { } steps } => steps(lattice),
            _ => null,
        };
        if (law is { } count)
            writer.WriteNumber("law", count);
        else
            writer.WriteNull("law");
    }

    /// <summary>The answer on a configuration: of a number task a numeral, of others the readout's symbols; null where a cell holds no digit.</summary>
    public static string? Answer(Subject subject, Lattice lattice)
    {
        if (subject.Task is not ArithmeticTask task)
            return null;
        try
        {
            return task.Decode(lattice, subject.Automaton.Readout).ToString();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static (Lattice Lattice, Natural? A, Natural? B) Operands(Subject subject, ArithmeticTask task, JsonElement request, int digits)
    {
        LocalRule rule = subject.Automaton.Rule;
        if (!rule.State.Equals(task.Rule.State) || !Equals(rule.Frozen, task.Rule.Frozen))
            throw new InputException($"this rule goes {rule.Signature}, and {task.Name} cannot write operands for it: it has symbols of its own.");
        (Natural a, Natural b) = Text(request, "fill") switch
        {
            "worst" => task.WorstCase(Math.Clamp(digits, 1, Most)),
            "random" => task.Random(Math.Clamp(digits, 1, Most), new RandomStream(Seed(request), "lab operands")),
            _ => (Operand(request, "a"), Operand(request, "b")),
        };
        int needed = task.Digits(a, b);
        if (digits > 0 && needed > digits)
            throw new InputException($"the operands need {needed} places in base {task.Base}, and this picture has {digits}.");
        return (task.Encode(a, b, Math.Max(digits, needed)).WithBoundary(subject.Automaton.Boundary), a, b);
    }

    private static Natural Operand(JsonElement request, string name) =>
        Natural.Parse(Text(request, name) ?? "0", new SourceLocation(name));

    private static Lattice Symbols(Subject subject, JsonElement request)
    {
        LocalRule rule = subject.Automaton.Rule;
        LatticeTask? task = subject.Task as LatticeTask;
        Alphabet alphabet = rule.Frozen ?? rule.State;
        int width = Math.Clamp(Number(request, "width") ?? 64, 1, Most);
        int height = Number(request, "height") ?? 0;
        Shape shape = ShapeOf(width, rule.Dimensions == 2 ? Math.Max(1, height) : 0);
        Boundary boundary = subject.Automaton.Boundary;
        Lattice symbols = Text(request, "fill") switch
        {
            "worst" when task?.WorstCase is { } worst => Lattice.FromCells(alphabet, shape, boundary, worst(width)),
            "random" => Lattice.Random(alphabet, shape, boundary, new RandomStream(Seed(request), "lab cells")),
            "zero" => Lattice.Filled(alphabet, shape, boundary),
            "one" => Lattice.Filled(alphabet, shape, boundary).With(shape.Count - 1 - (shape.Count / 16), 1),
            _ => Lattice.Parse(alphabet, Text(request, "symbols") ?? "", boundary, rule.Dimensions),
        };
        return rule.Frozen is null ? symbols : Lattice.Filled(rule.State, symbols.Shape, boundary).WithInput(symbols.WithBoundary(Boundary.Fixed()));
    }

    private static Boundary BoundaryOf(Subject subject, string name) => name.Length == 0 ? subject.Automaton.Boundary : Boundary.Parse(name, subject.Automaton.Rule.State);

    private static Shape ShapeOf(int width, int height)
    {
        if (width < 1 || (long)width * Math.Max(1, height) > Most)
            throw new InputException($"{width} x {Math.Max(1, height)} cells: expected 1 to {Most}.");
        return height == 0 ? Shape.Row(width) : Shape.Grid(width, height);
    }

    private static string? Text(JsonElement request, string name) => request.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement request, string name) => request.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static ulong Seed(JsonElement request) => ulong.Parse(Text(request, "seed") ?? "1", NumberStyles.None, CultureInfo.InvariantCulture);
}
