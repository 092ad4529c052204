using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs.Checking;

/// <summary>A state that comes back is believed when it does: it is run.</summary>
internal static class CycleCheck
{
    /// <summary>The most steps that are run.</summary>
    public const int LongestPeriod = 1 << 12;

    /// <summary>The counterexample, with its true period; null when the state does not come back, or rests.</summary>
    /// <param name="rule">A rule without input.</param>
    /// <param name="state">The state, behind its boundary.</param>
    /// <param name="why">Why influence decides nothing.</param>
    public static ConvergenceArgument.Cycle? Run(LocalRule rule, Lattice state, Obstacle why)
    {
        if (rule.Frozen is not null || !rule.IsIterable || rule.Dimensions != 1 || !state.Alphabet.Equals(rule.State))
            return null;
        SynchronousUpdate run = new(rule, state);
        for (int period = 1; period <= LongestPeriod && run.Step(); period++)
            if (run.Cells.SequenceEqual(state.Cells))
                return period < 2 ? null : new(why, state, null, period);
        return null;
    }
}
