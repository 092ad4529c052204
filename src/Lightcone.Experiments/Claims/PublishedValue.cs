using System.Collections.Immutable;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Claims;

/// <summary>The number that a source states, of one arm or of two; or none, where all it says is that the first of two arms is the larger.</summary>
public sealed record PublishedValue
{
    /// <summary>A value for each arm; empty where the source says only which is larger.</summary>
    public required ImmutableArray<double> Value { get; init; }

    /// <summary>The standard deviation of each over its runs; empty, the default, where the source says none.</summary>
    public ImmutableArray<double> Deviation { get; init; } = [];

    /// <summary>How many runs stand behind each; null, the default, where the source does not say.</summary>
    public int? Runs { get; init; }

    /// <summary>What is counted, as in "% accuracy".</summary>
    public required string Unit { get; init; }

    /// <summary>The 95 % interval of an arm's mean, 1.96 standard errors to each side; the value alone where spread or number of runs is not known.</summary>
    public ConfidenceInterval Interval(int arm)
    {
        double half = Deviation.IsEmpty || Runs is not { } runs ? 0 : 1.96 * Deviation[arm] / Math.Sqrt(runs);
        return new(Value[arm] - half, Value[arm] + half);
    }
}
