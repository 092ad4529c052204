using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>The smallest input on which a wrong rule shows, found by trying inputs in the order of their size.</summary>
internal static class FailingInput
{
    public static string? Smallest(Automaton automaton, LocalTask task)
    {
        if (task.Specification is not null
            && automaton.Boundary is Boundary.FixedBoundary wall
            && TransducerProduct.Obstacle(automaton.Rule, automaton.Readout, wall, task.Specification) is null
            && TransducerProduct.Explore(automaton.Rule, automaton.Readout, wall, task.Specification).Word is { } word)
            return Describe(task, word);
        if (task is ArithmeticTask arithmetic)
            for (int digits = 1; digits <= (arithmetic.Base == 2 ? 5 : 2); digits++)
                if (Operands(automaton, arithmetic, digits) is { } found)
                    return found;
        return Step(automaton, task.Rule);
    }

    /// <summary>The smallest ring, torus or row on which a single step differs.</summary>
    public static string? Step(Automaton automaton, LocalRule expected)
    {
        if (!RuleComparison.IsPossible(automaton.Rule, expected))
            return null;
        RuleComparison comparison = RuleComparison.Of(automaton.Rule, expected);
        if (comparison.Differences.Length == 0)
            return null;
        Signature union = comparison.Union;
        byte[] symbols = new byte[union.Positions];
        union.Unpack(comparison.Differences[0], symbols);
        Offset[] offsets = [.. Enumerable.Range(0, union.Positions).Select(union.OffsetAt), default];
        int left = offsets.Min(static o => o.X);
        int top = offsets.Min(static o => o.Y);
        int width = offsets.Max(static o => o.X) - left + 1;
        int height = offsets.Max(static o => o.Y) - top + 1;
        Shape shape = union.Dimensions == 1 ? Shape.Row(width) : Shape.Grid(width, height);
        byte[] state = new byte[shape.Count];
        byte[] input = new byte[shape.Count];
        for (int k = 0; k < symbols.Length; k++)
            (k < union.FrozenNeighborhood.Count ? input : state)[((offsets[k].Y - top) * width) + offsets[k].X - left] = symbols[k];
        string text = Text(union.State, shape, state);
        return SmallLattices.Name(Boundary.Periodic, shape)[2..] + (union.Frozen is null ? $", \"{text}\"" : $", input \"{Text(union.Frozen, shape, input)}\", state \"{text}\"");
    }

    /// <summary>The first pair of operands of exactly so many digits, in counting order, whose answer is wrong or never comes.</summary>
    public static string? Operands(Automaton automaton, ArithmeticTask task, int digits)
    {
        int count = (int)Math.Pow(task.Base, digits);
        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++)
            {
                Natural a = Natural.From(i).InBase(task.Base);
                Natural b = Natural.From(j).InBase(task.Base);
                Lattice start = task.Encode(a, b, digits);
                automaton.Rule.Require(start);
                if (new SynchronousUpdate(automaton.Rule, start).FixedPoint(Until.FixedPoint().Limit(start.Count)) is not { } end)
                    return $"{i} {task.Sign} {j} ({EditDistance.Count(digits, "digit")}) does not settle";
                Answer? answer = task.TryDecode(end, automaton.Readout);
                if (answer is null || !task.IsCorrect(a, b, answer))
                    return $"{i} {task.Sign} {j} ({EditDistance.Count(digits, "digit")}) gives {answer?.ToString() ?? "a cell that is no digit"}";
            }

        return null;
    }

    /// <summary>A word of input symbols for people: operands for arithmetic, the symbols otherwise.</summary>
    public static string Describe(LocalTask task, byte[] word)
    {
        if (task is not ArithmeticTask arithmetic)
            return $"input \"{Text(task.Specification!.Input, Shape.Row(word.Length), word)}\"";
        Natural a = Natural.FromDigits(arithmetic.Base, [.. word.Select(pair => (byte)(pair / arithmetic.Base))]);
        Natural b = Natural.FromDigits(arithmetic.Base, [.. word.Select(pair => (byte)(pair % arithmetic.Base))]);
        return $"{a} {arithmetic.Sign} {b} ({EditDistance.Count(word.Length, "digit")})";
    }

    private static string Text(Alphabet alphabet, Shape shape, byte[] cells) =>
        Lattice.FromCells(alphabet, shape, Boundary.Periodic, cells).ToString().Replace('\n', '/');
}
