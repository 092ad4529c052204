namespace Lightcone.Experiments.Reinforcement;

/// <summary>Generalized advantage estimation (Schulman et al., 2016, arXiv 1506.02438).</summary>
internal static class AdvantageEstimate
{
    /// <summary>A(t) = d(t) + discount x decay x A(t+1) within an episode, with d(t) = r(t) + discount x V(t+1) - V(t).</summary>
    /// <param name="rewards">The reward of each step.</param>
    /// <param name="values">The value of each observation.</param>
    /// <param name="nextValues">The value of what followed each step; in a step that was cut by a limit, of the observation that it led to. Unused where <paramref name="terminated"/>.</param>
    /// <param name="terminated">Whether the world ended the episode: nothing follows.</param>
    /// <param name="last">Whether the next step belongs to another episode: the sum stops, but what follows a cut counts.</param>
    /// <param name="discount">0 to 1.</param>
    /// <param name="decay">0 to 1, lambda.</param>
    public static double[] Of(
        ReadOnlySpan<float> rewards, ReadOnlySpan<float> values, ReadOnlySpan<float> nextValues, ReadOnlySpan<bool> terminated, ReadOnlySpan<bool> last, double discount, double decay)
    {
        double[] advantages = new double[rewards.Length];
        double following = 0;
        for (int t = rewards.Length - 1; t >= 0; t--)
        {
            double difference = rewards[t] + (terminated[t] ? 0 : discount * nextValues[t]) - values[t];
            advantages[t] = following = difference + (last[t] || terminated[t] ? 0 : discount * decay * following);
        }

        return advantages;
    }
}
