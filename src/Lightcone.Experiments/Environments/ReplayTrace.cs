using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Experiments.Environments;

/// <summary>What was seen and earned in an episode.</summary>
public sealed class ReplayTrace
{
    internal ReplayTrace(ImmutableArray<double> rewards, float[] observations, int width)
    {
        Rewards = rewards;
        Observations = NpyArray.FromSingles(observations, rewards.Length + 1, width);
    }

    /// <summary>The reward of each step.</summary>
    public ImmutableArray<double> Rewards { get; }

    /// <summary>[steps + 1, numbers]: the first observation, and the one after each step.</summary>
    public NpyArray Observations { get; }
}
