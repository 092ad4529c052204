using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Typed;

namespace Lightcone.Flows.Tests;

/// <summary>Exponents of flows that jump: tangent vectors are carried across by the saltation matrix.</summary>
public sealed class JumpTests
{
    private const string Jerk = "x' = y; y' = z; z' = -0.6*z - y + sign(x)*(1) - x";

    // A bounded autonomous flow that does not come to rest has an exponent 0, and this one is chaotic: two exactly followed neighbors (events located by bisection, separation 1e-7) part at 0.144 over
    // a time of 4,000. The Jacobian between the jumps is one matrix, whose eigenvalues 0.118, 0.118, -0.836 are what a tangent vector that knows nothing of jumps reports.
    [Fact]
    public void A_chaotic_jerk_has_a_neutral_exponent()
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(TextFlow.Parse(Jerk), [1.1, 0.1, 0.1], duration: 3000, transient: 20);
        Assert.Equal(0, spectrum.Exponents[1], 0.003);
        Assert.Equal(0.141, spectrum.Exponents[0], 0.02);
        Assert.InRange(0.141, spectrum.Exponents[0] - spectrum.HalfWidths[0], spectrum.Exponents[0] + spectrum.HalfWidths[0]);
        Assert.Equal(-0.6, spectrum.Sum, 1e-6);
        Assert.True(spectrum.IsConsistent);
    }

    // x' = -x + 2 sign(sin t) is driven by a square wave: the jump comes by the time alone, the tangent vector does not feel it, and the exponent is -1.
    [Fact]
    public void A_jump_in_time_leaves_tangent_vectors_alone() =>
        Assert.Equal(-1, LyapunovSpectrum.Estimate(TextFlow.Parse("x' = -x + 2*sign(sin(t))"), [1], duration: 40).Exponents[0], 1e-8);

    // A relay, x' = sign(y), y' = 1 where x is left to itself: from x' = -1 to x' = 1 as y rises through 0. The tangent vector (0, 1) becomes (2, 1) there and volumes stay: ln det = 0.
    // In y' = 2 + sign(y) the speed triples at y = 0 and so does every length along it: one crossing in the time of 10 gives ln 3 / 10.
    [Fact]
    public void A_length_grows_with_the_speed_across_a_jump()
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(TextFlow.Parse("y' = 2 + sign(y)"), [-1], duration: 10);
        Assert.Equal(Math.Log(3) / 10, spectrum.Exponents[0], 1e-9);
        Assert.Equal(Math.Log(3) / 10, spectrum.MeanDivergence, 1e-9);
    }

    // |x| written as x sign(x) does not jump: the same exponents as with abs.
    [Fact]
    public void A_kink_written_as_a_jump_is_a_kink()
    {
        double[] start = [0.5, 0.1, 0.2];
        LyapunovSpectrum kink = LyapunovSpectrum.Estimate(TextFlow.Parse("x' = y; y' = z; z' = -0.6*z - y - abs(x) + 1"), start, duration: 20, step: 0.001);
        LyapunovSpectrum jump = LyapunovSpectrum.Estimate(TextFlow.Parse("x' = y; y' = z; z' = -0.6*z - y - x*sign(x) + 1"), start, duration: 20, step: 0.001);
        for (int i = 0; i < 3; i++)
            Assert.Equal(kink.Exponents[i], jump.Exponents[i], 1e-3);
    }

    [Fact]
    public void A_sliding_trajectory_is_refused()
    {
        LyapunovSpectrum friction = LyapunovSpectrum.Estimate(TextFlow.Parse("x' = y; y' = -0.1*x - sign(y)"), [0.5, 1], duration: 50);
        Interruption.Slides slides = Assert.IsType<Interruption.Slides>(friction.Interruption);
        // The mass comes to rest once, by y' = -1 and a little, and the spring is too weak to move it again.
        Assert.InRange(slides.Time, 0.8, 1);
        Assert.False(friction.Converged);
        // At rest from the start, on the jump: the spring pulls by 0.5, friction holds up to 1.
        Assert.Equal(0, Assert.IsType<Interruption.Slides>(LyapunovSpectrum.Estimate(TextFlow.Parse("x' = y; y' = -x - sign(y)"), [0.5, 0], duration: 50).Interruption).Time);
    }

    [Fact]
    public void An_ensemble_knows_of_jumps()
    {
        LyapunovSpectrum[] many = LyapunovSpectrum.EstimateEnsemble(TextFlow.Parse(Jerk), [1.1, 0.1, 0.1, 1.2, 0, 0], duration: 50);
        Assert.Equal(LyapunovSpectrum.Estimate(TextFlow.Parse(Jerk), [1.2, 0, 0], duration: 50).Exponents, many[1].Exponents);
    }

    // (1, 0, 0) is an equilibrium of the jerk above: unstable, but nothing ever leaves it.
    [Fact]
    public void The_usual_start_is_no_equilibrium()
    {
        TextFlow flow = TextFlow.Parse(Jerk);
        Assert.NotEqual([0, 0, 0], flow.DerivativeAt([.. FlowCatalog.Start(flow)]));
        Assert.Equal([1.0, 0, 0], FlowCatalog.Start(TextFlow.Parse("x' = y; y' = z; z' = -x")));
    }

    // The sign of a sign is that sign.
    [Fact]
    public void Signs_of_signs_are_signs()
    {
        double[] expected = [.. LyapunovSpectrum.Estimate(TextFlow.Parse(Jerk), [1.1, 0.1, 0.1], 50).Exponents];
        Assert.Equal(expected.AsEnumerable(), LyapunovSpectrum.Estimate(TextFlow.Parse(Jerk.Replace("sign(x)", "sign(sign(x))", StringComparison.Ordinal)), [1.1, 0.1, 0.1], 50).Exponents);
    }

    // On x = 0 with x' = 0 and x'' = z the start belongs to the side of z; on y = 0.3 with y' = z = 0 to that of z', which is positive with either sign.
    [Theory]
    [InlineData("sign(x)", 0, 0, 0.1)]
    [InlineData("sign(x)", 0, 0, -0.1)]
    [InlineData("sign(x) + 0.3*sign(y - 0.3)", 0.1, 0.3, 0)]
    public void A_start_on_a_jump_belongs_to_the_side_into_which_it_moves(string term, double x, double y, double z)
    {
        TextFlow flow = TextFlow.Parse($"x' = y; y' = z; z' = -0.6*z - y + {term} - x");
        Assert.Null(LyapunovSpectrum.Estimate(flow, [x, y, z], 50).Interruption);
    }

    [Fact]
    public void A_start_from_which_both_sides_lead_away_is_not_said_to_slide()
    {
        Interruption? why = LyapunovSpectrum.Estimate(TextFlow.Parse("x' = sign(x)"), [0], 10).Interruption;
        Assert.IsType<Interruption.Undecided>(why);
        Assert.Contains("lead away", $"{why}", StringComparison.Ordinal);
        Assert.IsType<Interruption.Slides>(LyapunovSpectrum.Estimate(TextFlow.Parse("x' = -sign(x)"), [0], 10).Interruption);
    }
}
