using System.Globalization;
using Lightcone.Experiments.Data;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;
using Lightcone.Networks;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>Training a perceptron on Fashion-MNIST: a dense workload, where libtorch is at home.</summary>
internal static class PerceptronBenchmark
{
    private const int Batch = 128;

    /// <summary>Batches of one run; every one is another part of the data set.</summary>
    private const int Batches = 24;
    private static readonly int[] Widths = [784, 256, 256, 10];

    public static Benchmark Create() =>
        new("perceptron", $"Training on Fashion-MNIST, {string.Join('-', Widths)}, {Batches} batches of {Batch}.", ["torch"], static (_, _) => [Workload()]);

    private static Workload Workload()
    {
        Samples images = Samples.FashionMnist(training: true);
        Examples[] batches = [.. Enumerable.Range(0, Batches).Select(b => Examples.Classify(images.Select([.. Enumerable.Range(b * Batch, Batch)]).Repeat(1)))];
        Network network = Network.Create(Architecture.Perceptron(Widths), seed: 1);
        TrainingSession session = new(network, new Adam());
        InProcess own = new(
            () =>
            {
                foreach (Examples batch in batches)
                    session.Step(batch);
            },
            () => Gradient(network.Differentiate(batches[0].Inputs, batches[0].Objective)));
        double first = (double)Widths[0] * Widths[1], products = first + ((double)Widths[1] * Widths[2]) + ((double)Widths[2] * Widths[3]);
        return new(string.Create(CultureInfo.InvariantCulture, $"perceptron {string.Join('-', Widths)} on Fashion-MNIST, {Batches} training steps of batch {Batch}"), own, [new("torch", Torch)])
        {
            Tolerance = Rounding.OfSingles((double)Batch * (Widths.Length - 1)),
            Bound = Probe.MultiplyAdd is { } peak ? new(peak, 2.0 * Batch * Batches * ((3 * products) - first)) : null,
            Facts = static seconds => [("imagesPerSecond", Batch * Batches / seconds)],
        };

        Implementation Torch()
        {
            List<(string, NpyArray)> arrays =
            [
                ("images", NpyArray.FromSingles(images.Values[..(Batch * Batches * images.Features)], Batch * Batches, images.Features)),
                ("labels", NpyArray.FromDoubles(Array.ConvertAll(images.Labels[..(Batch * Batches)].ToArray(), static x => (double)x), Batch * Batches)),
            ];
            for (int i = 0; i < network.Parameters.Tensors.Count; i++)
                arrays.Add(($"parameter{i}", NpyArray.FromSingles(network.Parameters.Tensors[i].Values, [.. network.Parameters.Tensors[i].Shape])));
            return PythonPeer.Start(
                "torch", "perceptron_torch", [("torch", "apt-get install python3-torch libopenblas0-pthread"), ("numpy", "apt-get install python3-numpy")],
                [$"batch={Batch}", $"parameters={network.Parameters.Tensors.Count}"], [.. arrays]);
        }
    }

    /// <summary>The first batch's loss and gradient at the parameters that the training starts from.</summary>
    private static WorkResult Gradient(Gradient gradient) => WorkResult.Of(
        [("loss", [gradient.Loss]), .. gradient.Parameters.Tensors.Select(static (tensor, i) => ($"parameter{i}", Array.ConvertAll(tensor.Values.ToArray(), static x => (double)x)))]);
}
