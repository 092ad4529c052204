namespace Lightcone.Flows.Trajectories;

/// <summary>One Stoermer-Verlet step for q' = f(p), p' = g(q): half a kick, a drift, half a kick.</summary>
internal static class VerletStep
{
    /// <summary>Writes the state a step later to <paramref name="next"/>; <paramref name="slope"/> is scratch.</summary>
    public static void Advance<TFlow>(TFlow flow, double time, double h, ReadOnlySpan<Scalar> state, Span<Scalar> next, Span<Scalar> slope)
        where TFlow : IFlow
    {
        int half = state.Length / 2;
        state.CopyTo(next);
        flow.Derivative(time, next, slope);
        for (int i = half; i < state.Length; i++)
            next[i] += (h / 2) * slope[i];
        flow.Derivative(time, next, slope);
        for (int i = 0; i < half; i++)
            next[i] += h * slope[i];
        flow.Derivative(time + h, next, slope);
        for (int i = half; i < state.Length; i++)
            next[i] += (h / 2) * slope[i];
    }
}
