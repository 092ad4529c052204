namespace Lightcone.Flows.Trajectories;

/// <summary>Whether a state left the number range by itself, or because of a fixed step that was too long.</summary>
internal static class StepDoubt
{
    // Enough for what a fixed step could have followed; whoever needs more says so by itself.
    private const int MostSteps = 200_000;

    // A state that has grown by more than this is on its way out; the step only hurries it.
    private const double Bounded = 100;

    /// <summary>The same end, or the step as its reason when controlled steps pass the moment and the state has hardly grown by then.</summary>
    public static Interruption About<TFlow>(TFlow flow, ReadOnlySpan<double> start, double step, Interruption.LeftNumberRange left)
        where TFlow : IFlow
    {
        Solver controlled = Solver.DormandPrince(1e-6, 1e-9).Within(MostSteps);
        Trajectory again = new Integration<TFlow>(flow, controlled, left.Time + step, 2).Run(start);
        double largest = 0;
        foreach (double component in start)
            largest = Math.Max(largest, Math.Abs(component));
        bool stays = again.Interruption is null;
        foreach (double component in again.Final)
            stays &= Math.Abs(component) <= Bounded * (1 + largest);
        return stays ? new Interruption.StepTooLong(left.System, left.Time, step) : left;
    }
}
