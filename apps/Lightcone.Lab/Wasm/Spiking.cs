using System.Runtime.InteropServices;
using System.Text.Json;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Pipelines;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Running;
using Architecture = Lightcone.Networks.Layers.Architecture;

namespace Lightcone.Lab.Wasm;

/// <summary>A spiking network that was trained on digits, looked into while it reads one; its leak and its currents may be changed without training it again.</summary>
internal sealed class Spiking
{
    private readonly TrainedNetwork trained;
    private readonly Samples test;
    private readonly int[] shown;
    private readonly Sequences?[] encoded;

    private Spiking(TrainedNetwork trained, Samples test, int[] shown) => (this.trained, this.test, this.shown, encoded) = (trained, test, shown, new Sequences?[test.Count]);

    /// <summary>The network of a file, with the first test digit of each class.</summary>
    /// <exception cref="InputException">It is no network of leaky neurons that was trained on the digits.</exception>
    public static Spiking Read(byte[] content, string file)
    {
        TrainedNetwork trained = TrainedNetwork.Parse(content, file);
        if (trained is not { Data: "digits", Seed: { } seed, Encoding: not null } || !trained.Network.Architecture.Layers.All(static layer => layer is Linear or Leaky))
            throw new InputException("expected a network of linear layers and leaky neurons that was trained on the digits.", new SourceLocation(file));
        Samples test = Dataset.Digits(seed).Test;
        return new(trained, test, [.. Enumerable.Range(0, test.Classes).Select(label => test.Labels.IndexOf(label))]);
    }

    /// <summary>Writes what the network is made of, and the digits.</summary>
    public void WriteNetwork(Utf8JsonWriter writer)
    {
        Samples raw = Samples.Digits(), scaled = trained.Scaling!.Apply(raw);
        Architecture architecture = trained.Network.Architecture;
        writer.WriteString("architecture", architecture.ToString());
        writer.WriteString("encoding", trained.Encoding!.ToString());
        writer.WriteNumber("steps", trained.Encoding.Steps);
        writer.WriteNumber("beta", Neurons(trained.Network).First().Beta);
        writer.WriteNumber("parameters", trained.Network.Parameters.Count);
        writer.WriteNumber("tests", test.Count);
        writer.WriteStartArray("layers");
        for (int i = 0; i < architecture.Layers.Length; i++)
            if (architecture.Layers[i].Spikes)
                writer.WriteNumberValue(architecture.Width(i + 1));
        writer.WriteEndArray();
        writer.WriteStartArray("digits");
        foreach (int sample in shown)
        {
            writer.WriteStartObject();
            writer.WriteNumber("sample", sample);
            writer.WriteNumber("label", test.Labels[sample]);
            writer.WriteBase64String("pixels", Pixels(raw, scaled, test[sample]));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes everything that happens while one of the digits is read.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="digit">Which of the digits.</param>
    /// <param name="beta">The leak of all neurons, 0 to 1.</param>
    /// <param name="gain">What every current is multiplied by, positive.</param>
    public void WriteReading(Utf8JsonWriter writer, int digit, double beta, double gain)
    {
        Network network = Changed(beta, gain);
        Sequences input = Encoded(shown[digit]);
        Observation observation = network.Observe(input);
        writer.WriteNumber("answer", observation.Response.Argmax(0));
        writer.WriteStartArray("counts");
        foreach (float count in observation.Response.Outputs)
            writer.WriteNumberValue(count);
        writer.WriteEndArray();
        writer.WriteBase64String("input", MemoryMarshal.AsBytes(input.Values));
        writer.WriteStartArray("layers");
        for (int i = 1; i < observation.Layers.Count; i++)
        {
            if (observation.Layers[i] is not { Membranes: { } membranes, Layer: Leaky neuron } record)
                continue;
            writer.WriteStartObject();
            writer.WriteNumber("threshold", neuron.Threshold);
            writer.WriteBase64String("currents", MemoryMarshal.AsBytes(observation.Layers[i - 1].Outputs.Values));
            writer.WriteBase64String("membranes", MemoryMarshal.AsBytes(membranes.Values));
            writer.WriteBase64String("spikes", MemoryMarshal.AsBytes(record.Outputs.Values));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("silent");
        foreach (SilentLayer silent in observation.SilentLayers())
        {
            writer.WriteStartObject();
            writer.WriteNumber("layer", observation.Layers.Take(silent.Layer).Count(static layer => layer.Layer.Spikes));
            writer.WriteNumber("threshold", silent.Threshold);
            writer.WriteNumber("largestSteadyInput", silent.LargestSteadyInput);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>How many of some test digits are recognized.</summary>
    /// <param name="first">The first of them, from 0.</param>
    /// <param name="count">How many.</param>
    /// <param name="beta">The leak of all neurons, 0 to 1.</param>
    /// <param name="gain">What every current is multiplied by, positive.</param>
    public int Right(int first, int count, double beta, double gain)
    {
        Network network = Changed(beta, gain);
        return Enumerable.Range(first, Math.Min(count, test.Count - first)).Count(sample => network.Run(Encoded(sample)).Argmax(0) == test.Labels[sample]);
    }

    // Currents are products of weights: those are multiplied, so that the threshold stays what it is.
    private Network Changed(double beta, double gain)
    {
        if (!(beta is >= 0 and <= 1) || !(gain > 0) || !double.IsFinite(gain))
            throw new InputException("the leak must be 0 to 1, and the gain positive.");
        Architecture own = trained.Network.Architecture;
        Architecture changed = new(own.Inputs, own.Layers.Select(layer => layer is Leaky neuron ? neuron with { Beta = (float)beta } : layer), own.Readout);
        return trained.Network.Parameters.Tensors.Aggregate(
            Network.Create(changed, 0), (network, tensor) => network.With(network.Parameters.With(tensor.Name, [.. tensor.Values.ToArray().Select(value => value * (float)gain)])));
    }

    // Trajectories take their time in a browser: each digit's are computed when it is first read.
    private Sequences Encoded(int sample) => encoded[sample] ??= trained.Encode(test.Select([sample]), areScaled: true);

    // The parts of the data set are scaled; the picture is the sample whose scaled features are these.
    private static byte[] Pixels(Samples raw, Samples scaled, ReadOnlySpan<float> wanted)
    {
        for (int i = 0; i < raw.Count; i++)
            if (scaled[i].SequenceEqual(wanted))
                return [.. raw[i].ToArray().Select(static value => (byte)value)];
        throw new InvalidOperationException("A test digit is none of the digits.");
    }

    private static IEnumerable<Leaky> Neurons(Network network) => network.Architecture.Layers.OfType<Leaky>();
}
