using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>A run beside the independent implementation that a task brings.</summary>
internal static class ReferenceCheck
{
    /// <summary>The state is compared with the reference, and what a readout shows with the reference's answer; a readout that the task does not know must show the reference itself.</summary>
    /// <param name="task">The task.</param>
    /// <param name="automaton">What ran.</param>
    /// <param name="initial">Where it began.</param>
    /// <param name="evolution">Where it ended.</param>
    /// <param name="steps">Steps that were asked for; null for a run until nothing changes.</param>
    public static bool IsRight(LatticeTask task, Automaton automaton, Lattice initial, Evolution evolution, long? steps = null)
    {
        Lattice reference = task.Reference(initial, evolution.Converged && task.StepLaw is not null ? null : steps ?? evolution.Steps);
        Lattice? readout = evolution.Converged ? automaton.Readout?.Map(evolution.Final) : null;
        return readout is null ? reference.Cells.SequenceEqual(evolution.Final.Cells)
            : task.ReferenceAnswer is { } answer ? reference.Cells.SequenceEqual(evolution.Final.Cells) && readout.Cells.SequenceEqual(answer(evolution.Final))
            : readout.Cells.SequenceEqual(reference.Cells);
    }
}
