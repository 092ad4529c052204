using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Parameters;
using Lightcone.Networks;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>One training step of a spiking network: forward, backward through time, Adam.</summary>
internal static class SpikingBenchmark
{
    private const int Inputs = 192;
    private const int Classes = 10;
    private const float Beta = 0.95f;

    /// <summary>So small that parameters, and with them the spikes, stay where they are however often the step is repeated.</summary>
    private const double LearningRate = 1e-12;

    /// <summary>The two sizes of the published comparison: the usual one, and the width and length of the paper.</summary>
    private static readonly (int Hidden, int Steps)[] Sizes = [(100, 50), (32, 30)];

    public static Benchmark Create()
    {
        Option<int> hidden = new("--hidden") { Description = "snn: neurons of each hidden layer.", HelpName = "N", DefaultValueFactory = static _ => Sizes[0].Hidden };
        Option<int> steps = new("--steps") { Description = "snn: steps of a sequence.", HelpName = "N", DefaultValueFactory = static _ => Sizes[0].Steps };
        Option<int> batch = new("--batch") { Description = "snn: sequences of a step.", HelpName = "N", DefaultValueFactory = static _ => 64 };
        Option<string?> snnTorch = new("--snntorch") { Description = "snn: your checkout of snnTorch, the folder that holds the folder snntorch.", HelpName = "DIR" };
        return new("snn", $"Training step of a spiking network {Inputs}-N-N-{Classes}.", ["torch", "torch-steps", "snntorch"], (parse, all) =>
        {
            string? folder = parse.GetValue(snnTorch);
            int sequences = Within(parse.GetValue(batch), "--batch", 4096);
            return all
                ? Sizes.Select(size => Workload(size.Hidden, size.Steps, sequences, folder))
                : [Workload(Within(parse.GetValue(hidden), "--hidden", 2048), Within(parse.GetValue(steps), "--steps", 2048), sequences, folder)];
        })
        { Options = [hidden, steps, batch, snnTorch] };
    }

    private static int Within(int value, string option, int largest) =>
        value >= 1 && value <= largest ? value : throw new InputException($"{option} {value}: expected 1 to {largest}.");

    private static Workload Workload(int hidden, int steps, int batch, string? snnTorch)
    {
        int[] widths = [Inputs, hidden, hidden, Classes];
        (Network network, Examples examples, int[] labels, SpikingReference reference) = Draw(widths, steps, batch);
        TrainingSession session = new(network, new Adam { LearningRate = LearningRate });
        double loss = double.NaN;
        InProcess own = new(() => loss = session.Step(examples).Loss, () => Own(loss, network.Differentiate(examples.Inputs, examples.Objective).Parameters, widths.Length - 1));
        double first = (double)widths[0] * widths[1], products = first + ((double)widths[1] * widths[2]) + ((double)widths[2] * widths[3]);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"snn training step {string.Join('-', widths)}, batch {batch}, {steps} steps"), own,
            [new("torch", () => Torch("torch", null)), new("torch-steps", () => Torch("torch-steps", null)), new("snntorch", () => Torch("snntorch", snnTorch ?? throw new InputException("snntorch is taken from your own checkout. Give --snntorch DIR, the folder that holds the folder snntorch.")))])
        {
            Reference = () => Result(reference.Loss / batch, reference.WeightGradients, reference.BiasGradients, 1.0 / batch),
            // A gradient adds over the steps and the batch what has come back through every step and layer after it.
            Tolerance = Rounding.OfSingles((double)batch * steps * (widths.Length - 1)),
            // Forward, gradients of weights, and gradients of inputs except the first layer's; spikes that are skipped count as if they were not.
            Bound = Probe.MultiplyAdd is { } peak ? new(peak, 2.0 * batch * steps * ((3 * products) - first)) : null,
            Facts = _ => [("spikesPerNeuronAndStep", reference.Spikes / ((double)batch * steps * widths.Skip(1).Sum()))],
        };

        Implementation Torch(string neuron, string? path) => PythonPeer.Start(
            neuron, "snn_torch",
            [("torch", "apt-get install python3-torch libopenblas0-pthread"), ("numpy", "apt-get install python3-numpy"), .. path is null ? Array.Empty<(string, string)>() : [("snntorch", $"{path} holds no folder snntorch")]],
            [$"neuron={neuron}", $"layers={widths.Length - 1}", string.Create(CultureInfo.InvariantCulture, $"beta={(double)Beta:R}"), string.Create(CultureInfo.InvariantCulture, $"rate={LearningRate:R}")],
            Arrays(network, examples, labels), path);
    }

    /// <summary>
    /// Inputs, labels and parameters from the first seed whose membranes all stay clear of the threshold: single precision, rounded in whatever order, then leaves every spike where it is, and
    /// gradients can be compared.
    /// </summary>
    private static (Network Network, Examples Examples, int[] Labels, SpikingReference Reference) Draw(int[] widths, int steps, int batch)
    {
        (Network Network, Examples Examples, int[] Labels, SpikingReference Reference)? best = null;
        for (ulong seed = 1; seed <= 20 && !(best?.Reference.Margin > 3e-6); seed++)
        {
            RandomStream random = new(seed, "bench snn");
            Sequences inputs = Sequences.Create(batch, steps, widths[0], (_, values) =>
            {
                foreach (ref float value in values)
                    value = (float)random.NextDouble();
            });
            int[] labels = [.. Enumerable.Range(0, batch).Select(_ => random.NextInt32(widths[^1]))];
            Network network = Network.Create(Architecture.Spiking(new Leaky { Beta = Beta }, widths), seed);
            SpikingReference reference = Reference(network, widths, inputs, labels, differentiates: false);
            if (best is null || reference.Margin > best.Value.Reference.Margin)
                best = (network, Examples.Classify(inputs, labels), labels, reference);
        }

        (Network chosen, Examples examples, int[] targets, _) = best!.Value;
        return (chosen, examples, targets, Reference(chosen, widths, examples.Inputs, targets, differentiates: true));
    }

    private static SpikingReference Reference(Network network, int[] widths, Sequences inputs, int[] labels, bool differentiates)
    {
        IReadOnlyList<Parameter> tensors = network.Parameters.Tensors;
        SpikingReference reference = new(widths, inputs.Time, Beta, [.. tensors.Where((_, i) => i % 2 == 0).Select(Doubles)], [.. tensors.Where((_, i) => i % 2 == 1).Select(Doubles)]);
        for (int sample = 0; sample < labels.Length; sample++)
            reference.Add(Array.ConvertAll(inputs.Sample(sample).ToArray(), static x => (double)x), labels[sample], differentiates);
        return reference;
    }

    private static WorkResult Own(double loss, ParameterSet gradient, int layers) => Result(
        loss, [.. Enumerable.Range(0, layers).Select(layer => Doubles(gradient.Tensors[2 * layer]))], [.. Enumerable.Range(0, layers).Select(layer => Doubles(gradient.Tensors[(2 * layer) + 1]))], 1);

    private static WorkResult Result(double loss, double[][] weights, double[][] biases, double scale)
    {
        List<(string, double[])> arrays = [("loss", [loss])];
        for (int layer = 0; layer < weights.Length; layer++)
            arrays.AddRange([($"weight{layer}", Array.ConvertAll(weights[layer], x => x * scale)), ($"bias{layer}", Array.ConvertAll(biases[layer], x => x * scale))]);
        return WorkResult.Of([.. arrays]);
    }

    private static (string, NpyArray)[] Arrays(Network network, Examples examples, int[] labels)
    {
        Sequences inputs = examples.Inputs;
        List<(string, NpyArray)> arrays = [("inputs", NpyArray.FromSingles(inputs.Values, inputs.Batch, inputs.Time, inputs.Features)), ("labels", NpyArray.FromDoubles(Array.ConvertAll(labels, static x => (double)x), labels.Length))];
        for (int i = 0; i < network.Parameters.Tensors.Count; i++)
        {
            Parameter tensor = network.Parameters.Tensors[i];
            arrays.Add(($"{(i % 2 == 0 ? "weight" : "bias")}{i / 2}", NpyArray.FromSingles(tensor.Values, [.. tensor.Shape])));
        }

        return [.. arrays];
    }

    private static double[] Doubles(Parameter tensor) => Array.ConvertAll(tensor.Values.ToArray(), static x => (double)x);
}
