using Lightcone.Experiments.Studies;
using Lightcone.Flows.Systems;

namespace Lightcone.Experiments.Tests;

/// <summary>Intervals of 95 % hold what they should: 50 starts, of which at least 44 must be right (fewer happen once in 500 times by chance).</summary>
public sealed class CoverageStudyTests
{
    // The exponent is ln 2 exactly, and by symmetry of the fluctuations tiny: long batches telescope.
    [Fact]
    public void Exponents_of_the_logistic_map()
    {
        CoverageStudy.Row row = Assert.Single(new CoverageStudy { Duration = 2000, Transient = 100 }.Exponents(new Logistic(), [0.3]).Rows);
        Assert.Equal(Math.Log(2), row.LongRun, 0.005);
        Assert.InRange(row.Covered, 44, 50);
        Assert.InRange(row.HalfWidth / row.Scatter, 1.5, 6);
    }

    // 0.419: Sprott, Chaos and Time-Series Analysis (2003), table A.2.
    [Fact]
    public void Exponents_of_the_henon_map()
    {
        CoverageStudy.Result found = new CoverageStudy { Duration = 2000, Transient = 100 }.Exponents(new Henon(), [0.1, 0.1]);
        Assert.Equal(0.419, found.Rows[0].LongRun, 0.004);
        Assert.All(found.Rows, static row => Assert.InRange(row.Covered, 44, 50));
    }

    // 0.9056, 0 and the rest to -13.667: Sprott (2003), table A.5.
    [Fact]
    public void Exponents_of_the_lorenz_system()
    {
        CoverageStudy.Result found = new CoverageStudy { Duration = 150 }.Exponents(new Lorenz(), [1, 1, 20]);
        Assert.Equal([0.9056, 0, -14.572], found.Rows.Select(static row => row.LongRun), static (expected, value) => Math.Abs(expected - value) < 0.015);
        Assert.All(found.Rows, static row => Assert.InRange(row.Covered, 44, 50));
    }

    [Fact]
    public void A_trajectory_that_ends_early_has_no_coverage() =>
        Assert.Contains("number range", Assert.Throws<ArgumentException>(static () => new CoverageStudy { Runs = 3, Duration = 50 }.Exponents(new MixedOscillator(-1.5), [0.5, 0.1, -0.5])).Message, StringComparison.Ordinal);
}
