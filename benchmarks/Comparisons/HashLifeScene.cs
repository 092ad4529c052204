using System.Globalization;
using Lightcone.Engines;
using Lightcone.Engines.Plane;
using Lightcone.Formats.Golly;

namespace Lightcone.Comparisons;

/// <summary>A pattern on the endless plane that is run with HashLife, here and there.</summary>
/// <param name="name">In words.</param>
/// <param name="text">The pattern in RLE.</param>
internal sealed class HashLifeScene(string name, string text)
{
    /// <summary>Generations of the gun that a grid is large enough for.</summary>
    private const long MostDense = 100_000;

    /// <summary>The scene of a pattern that the benchmark names; null for one that runs on a grid.</summary>
    public static HashLifeScene? Of(string pattern, string gun, long generations) =>
        File.Exists(pattern) ? new HashLifeScene(Path.GetFileName(pattern), File.ReadAllText(pattern))
        : pattern == "gun" && generations > MostDense ? new HashLifeScene("Gosper's gun", gun)
        : null;

    /// <summary>The work: from the pattern in memory, with nothing remembered, to the population.</summary>
    public Workload Workload(long generations)
    {
        RunLengthPattern pattern = RunLengthPattern.Parse(text);
        CompiledRule rule = LocalRule.Parse(pattern.Rule ?? "B3/S23").Compile();
        Universe plane = Start();
        WithSetup own = new(
            () =>
            {
                plane.Dispose();
                plane = Start();
            },
            () => plane.Advance(generations), () => WorkResult.Of("population", $"{plane.Population}"));
        return new(string.Create(CultureInfo.InvariantCulture, $"life {name} on the endless plane, {generations:N0} generations"), own, [new Peer("bgolly", () => BgollyPeer.StartCounting(text, generations))])
        {
            Facts = _ => [("squares", plane.Squares), ("megabytes", plane.MemoryUsed / 1e6)],
        };

        Universe Start() => Universe.Start(rule, pattern.Lattice, background: pattern.Background);
    }
}
