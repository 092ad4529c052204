using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows.Typed;
using Lightcone.Foundation.Information;

namespace Lightcone.Flows.Tests;

/// <summary>The same bytes on every instruction set: one digest over trajectories, spectra, encodings and measures, asserted here and with instruction sets switched off.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class ReproducibilityTests
{
    private const string Expected = "9D60468526AB912ECCF3FC5A1BBE2CEE42D53FB2CAFBF41C373EFC5EC1F8A211";

    [Fact]
    public void Results_have_the_recorded_digest()
    {
        string digest = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<double>(Results().ToArray())));
        Assert.True(digest == Expected, $"The results have changed: their digest is {digest}.");
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
