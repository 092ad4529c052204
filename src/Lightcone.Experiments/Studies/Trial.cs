using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Studies;

/// <summary>One input run through a rule that may be wrong, beside what should have come out.</summary>
/// <param name="IsWrong">Whether the answer is wrong, or there is none.</param>
/// <param name="Oscillates">Whether it should have come to rest and did not.</param>
/// <param name="Dies">Whether it is wrong and came to rest too early.</param>
internal readonly record struct Trial(bool IsWrong, bool Oscillates, bool Dies)
{
    /// <summary>Long enough for every rest and every short cycle; the rare longer ones count as no rest.</summary>
    private const int Patience = 4_096;

    /// <summary>Two operands: the worst case first, then random ones.</summary>
    public static Trial Of(CompiledRule compiled, Automaton automaton, ArithmeticTask task, int digits, int number, ulong seed)
    {
        (Natural a, Natural b) = number == 0 ? task.WorstCase(digits) : task.Random(digits, Stream(seed, number));
        Evolution run = compiled.Evolve(task.Encode(a, b, digits), Until.Cycle(Patience));
        bool right = run.Converged && task.TryDecode(run.Final, automaton.Readout) is { } answer && task.IsCorrect(a, b, answer);
        return new(!right, !right && !run.Converged, !right && run.Converged && task.StepLaw is { } law && run.Steps < law(a, b));
    }

    /// <summary>A row or grid: for tasks that settle the whole run, for rules that only step as many steps as there are cells in a row.</summary>
    public static Trial Of(CompiledRule compiled, Automaton automaton, LatticeTask task, int cells, int number, ulong seed)
    {
        Shape shape = task.Rule.Dimensions == 1 ? Shape.Row(cells) : Shape.Grid(cells / 2, cells / 2);
        Lattice start = task.Encode(number == 0 && task.WorstCase is { } worst
            ? Lattice.FromCells(task.InputAlphabet, shape, task.Boundary, worst(cells))
            : Lattice.Random(task.InputAlphabet, shape, task.Boundary, Stream(seed, number)));
        if (task.StepLaw is not { } law)
        {
            Lattice expected = task.Reference(start, cells);
            Evolution steps = compiled.Evolve(start, Until.Steps(cells));
            bool wrong = !steps.Final.Cells.SequenceEqual(expected.Cells);
            // It stands still, while the right one goes on.
            return new(wrong, false, wrong && compiled.Step(steps.Final).Cells.SequenceEqual(steps.Final.Cells) && !task.Reference(start, cells + 1).Cells.SequenceEqual(expected.Cells));
        }

        Evolution run = compiled.Evolve(start, Until.Cycle(Patience));
        bool right = run.Converged && run.Final.Cells.SequenceEqual(task.Reference(start, null).Cells)
            && (automaton.Readout is not { } readout || task.ReferenceAnswer is not { } answer || readout.Map(run.Final).Cells.SequenceEqual(answer(start)));
        return new(!right, !right && !run.Converged, !right && run.Converged && run.Steps < law(start));
    }

    private static RandomStream Stream(ulong seed, int number) => new(seed, "signature", (ulong)number);
}
