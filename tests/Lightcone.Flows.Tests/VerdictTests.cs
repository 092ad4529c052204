using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows.Typed;

namespace Lightcone.Flows.Tests;

/// <summary>What is said about an estimate follows from what was computed beside it.</summary>
public sealed class VerdictTests
{
    // -300 is stepped by 0.01 as the factor 1 - 3 + 9/2 - 27/6 + 81/24 = 1.375 instead of exp(-3): the exponent ln 1.375 / 0.01 = 31.8 is that of the method.
    [Theory]
    [InlineData("x' = -300*x", new double[] { 1 }, 20)]
    [InlineData("x' = -300*(x - y); y' = 0.5*y - y^3", new double[] { 1, 0.5 }, 20)]
    [InlineData("x' = -100*x", new double[] { 1 }, 10)]
    [InlineData("x' = y; y' = -w^2*x; w = 94", new double[] { 1, 0 }, 10)]
    public void A_sum_that_is_not_the_divergence_is_no_result(string text, double[] start, double duration)
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(TextFlow.Parse(text), start, duration);
        Assert.False(spectrum.IsConsistent);
        Assert.False(spectrum.Converged);
        Assert.Contains(spectrum.Doubts, static doubt => doubt.Contains("step is too long", StringComparison.Ordinal));
        LyapunovSpectrum shorter = LyapunovSpectrum.Estimate(TextFlow.Parse(text), start, duration, step: 0.0005);
        Assert.True(shorter.IsConsistent);
        Assert.Null(shorter.Interruption);
    }

    // exp(t) is the largest double at ln(1.8e308) = 709.78.
    [Fact]
    public void A_state_that_leaves_the_range_ends_the_estimate()
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(TextFlow.Parse("x' = x"), [1], duration: 2000);
        Assert.Equal(709.78, Assert.IsType<Interruption.LeftNumberRange>(spectrum.Interruption).Time, 0.011);
        Assert.Equal(1, spectrum.Exponents[0], 1e-6);
        Assert.InRange(spectrum.Duration, 709, 709.79);
        Assert.False(spectrum.Converged);
        // Before anything was measured, and in company.
        Assert.Empty(LyapunovSpectrum.Estimate(TextFlow.Parse("x' = x"), [1], duration: 10, transient: 800).HistoryTimes.ToArray());
        LyapunovSpectrum[] many = LyapunovSpectrum.EstimateEnsemble(TextFlow.Parse("x' = x"), [1, 0], duration: 2000);
        Assert.Equal(spectrum.Exponents, many[0].Exponents);
        Assert.Null(many[1].Interruption);
    }

    [Fact]
    public void A_step_that_is_too_long_is_named_as_the_reason()
    {
        Interruption why = Trajectory.Integrate(TextFlow.Parse("x' = -300*x"), [1], 100).Interruption!;
        Assert.Equal(0.01, Assert.IsType<Interruption.StepTooLong>(why).Step);
        Assert.IsType<Interruption.LeftNumberRange>(Trajectory.Integrate(TextFlow.Parse("x' = x"), [1], 1000).Interruption);
    }

    // x' = x^2 from 1 is 1 / (1 - t).
    [Fact]
    public void A_singularity_is_not_a_lack_of_steps()
    {
        Interruption why = Trajectory.Integrate(TextFlow.Parse("x' = x^2"), [1], 2, Solver.DormandPrince()).Interruption!;
        Assert.Equal(1, why.Time, 1e-6);
        Assert.IsNotType<Interruption.TooManySteps>(why);
        Assert.IsType<Interruption.TooManySteps>(Trajectory.Integrate(new Lorenz(), [1, 1, 20], 100, Solver.DormandPrince().Within(50)).Interruption);
    }

    // x -> 2 x (1 - x) has its fixed point 1/2 at its turning point: the derivative there is 0, the exponent minus infinity. With b = 0 henon's plane falls onto a line in one step.
    [Fact]
    public void Superstable_orbits_have_an_exponent_of_minus_infinity()
    {
        foreach (double start in new[] { 0.5, 0.3 })
        {
            LyapunovSpectrum logistic = LyapunovSpectrum.EstimateMap(new Logistic(2), [start], 1000, 100);
            Assert.Null(logistic.Interruption);
            Assert.Equal(double.NegativeInfinity, logistic.Exponents[0]);
            Assert.True(logistic.Converged);
            Assert.Equal(0, logistic.KaplanYorkeDimension);
        }

        LyapunovSpectrum flat = LyapunovSpectrum.EstimateMap(new Henon(1.4, 0), [0.1, 0.1], 20_000, 100);
        Assert.Equal(double.NegativeInfinity, flat.Exponents[1]);
        // On the line it is x -> 1 - 1.4 x^2, whose exponent is the mean of ln |2.8 x|.
        double x = 0.1, y = 0.1, sum = 0;
        for (int step = 1; step <= 20_100; step++)
        {
            sum += step > 100 ? Math.Log(Math.Abs(2.8 * x)) : 0;
            (x, y) = (1 - (1.4 * x * x) + y, 0);
        }

        Assert.Equal(sum / 20_000, flat.Exponents[0], 1e-9);
    }

    // Mackey and Glass with tau 17: the leading exponent is 0.0053 (here 0.0052 to 0.0053 over a time of a million). Over 2,000 nothing is known to 5 %.
    [Fact]
    public void Converged_is_not_said_of_a_small_exponent_that_is_not_known()
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(new MackeyGlass(), [.. FlowCatalog.Start(new MackeyGlass())], duration: 1000, transient: 200);
        Assert.False(spectrum.Converged);
        Assert.InRange(0.0053, spectrum.Exponents[0] - spectrum.HalfWidths[0], spectrum.Exponents[0] + spectrum.HalfWidths[0]);
    }
}
