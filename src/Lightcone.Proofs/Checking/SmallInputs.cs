using Lightcone.Proofs.Arguments;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Checking;

/// <summary>The smallest input on which a wrong rule shows, found by trying inputs in the order of their size.</summary>
internal static class SmallInputs
{
    public static FailingInput? Smallest(Automaton automaton, LocalTask task)
    {
        if (task.Specification is not null
            && automaton.Boundary is Boundary.FixedBoundary wall
            && TransducerProduct.Obstacle(automaton.Rule, automaton.Readout, wall, task.Specification) is null
            && TransducerProduct.Explore(automaton.Rule, automaton.Readout, wall, task.Specification) is ProductResult.Difference { Word: var word })
            return FromWord(task, word);
        if (task is ArithmeticTask arithmetic)
            for (int digits = 1; digits <= (arithmetic.Base == 2 ? 5 : 2); digits++)
                if (Operands(automaton, arithmetic, digits) is { } found)
                    return found;
        return Step(automaton, task.Rule);
    }

    /// <summary>The smallest ring, torus or row on which a single step differs.</summary>
    public static FailingInput.Step? Step(Automaton automaton, LocalRule expected)
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
        return new(Ring(union.State, shape, state), union.Frozen is null ? null : Ring(union.Frozen, shape, input));
    }

    /// <summary>The first pair of operands of exactly so many digits, in counting order, whose answer is wrong or never comes.</summary>
    public static FailingInput? Operands(Automaton automaton, ArithmeticTask task, int digits)
    {
        int count = (int)Math.Pow(task.Base, digits);
        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++)
            {
                Natural a = Natural.From(i).InBase(task.Base);
                Natural b = Natural.From(j).InBase(task.Base);
                Lattice start = task.Encode(a, b, digits);
                automaton.Rule.Require(start);
                FailingInput.Operands operands = new(Natural.From(i), task.Sign, Natural.From(j), digits);
                if (new SynchronousUpdate(automaton.Rule, start).FixedPoint(Until.FixedPoint().Limit(start.Count)) is not { } end)
                    return new FailingInput.NoRest(operands);
                Answer? answer = task.TryDecode(end, automaton.Readout);
                if (answer is null || !task.IsCorrect(a, b, answer))
                    return new FailingInput.WrongAnswer(operands, answer);
            }

        return null;
    }

    /// <summary>A word of input symbols: operands for arithmetic, the symbols otherwise.</summary>
    public static FailingInput FromWord(LocalTask task, byte[] word)
    {
        if (task is not ArithmeticTask arithmetic)
            return new FailingInput.Word(Ring(task.Specification!.Input, Shape.Row(word.Length), word));
        Natural a = Natural.FromDigits(arithmetic.Base, [.. word.Select(pair => (byte)(pair / arithmetic.Base))]);
        Natural b = Natural.FromDigits(arithmetic.Base, [.. word.Select(pair => (byte)(pair % arithmetic.Base))]);
        return new FailingInput.Operands(a, arithmetic.Sign, b, word.Length);
    }

    private static Lattice Ring(Alphabet alphabet, Shape shape, byte[] cells) => Lattice.FromCells(alphabet, shape, Boundary.Periodic, cells);
}
