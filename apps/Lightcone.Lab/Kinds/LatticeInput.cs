using System.Globalization;
using Lightcone.Foundation.Random;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;
using Lightcone.Tasks;

namespace Lightcone.Lab.Kinds;

/// <summary>What a rule is run on, from settings to a lattice.</summary>
internal static class LatticeInput
{
    private const string Purpose = "run/random";

    /// <summary>The start.</summary>
    /// <param name="subject">The rule.</param>
    /// <param name="on">The settings; a random input has its seed.</param>
    /// <param name="limits">What is refused above.</param>
    public static Lattice Place(Subject subject, InputSettings on, LabLimits limits)
    {
        if (new object?[] { on.Add, on.Input, on.Random, on.Worst }.Count(static given => given is not null) != 1)
            throw ProblemException.At("settings.on", "one of add, input, random and worst", "none or several", "Give exactly one.");
        return subject.Task is ArithmeticTask arithmetic ? Operands(subject, arithmetic, on, limits) : Cells(subject, on, limits);
    }

    /// <summary>When a run ends.</summary>
    public static Until End(Subject subject, Lattice initial, long? steps, LabLimits limits)
    {
        if (steps is { } count)
        {
            Require.Range("settings.steps", count, 0, long.MaxValue);
            if ((double)count * initial.Count > limits.CellUpdates)
                throw ProblemException.Limit("settings.steps", Number(limits.CellUpdates, "cell updates"), Number((double)count * initial.Count, "cell updates"), "Use fewer steps or cells.");
            return Until.Steps(count);
        }

        // A one-way rule cannot cycle; any other may, and says its period.
        return initial.Input is not null || subject.Task is ArithmeticTask ? Until.FixedPoint() : Until.Cycle();
    }

    private static Lattice Operands(Subject subject, ArithmeticTask task, InputSettings on, LabLimits limits)
    {
        if (on.Input is not null)
            throw ProblemException.At("settings.on.input", "add, random or worst", "symbols", $"{task.Name} takes numbers.");
        if (on.Boundary is not null)
            throw ProblemException.At("settings.on.boundary", "nothing", "a boundary", $"{task.Name} has one of its own. Leave it out.");
        if (on.Add is { } operands)
        {
            Require.Count("settings.on.add", operands, 2, 2);
            RequireDigits("settings.on.add", operands.Max(static numeral => numeral.Length), task, limits);
            (Natural first, Natural second) = (Natural.Parse(operands[0]), Natural.Parse(operands[1]));
            RequireDigits("settings.on.add", task.Digits(first, second), task, limits);
            return subject.Automaton.Place(task, first, second, task.Digits(first, second));
        }

        int digits = on.Random is { } random ? Size("settings.on.random", random) : on.Worst!.Value;
        RequireDigits(on.Random is null ? "settings.on.worst" : "settings.on.random", digits, task, limits);
        (Natural a, Natural b) = on.Random is null ? task.WorstCase(digits) : task.Random(digits, new RandomStream(on.Seed!.Value, Purpose));
        return subject.Automaton.Place(task, a, b, digits);
    }

    private static Lattice Cells(Subject subject, InputSettings on, LabLimits limits)
    {
        if (on.Add is not null)
            throw ProblemException.At("settings.on.add", "input, random or worst", "operands", "This rule takes symbols.");
        LocalRule rule = subject.Automaton.Rule;
        Alphabet alphabet = rule.Frozen ?? rule.State;
        Boundary boundary = on.Boundary is { } name ? Boundary.Parse(name, rule.State) : subject.Automaton.Boundary;
        Boundary own = rule.Frozen is null ? boundary : Boundary.Fixed();
        Lattice symbols;
        if (on.Input is { } text)
        {
            symbols = Lattice.Parse(alphabet, text, own, rule.Dimensions, "input");
        }
        else if (on.Random is { } random)
        {
            Shape shape = ShapeOf(random, rule.Dimensions);
            RequireCells("settings.on.random", (double)shape.Width * shape.Height, limits);
            symbols = Lattice.Random(alphabet, shape, own, new RandomStream(on.Seed!.Value, Purpose));
        }
        else
        {
            int length = on.Worst!.Value;
            RequireCells("settings.on.worst", length, limits);
            byte[] worst = (subject.Task as LatticeTask)?.WorstCase?.Invoke(length) ?? throw ProblemException.At("settings.on.worst", "input or random", "worst", "This rule has no worst case: it need not settle.");
            symbols = Lattice.FromCells(alphabet, Shape.Row(worst.Length), own, worst);
        }

        return subject.Automaton.Place(symbols, boundary);
    }

    private static Shape ShapeOf(string text, int dimensions)
    {
        const string place = "settings.on.random";
        string[] parts = text.Split('x');
        if (parts.Length > dimensions)
            throw ProblemException.At(place, "a number of cells", $"'{text}'", "This rule runs on rows.");
        int width = Size(place, parts[0]), height = parts.Length == 2 ? Size(place, parts[1]) : width;
        return (double)width * height > int.MaxValue && dimensions == 2
            ? throw ProblemException.Limit(place, Number(int.MaxValue, "cells"), Number((double)width * height, "cells"), "Use fewer cells.")
            : dimensions == 1 ? Shape.Row(width) : Shape.Grid(width, height);
    }

    private static int Size(string place, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0
        ? size
        : throw ProblemException.At(place, "a whole number from 1, or WxH on a grid", $"'{(text.Length <= 20 ? text : text[..20])}'", "As in 1000 or 64x64.");

    // Operands on the grid of the outer product take the square of their digits.
    private static void RequireDigits(string place, int digits, ArithmeticTask task, LabLimits limits) =>
        RequireCells(place, task.Rule.Dimensions == 2 ? 4.0 * digits * digits : digits, limits);

    private static void RequireCells(string place, double cells, LabLimits limits)
    {
        if (cells < 1)
            throw ProblemException.At(place, "at least one cell", cells.ToString(CultureInfo.InvariantCulture), "Choose more.");
        if (cells > limits.Cells)
            throw ProblemException.Limit(place, Number(limits.Cells, "cells"), Number(cells, "cells"), "Use fewer cells, or the command line.");
    }

    private static string Number(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:N0} {unit}");
}
