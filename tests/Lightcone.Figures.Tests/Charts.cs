using System.Collections.Immutable;
using Lightcone.Experiments.Pipelines;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Foundation.Statistics;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;
using Lightcone.Networks;
using Lightcone.Tasks;

namespace Lightcone.Figures.Tests;

/// <summary>One chart of each kind, from values that take no time to compute.</summary>
internal static class Charts
{
    public static IReadOnlyDictionary<string, Func<Chart>> All { get; } = new Dictionary<string, Func<Chart>>
    {
        ["series"] = static () => SeriesChart.Draw(Oscillation(4)),
        ["portrait"] = static () => PhasePortrait.Draw(Oscillation(12)),
        ["points"] = static () => PhasePortrait.Draw(Trajectory.Iterate(new Henon(), [0.1, 0.1], 500), points: true),
        ["spectrum"] = static () => SpectrumChart.Draw("Two components", [.. Enumerable.Range(0, 2).Select(static k => ($"xy"[k].ToString(), PowerSpectrum.Estimate(Oscillation(40).Series(k), 100, 256)))]),
        ["training"] = static () => TrainingChart.Draw("A training", Training()),
        ["network"] = static () => NetworkChart.Draw("A network, layer by layer, with its weights", Network.Create(Architecture.Parse("input 5 | linear 8 | rleaky beta=0.9 learn=neuron | norm | lstm 4 | linear 3 | leaky | count"), 1)),
        ["rasters"] = static () => Rasters(),
        ["space-time"] = static () => SpacetimeChart.Draw("40 cells, 20 steps, with the field they read", Cells(40, 21), 40, 20, input: Cells(40, 1), symbols: [("state", [("0", new Foundation.Imaging.Color(255, 255, 255)), ("1", default)])]),
        ["grid"] = static () => SpacetimeChart.Draw("A grid of 40 x 40 cells after 9 steps", Cells(40, 40), 40, null, 40),
        ["confusion"] = static () => ConfusionChart.Draw("Three classes", new Classification(new Evaluation(9, 7.0 / 9, 0.5, 0), ["a", "b", "c"], [3, 0, 0, 1, 2, 0, 0, 1, 2], [], [])),
        ["raster"] = static () => ResponseChart.Raster(Layer(), 1),
        ["membranes"] = static () => ResponseChart.Membranes(Layer(), 0, 0, 5, 7),
        ["heat"] = static () => HeatMap.Draw("Heat", "column", "row", "value", ["a", "b"], ["c", "d"], [0, 1, double.NaN, 0.5], "0.0"),
        ["matrix"] = static () => GeneralizationChart.Matrix("Generalization", "damping δ", "accuracy (%)", ["0", "2"], ["0", "2"], Cells()),
        ["lines"] = static () => GeneralizationChart.Lines("Generalization", "damping δ", "accuracy (%)", ["δ = 0", "δ = 2"], [0, 2], Cells()),
        ["summary"] = static () => SummaryChart.Draw("Steps", "length n", "steps", [16, 256, 4096], [("addition", [Of(3, 5, 9), Of(6, 9, 14), Of(9, 13, 20)])], logarithmicX: true, logarithmicY: true),
        ["length"] = static () => LengthChart.Draw("Addition", "length", [("automaton", [(16, Of(1, 1, 1)), (256, Of(1, 1, 1))]), ("gru", [(16, Of(0.9, 1, 1)), (64, Of(0, 0.3, 0.7))])], trained: 16),
    };

    public static Trajectory Oscillation(double duration) => Trajectory.Integrate(new MixedOscillator(delta: 0), [1, 0.2, -1], duration);

    public static LayerRecord Layer()
    {
        RandomStream stream = new(2, "figure");
        return Network.Create(Architecture.Spiking(new Leaky { Beta = 0.9f }, 8, 12), 2).Observe(Sequences.Create(2, 40, 8, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)(0.5 + (0.5 * stream.NextGaussian()));
        })).Layers[1];
    }

    /// <summary>A picture of stripes, six pixels a cell.</summary>
    private static Foundation.Imaging.Image Cells(int columns, int rows)
    {
        Foundation.Imaging.Image image = new(6 * columns, 6 * rows, new Foundation.Imaging.Color(255, 255, 255));
        for (int y = 0; y < rows; y++)
            for (int x = y % 3; x < columns; x += 3)
                image.Fill(6 * x, 6 * y, 6, 6, default);
        return image;
    }

    private static Chart Rasters()
    {
        RandomStream stream = new(3, "figure");
        Sequences inputs = Sequences.Create(2, 25, 6, (_, to) =>
        {
            foreach (ref float x in to)
                x = (float)(0.5 + stream.NextGaussian());
        });
        return RasterChart.Draw("A sample of class 3: taken for 3", inputs, Network.Create(Architecture.Spiking(new Leaky { Beta = 0.9f }, 6, 20, 4), 2).Observe(inputs), 1);
    }

    private static TrainingResult Training()
    {
        ImmutableArray<EpochReport> epochs = [.. Enumerable.Range(1, 12).Select(static e => new EpochReport(e, 2.0 / e, 1 - (0.8 / e), 0.95 - (0.8 / e) - (e > 9 ? 0.02 * (e - 9) : 0), 100))];
        return new TrainingResult(Network.Create(Architecture.Spiking(new Leaky(), 2, 2), 1), epochs, TrainingOutcome.Completed, []) { KeptEpoch = 12 };
    }

    private static Summary[] Cells() => [Of(90, 92, 93), Of(40, 44, 52), Of(70, 71, 75), Of(95, 96, 97)];

    private static Summary Of(params double[] values) => Summary.Of(values);
}
