using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Measures;
using Lightcone.Foundation.Information;

namespace Lightcone.Flows.Tests;

/// <summary>The same bytes on every instruction set: one digest over trajectories, spectra, encodings and measures, asserted here and in child processes with instruction sets switched off.</summary>
public sealed class ReproducibilityTests
{
    private const string Expected = "3230574A20A483F9182D204FC135A0F9534EB35A979673CFA91C6462D8A9D7D0";
    private const string Tier = "LIGHTCONE_TEST_TIER";

    [Fact]
    public void Results_have_the_recorded_digest()
    {
        switch (Environment.GetEnvironmentVariable(Tier))
        {
            case "256":
                Assert.False(Vector512.IsHardwareAccelerated);
                break;
            case "128":
                Assert.False(Vector256.IsHardwareAccelerated);
                break;
            case "scalar":
                Assert.False(Vector128.IsHardwareAccelerated);
                break;
        }

        string digest = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<double>(Results().ToArray())));
        Assert.True(digest == Expected, $"The results have changed: their digest is {digest}.");
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "256")]
    [InlineData("DOTNET_EnableAVX", "128")]
    [InlineData("DOTNET_EnableHWIntrinsic", "scalar")]
    public void Results_keep_their_digest_with_instruction_sets_switched_off(string variable, string tier)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(ReproducibilityTests).Assembly.Location);
        start.ArgumentList.Add("--filter-method");
        start.ArgumentList.Add($"{typeof(ReproducibilityTests).FullName}.{nameof(Results_have_the_recorded_digest)}");
        start.Environment[variable] = "0";
        start.Environment[Tier] = tier;
        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, output);
    }

    private static List<double> Results()
    {
        List<double> results = [];
        foreach (string name in FlowCatalog.FlowNames)
        {
            IFlow flow = FlowCatalog.Flow(name);
            double[] start = [.. FlowCatalog.Start(flow)];
            Trajectory run = Trajectory.Integrate(flow, start, 2, Solver.DormandPrince(1e-7, 1e-9), samples: 9);
            results.AddRange(run.States);
            results.AddRange(Ensemble.Integrate(flow, [.. start, .. start.Select(v => v + 0.1)], 1, 4).Values);
            LyapunovSpectrum spectrum = LyapunovSpectrum.EstimateEnsemble(flow, start, 1)[0];
            results.AddRange([.. spectrum.Exponents, spectrum.MeanDivergence]);
        }

        TextFlow typed = TextFlow.Parse("x' = tanh(y)*exp(-x^2) + sin(3*t); y' = -x*sqrt(1 + y^2) + log(2 + cos(x))");
        results.AddRange(Trajectory.Integrate(typed, [0.3, 0.4], 5, samples: 20).States);
        double[] samples = [.. Enumerable.Range(0, 40).Select(i => (i - 17) / 11.0)];
        foreach (Encoder encoder in new Encoder[]
        {
            PaperEncoders.Classification(2), PaperEncoders.ReceptiveFields(0), PaperEncoders.ReinforcementLearning(-1.5),
            new ExponentialDecayEncoder(), new GaussianSmoothingEncoder(seed: 1), new RateEncoder(seed: 1),
        })
            foreach (float value in encoder.EncodeBatch(samples, 4).Values)
                results.Add(value);
        double[] series = Trajectory.Integrate(FlowCatalog.Flow("lorenz"), [1, 1, 20], 20, samples: 1000).Series(0);
        PowerSpectrum power = PowerSpectrum.Estimate(series, rate: 50);
        results.AddRange([power.Entropy, power.Centroid, power.DominantFrequency]);
        results.Add(PermutationEntropy.Estimate(series, 4).Bits);
        results.Add(ActiveInformation.EstimateBinned(series).Bits);
        results.Add(ActiveInformation.EstimateNearestNeighbor(series).Bits);
        return results;
    }
}
