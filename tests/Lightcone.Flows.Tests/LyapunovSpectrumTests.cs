using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Typed;

namespace Lightcone.Flows.Tests;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class LyapunovSpectrumTests
{
    // The sum must be -2 delta whatever the trajectory: the divergence is constant.
    [Theory]
    [InlineData(-0.3)]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void Exponents_of_the_mixed_oscillator_sum_to_minus_two_delta(double delta)
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(new MixedOscillator(delta), [0.5, 0.1, -0.5], duration: 8);
        Assert.Equal(-2 * delta, spectrum.MeanDivergence, 1e-12);
        Assert.Equal(-2 * delta, spectrum.Sum, 1e-5 * Math.Max(1, 2 * Math.Abs(delta)));
    }

    // At rest the exponents are the real parts of the eigenvalues; published roots for alpha = 2, delta = 2: -0.98 twice and -2.05.
    [Fact]
    public void Exponents_at_a_fixed_point_are_the_real_parts_of_its_eigenvalues()
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(new MixedOscillator(delta: 2), [0, 0, 0], duration: 400);
        // Column by column it is the transpose, which has the same eigenvalues.
        MathNet.Numerics.LinearAlgebra.Matrix<double> jacobian = MathNet.Numerics.LinearAlgebra.CreateMatrix.Dense(3, 3, new MixedOscillator(delta: 2).JacobianAt([0, 0, 0]));
        double[] parts = [.. jacobian.Evd().EigenValues.Select(v => v.Real).OrderDescending()];
        for (int i = 0; i < 3; i++)
            Assert.Equal(parts[i], spectrum.Exponents[i], 5e-3);
        Assert.True(spectrum.Converged);
    }

    // Largest exponent 0.9056 and dimension 2.062: Sprott, Chaos and Time-Series Analysis (2003), table A.5.
    [Fact]
    public void Lorenz_has_the_known_spectrum()
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(new Lorenz(), [1, 1, 20], duration: 3000, transient: 20);
        Assert.Equal(0.9056, spectrum.Exponents[0], 0.02);
        Assert.Equal(0, spectrum.Exponents[1], 0.005);
        Assert.Equal(-(10 + 1 + (8.0 / 3)), spectrum.MeanDivergence, 1e-9);
        Assert.Equal(spectrum.MeanDivergence, spectrum.Sum, 5e-4);
        Assert.Equal(2.062, spectrum.KaplanYorkeDimension, 0.005);
        Assert.True(spectrum.Converged);
    }

    [Theory]
    [InlineData("thomas", -0.54)]
    [InlineData("chen", -10)]
    [InlineData("sprott-c", -1)]
    [InlineData("duffing", -0.3)]
    [InlineData("lorenz96", -40)]
    public void Sums_equal_a_constant_divergence(string name, double divergence)
    {
        IFlow flow = FlowCatalog.Flow(name);
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(flow, [.. FlowCatalog.Start(flow)], duration: 10, step: 0.002);
        Assert.Equal(divergence, spectrum.MeanDivergence, 1e-9);
        Assert.Equal(divergence, spectrum.Sum, 1e-5 * Math.Abs(divergence));
    }

    [Theory]
    [InlineData("rossler")]
    [InlineData("nose-hoover")]
    [InlineData("chua")]
    [InlineData("aizawa")]
    [InlineData("hopf")]
    public void Sums_equal_the_time_average_of_a_changing_divergence(string name)
    {
        IFlow flow = FlowCatalog.Flow(name);
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(flow, [.. FlowCatalog.Start(flow)], duration: 50, step: 0.002);
        // Chua's Jacobian jumps, which costs the solver its order at each crossing.
        Assert.Equal(spectrum.MeanDivergence, spectrum.Sum, name == "chua" ? 2e-2 : 1e-5);
    }

    // On its circle the Hopf normal form has exponents 0 and -2 mu.
    [Fact]
    public void Hopf_circle_has_exponents_zero_and_minus_two_mu()
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(new HopfNormalForm(mu: 0.5), [0.1, 0], duration: 200, transient: 50);
        Assert.Equal(0, spectrum.Exponents[0], 1e-6);
        Assert.Equal(-1, spectrum.Exponents[1], 1e-6);
        Assert.Equal(1, spectrum.KaplanYorkeDimension, 1e-4);
        // Whichever sign rounding gives the exponent of the neutral direction.
        foreach (double start in new[] { 0.9, 1, 1.1 })
            Assert.Equal(1, LyapunovSpectrum.Estimate(new HopfNormalForm(), [start, 0], duration: 100, transient: 50).KaplanYorkeDimension, 1e-9);
    }

    /// <summary>The last round may be shorter than the others; its steps count.</summary>
    [Fact]
    public void The_whole_duration_is_measured()
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(TextFlow.Parse("x' = -x"), [1], duration: 1.07, step: 0.01, every: 10);
        Assert.Equal(1.07, spectrum.Duration, 1e-12);
        Assert.Equal(-1, spectrum.Exponents[0], 1e-9);
    }

    [Fact]
    public void Linear_flows_have_their_rates()
    {
        LyapunovSpectrum spectrum = LyapunovSpectrum.Estimate(TextFlow.Parse("x' = 0.5*x; y' = -2*y; z' = -0.1*z"), [1e-3, 1, 1], duration: 100);
        Assert.Equal([0.5, -0.1, -2], spectrum.Exponents.Select(e => Math.Round(e, 8)));
    }

    [Fact]
    public void Logistic_map_has_ln_2_and_henon_sums_to_ln_b()
    {
        LyapunovSpectrum logistic = LyapunovSpectrum.EstimateMap(new Logistic(), [0.3], 200_000, 100);
        Assert.Equal(Math.Log(2), logistic.Exponents[0], 2e-3);
        Assert.Equal(logistic.MeanDivergence, logistic.Sum, 1e-10);
        LyapunovSpectrum henon = LyapunovSpectrum.EstimateMap(new Henon(), [0.1, 0.1], 100_000, 100);
        Assert.Equal(Math.Log(0.3), henon.Sum, 1e-10);
        // 0.419: Sprott, Chaos and Time-Series Analysis (2003), table A.2.
        Assert.Equal(0.419, henon.Exponents[0], 0.005);
        LyapunovSpectrum standard = LyapunovSpectrum.EstimateMap(new StandardMap(), [1, 0.5], 10_000);
        Assert.Equal(0, standard.Sum, 1e-10);
    }

    [Fact]
    public void An_ensemble_has_the_bytes_of_its_members()
    {
        double[] starts = [.. Enumerable.Range(0, 11).SelectMany(k => new double[] { 1 + (0.1 * k), 1, 20 })];
        LyapunovSpectrum[] many = LyapunovSpectrum.EstimateEnsemble(new Lorenz(), starts, duration: 5, transient: 1);
        for (int k = 0; k < 11; k++)
        {
            LyapunovSpectrum one = LyapunovSpectrum.Estimate(new Lorenz(), starts.AsSpan(3 * k, 3), duration: 5, transient: 1);
            Assert.Equal(one.Exponents, many[k].Exponents);
            Assert.Equal(one.History, many[k].History);
            Assert.Equal(one.MeanDivergence, many[k].MeanDivergence);
        }
    }

    [Fact]
    public void A_short_run_is_not_called_converged_and_a_diverging_one_says_when()
    {
        Assert.False(LyapunovSpectrum.Estimate(new Lorenz(), [1, 1, 20], duration: 3).Converged);
        LyapunovSpectrum diverging = LyapunovSpectrum.Estimate(new MixedOscillator(-1.5), [0.5, 0.1, -0.5], duration: 100);
        Assert.False(diverging.Converged);
        Interruption.LeftNumberRange left = Assert.IsType<Interruption.LeftNumberRange>(diverging.Interruption);
        Assert.InRange(left.Time, 5, 30);
        Assert.Equal(3, diverging.MeanDivergence, 1e-9);
    }
}
