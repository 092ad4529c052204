using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Statistics;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Kinds;

/// <summary>Summaries for the wire.</summary>
internal static class Spreads
{
    /// <summary>A summary.</summary>
    public static Spread Of(Summary summary) => new(summary.Count, summary.Min, summary.Median, summary.Max, summary.Mean, summary.Deviation);

    /// <summary>Every number that some runs have in common, over these runs.</summary>
    public static Dictionary<string, Spread> Of(IReadOnlyCollection<RunResult> results) =>
        results.First().Numbers.Keys.Where(name => results.All(result => result.Numbers.ContainsKey(name))).ToDictionary(static name => name, name => Of(Summary.Of(results.Select(result => result[name]))));
}
