using Lightcone.Engines;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Inference;
using Lightcone.Networks.Layers;
using Lightcone.Networks;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Cli.Tests;

/// <summary>What a person sees who writes a value to the console: what it is, never the name of its type.</summary>
public sealed class ValueTextTests
{
    [Fact]
    public void Values_say_what_they_are()
    {
        Evolution evolution = LocalRule.Elementary(204).Compile(Engine.Table).Evolve(Lattice.Parse(Alphabet.Binary, "0110", Boundary.Periodic), Until.FixedPoint());
        Assert.StartsWith("settled after 0 steps; 4 cells of {0,1}, table engine, hash ", $"{evolution}", StringComparison.Ordinal);
        Assert.StartsWith("certified: parity\n", $"{Automaton.Of(Parity.Task).Certify(Parity.Task)}".ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.StartsWith("exponents ", $"{LyapunovSpectrum.EstimateMap(new Henon(), [0.1, 0.1], 500)}", StringComparison.Ordinal);
        double[] wave = [.. Enumerable.Range(0, 256).Select(static i => (double)(i % 4))];
        Assert.StartsWith("dominant frequency 0.25, ", $"{PowerSpectrum.Estimate(wave)}", StringComparison.Ordinal);
        Assert.Contains("input 3 | linear 2", $"{Network.Create(Architecture.Parse("input 3 | linear 2 | last"), 1)}", StringComparison.Ordinal);
        Assert.Contains("8 parameters, ", $"{Network.Create(Architecture.Parse("input 3 | linear 2 | last"), 1)}", StringComparison.Ordinal);
        Assert.StartsWith("1 state by state merging, 2 of 2 answers right; ", $"{new StateMerging().Fit(AlignedPairs.Parse("01 -> 10\n10 -> 01\n"))}", StringComparison.Ordinal);
        Assert.StartsWith("parity: ", $"{Automaton.Of(Parity.Task)}", StringComparison.Ordinal);
    }

    /// <summary>A library does not know how its caller names things on a command line.</summary>
    [Fact]
    public void Advice_of_a_run_names_no_option()
    {
        Lattice start = Lattice.Parse(Alphabet.Binary, "0110", Boundary.Periodic);
        foreach (Until until in new[] { Until.Cycle(), Until.FixedPoint(3), Until.Steps(2) })
            Assert.DoesNotContain("--", LocalRule.Elementary(51).Compile(Engine.Table).Evolve(start, until).Advice, StringComparison.Ordinal);
    }
}
