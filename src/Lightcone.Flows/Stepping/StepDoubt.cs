namespace Lightcone.Flows.Stepping;

/// <summary>Whether a state left the number range by itself, or because of a fixed step that was too long.</summary>
internal static class StepDoubt
{
    // Enough for what a fixed step could have followed; whoever needs more says so by itself.
    private const int MostSteps = 200_000;

    /// <summary>The same end, or the step as its reason when controlled steps pass the moment.</summary>
    public static Interruption About<TFlow>(TFlow flow, ReadOnlySpan<double> start, double step, Interruption.LeftNumberRange left)
        where TFlow : IFlow
    {
        Solver controlled = Solver.DormandPrince(1e-6, 1e-9).Within(MostSteps);
        Trajectory again = new Integration<TFlow>(flow, controlled, left.Time + step, 2).Run(start);
        return again.Interruption is null ? new Interruption.StepTooLong(left.System, left.Time, step) : left;
    }
}
