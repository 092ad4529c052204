using System.Runtime.InteropServices;
using Lightcone.Experiments.Exchange;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Architecture = Lightcone.Networks.Layers.Architecture;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Parameters;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace Lightcone.Oracles.Tests;

/// <summary>onnxruntime runs exported networks, whole sequences and step by step, to the same outputs.</summary>
[Trait(Round.Trait, Round.Long)]
public sealed class NetworkOnnxTests
{
    private const int Batch = 5, Time = 12;

    private static readonly OutsideJudge Runtime = new(
        "onnxruntime", "nothing to install: the package Microsoft.ML.OnnxRuntime has none for this system",
        static () => NativeLibrary.TryLoad("onnxruntime", typeof(InferenceSession).Assembly, null, out _) ? "onnxruntime" : null);

    public static TheoryData<string> Architectures =>
    [
        "input 6 | linear 9 | leaky beta=0.9 | linear 4 | leaky beta=0.95 threshold=0.5 | count",
        "input 6 | linear 9 | leaky beta=0.8 reset=zero | linear 4 | leaky reset=subtract-beta | count",
        "input 6 | linear 9 | leaky beta=0.8 reset_delay=false learn=neuron | linear 4 | leaky reset=none | mean",
        "input 6 | linear 9 | leaky beta=0.8 reset=zero reset_delay=false learn=shared | linear 4 | integrator beta=0.7 | last",
        "input 6 | linear 8 | rleaky beta=0.8 | linear 4 | sum",
        "input 6 | linear 8 | rleaky beta=0.8 reset=zero | linear 4 | rleaky reset=zero reset_delay=false | count",
        "input 6 | rnn 7 | norm | linear 5 | relu | lstm 4 | last",
        "input 6 | linear 9 | relu | linear 4 | mean",
        "input 6 | linear 9 | leaky beta=0.8 learn=neuron-sigmoid | linear 4 | integrator beta=0.7 learn=shared-sigmoid | last",
        "input 6 | linear 8 | rleaky beta=0.8 learn=shared-sigmoid | linear 4 | leaky beta=0.6 learn=neuron-sigmoid | count",
        "input 6 | linear 9 | leaky beta=0.8 | linear 4 | integrator beta=0.7 | every",
        "input 6 | linear 9 | gelu | gru 7 | gru 4 | every",
    ];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Whole_sequences_and_single_steps_give_the_same_outputs(string text)
    {
        Runtime.Require();
        Network network = Network.Create(Networks.Layers.Architecture.Parse(text), 7);
        RandomStream random = new(8, "onnx networks");
        // As after a training: decays that are not those of the architecture.
        foreach (Parameter tensor in network.Parameters.Tensors.Where(static tensor => tensor.Name[2..] is "beta" or "theta"))
            network = network.With(network.Parameters.With(tensor.Name, [.. Enumerable.Range(0, tensor.Values.Length).Select(j => tensor.Name[2..] == "beta" ? 0.3f + (0.1f * j) : 1.5f - (0.25f * j))]));
        float[] values = [.. Enumerable.Range(0, Batch * Time * 6).Select(_ => (float)((4 * random.NextDouble()) - 1))];
        Response expected = network.Run(Sequences.Create(Batch, Time, 6, values));
        Assert.True(expected.Spikes.All(static layer => layer != 0), "a layer never fires: nothing is tested");
        using InferenceSession whole = Open(NetworkOnnx.Format(network));
        Assert.Equal(network.Architecture.Readout == Readout.EveryStep ? [-1, -1, 4] : [-1, 4], whole.OutputMetadata["outputs"].Dimensions);
        Near(expected.Outputs, Run(whole, [Input("inputs", values, Batch, Time, 6)])["outputs"]);

        using InferenceSession step = Open(NetworkOnnx.FormatStep(network));
        (string Name, int Width)[] states = [.. NetworkOnnx.States(network.Architecture)];
        Dictionary<string, float[]> state = states.ToDictionary(static each => each.Name, static each => new float[Batch * each.Width]);
        Sequences sequences = Sequences.Create(Batch, Time, 6, values);
        NetworkState? carried = null;
        for (int t = 0; t < Time; t++)
        {
            float[] now = [.. Enumerable.Range(0, Batch).SelectMany(i => sequences[i, t].ToArray())];
            Dictionary<string, float[]> found = Run(step, [Input("input", now, Batch, 6), .. states.Select(each => Input(each.Name, state[each.Name], Batch, each.Width))]);
            Response ours = network.Run(Sequences.Create(Batch, 1, 6, now), carried);
            carried = ours.State;
            Near(ours.Outputs, found["output"]);
            state = states.ToDictionary(static each => each.Name, each => found[$"{each.Name}_next"]);
        }
    }

    private static void Near(ReadOnlySpan<float> expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < found.Length; i++)
            Assert.InRange(found[i] - expected[i], -1e-5f, 1e-5f);
    }

    private static InferenceSession Open(byte[] model)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        return new(model, options);
    }

    private static NamedOnnxValue Input(string name, float[] values, params int[] shape) => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values, shape));

    private static Dictionary<string, float[]> Run(InferenceSession model, List<NamedOnnxValue> inputs)
    {
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = model.Run(inputs);
        return results.ToDictionary(static result => result.Name, static result => result.AsEnumerable<float>().ToArray());
    }
}
