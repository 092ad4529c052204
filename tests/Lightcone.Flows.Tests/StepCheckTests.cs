using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows.Typed;

namespace Lightcone.Flows.Tests;

/// <summary>Whether a step is short enough, and whether exponents are known, each by a law or a value that is known otherwise.</summary>
public sealed class StepCheckTests
{
    private static TextFlow Jerk(string term) => TextFlow.Parse($"x' = y; y' = z; z' = -0.6*z - y + {term} - x");

    // Analytic: a step of z = w h turns the classical method's error z^5/120 into 15/16 of it by being halved; a component's spread is the amplitude over root 2.
    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(40)]
    public void The_error_of_a_rotation_is_that_of_the_method(double rate)
    {
        StepCheck check = StepCheck.Of(new HopfNormalForm(omega: rate), [1, 0], 0.01, 20);
        Assert.Equal(2 * Math.PI / rate, check.Turn, 0.05 / rate);
        double z = rate * 0.01, step = Math.Pow(z, 5) / 120 * 15 / 16;
        // The mean of |cos| over a turn is 2 / pi.
        Assert.Equal(step * (2 / Math.PI) * Math.Sqrt(2) * (2 * Math.PI / z), check.StateError, 0.12 * check.StateError);
        Assert.Equal(rate >= 40, check.IsTooLong(20));
    }

    [Theory]
    [InlineData("x' = -300*x", new double[] { 1 })]
    [InlineData("x' = y; y' = -w^2*x; w = 94.2", new double[] { 1, 0 })]
    [InlineData("x' = y; y' = -w^2*x; w = 1005.3", new double[] { 1, 0 })]
    public void A_step_that_is_too_long_has_a_shorter_one_that_is_not(string text, double[] start)
    {
        TextFlow flow = TextFlow.Parse(text);
        Assert.True(StepCheck.Of(flow, start, 0.01, 4).IsTooLong(4));
        double shorter = StepCheck.Shorter(flow, start, 0.01, 4)!.Value;
        Assert.InRange(shorter, 1e-5, 0.0099);
        Assert.False(StepCheck.Of(flow, start, shorter, 4).IsTooLong(4));
    }

    // The usual step follows every flow of the catalog.
    [Fact]
    public void The_usual_step_is_short_enough_for_the_catalog()
    {
        foreach (string name in FlowCatalog.FlowNames)
        {
            IFlow flow = FlowCatalog.Flow(name);
            StepCheck check = StepCheck.Of(flow, [.. FlowCatalog.Start(flow)], 0.01, 50, tangents: flow.Dimension <= 4);
            Assert.False(check.IsTooLong(50), $"{name}: {check}");
            Assert.InRange(check.Leap, 0, 0.5 * StepCheck.LeapTolerance);
        }
    }

    // A jump that is written as a smooth function: no stage of a step ever falls onto its flank. With sign(x) in its place the exponents are .125, 0 and -.725; without its slope they are those of the linear part.
    [Theory]
    [InlineData("tanh(1e9*x)")]
    [InlineData("1.5*tanh(1e12*(x + 0.2))")]
    [InlineData("x/sqrt(x^2 + 1e-12)")]
    [InlineData("tanh(1e5*x)")]
    public void A_jump_that_is_written_as_a_smooth_function_is_seen(string term)
    {
        LyapunovSpectrum steep = LyapunovSpectrum.Estimate(Jerk(term), [0.1, 0.2, 0.3], 200);
        Assert.True(steep.StepIsTooLong);
        Assert.False(steep.Converged);
    }

    // A slope that a step leaps over: the sum of the exponents is right all the same.
    [Fact]
    public void A_slope_too_steep_for_the_step_is_seen()
    {
        LyapunovSpectrum steep = LyapunovSpectrum.Estimate(Jerk("tanh(2000*x)"), [0.1, 0.2, 0.3], 400);
        Assert.True(steep.IsConsistent);
        Assert.True(steep.StepIsTooLong);
        Assert.Contains(steep.Doubts, static doubt => doubt.Contains("leaps over what is steep", StringComparison.Ordinal));
        LyapunovSpectrum soft = LyapunovSpectrum.Estimate(Jerk("tanh(20*x)"), [0.1, 0.2, 0.3], 400);
        Assert.False(soft.StepIsTooLong);
        Assert.False(LyapunovSpectrum.Estimate(new Lorenz(), [1, 1, 20], 100).StepIsTooLong);
    }

    // The kink is located as the jump of a sign would be; what is steep beside it is seen between the jumps. Flatter beside the same kink, nothing is.
    [Theory]
    [InlineData("x/(abs(x) + 1e-7)", true)]
    [InlineData("2*x/(1e-9 + 2*abs(x))", true)]
    [InlineData("x/(sqrt(x^2) + 1e-12)", true)]
    [InlineData("sign(x) + tanh(1e8*(x - 0.3))/2", true)]
    [InlineData("x/(abs(x) + 0.1)", false)]
    [InlineData("sign(x)", false)]
    public void What_is_steep_beside_a_kink_is_seen(string term, bool isSteep)
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(Jerk(term), [0.1, 0.2, 0.3], 200);
        Assert.Equal(isSteep, spectrum.StepIsTooLong);
        Assert.Equal(isSteep, spectrum.Doubts.Any(static doubt => doubt.Contains("steeper than such steps see", StringComparison.Ordinal)));
    }

    // However a sign is written, it is one.
    [Theory]
    [InlineData("x/abs(x)")]
    [InlineData("abs(x)/x")]
    [InlineData("x/sqrt(x^2)")]
    [InlineData("sqrt(x*x)/x")]
    [InlineData("2*x/(2*abs(x))")]
    public void A_jump_without_sign_is_a_jump(string jump)
    {
        TextFlow sign = Jerk("sign(x)"), other = Jerk(jump);
        Assert.True(other.Jumping);
        double[] expected = [.. LyapunovSpectrum.Estimate(sign, [0.1, 0.2, 0.3], 100).Exponents], found = [.. LyapunovSpectrum.Estimate(other, [0.1, 0.2, 0.3], 100).Exponents];
        for (int i = 0; i < 3; i++)
            Assert.Equal(expected[i], found[i], 1e-6);
    }

    [Fact]
    public void A_kink_that_divides_nothing_is_no_jump() => Assert.False(TextFlow.Parse("x' = y; y' = -abs(x)/2 - x").Jumping);

    // Exact values of a limit cycle are known whatever their size; one of two that cannot be told from 0 is not.
    [Fact]
    public void Known_is_what_grows_by_less_than_a_percent_a_turn()
    {
        LyapunovSpectrum cycle = LyapunovSpectrum.Estimate(new HopfNormalForm(omega: 2), [1, 0], 100, transient: 20);
        Assert.True(cycle.Converged, cycle.ToString());
        LyapunovSpectrum chua = LyapunovSpectrum.Estimate(new Chua(), [0.7, 0, 0], 300, transient: 100);
        Assert.False(chua.Converged);
        Assert.True(LyapunovSpectrum.Estimate(new Lorenz(), [1, 1, 20], 1000, transient: 20).Converged);
    }

    // From (10, 10) Henon's map is beyond the largest double at step 9: 1.4 x^2 doubles the digits at each.
    [Fact]
    public void An_orbit_that_leaves_says_when_and_blames_no_step()
    {
        LyapunovSpectrum orbit = LyapunovSpectrum.EstimateMap(new Henon(), [10, 10], 50);
        Assert.Equal(8, Assert.IsType<Interruption.LeftNumberRange>(orbit.Interruption).Time);
        Assert.Equal("x", ((Interruption.LeftNumberRange)orbit.Interruption!).Component);
        Assert.DoesNotContain(orbit.Doubts, static doubt => doubt.Contains("step is too long", StringComparison.Ordinal) || doubt.Contains("longer duration", StringComparison.Ordinal));
        Assert.Equal(8, LyapunovSpectrum.EstimateMap(new Henon(), [10, 10], 50, transient: 20).Interruption!.Time);
    }

    [Fact]
    public void A_Jacobian_that_overflows_is_told_from_a_state_that_does()
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(Jerk("2/(1 + exp(-1e5*x)) - 1"), [0.1, 0.2, 0.3], 100);
        Assert.IsType<Interruption.LostTangents>(spectrum.Interruption);
    }

    [Theory]
    [InlineData("x' = -e^x", "exp(x) for e^x")]
    [InlineData("x' = max(x,0)", "max(a, b) is (a + b + abs(a - b))/2")]
    [InlineData("x'' = -x", "x' = v; v' = f")]
    public void Advice_gives_the_system_that_was_meant(string text, string part) =>
        Assert.Contains(part, Assert.Throws<FlowSyntaxException>(() => TextFlow.Parse(text)).Message, StringComparison.Ordinal);
}
