using System.Diagnostics;
using System.Globalization;
using Lightcone.Formats.Onnx;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Layers;

namespace Lightcone.Experiments.Exchange;

/// <summary>Networks as ONNX models, opset 17, ir_version 8, for any number of samples: whole sequences, or one step with the state going in and out.</summary>
/// <remarks>
/// <para>Whole sequences: input <c>inputs</c> [batch, time, features], output <c>outputs</c> [batch, outputs], read out over time as the architecture says, with the readout <c>every</c> [batch, time, outputs]; the steps are a Scan that begins with zero state.</para>
/// <para>One step: input <c>input</c> [batch, features] and a state <c>PART_LAYER</c> for each part of each layer's state (<c>membrane_2</c>, layers counted from 1), zeros at first; outputs <c>output</c> [batch, outputs] and <c>PART_LAYER_next</c>.</para>
/// <para>The graph adds in single precision in the order of the program that runs it, without fused operations: outputs agree to rounding, and a membrane that stands within rounding of its threshold may fire in one and not in the other.</para>
/// <para>All layers but <see cref="SinusoidalPositions"/> and <see cref="Transformer"/>, which need more than one step.</para>
/// </remarks>
public static class NetworkOnnx
{
    private const int IrVersion = 8;
    private const int Opset = 17;

    /// <summary>The model of whole sequences.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="InputException">A layer needs more than one step; the message says which.</exception>
    public static byte[] Format(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Architecture architecture = network.Architecture;
        OnnxGraph graph = new("network");
        graph.Input("inputs", OnnxGraph.Float32, "batch", "time", "features");
        string byStep = graph.Node("Transpose", ["inputs"], ("perm", (long[])[1, 0, 2]));
        string batch = graph.Node("Gather", [graph.Node("Shape", ["inputs"]), graph.Constant([0L], 1)], ("axis", 0L));
        List<string> scanned = [];
        foreach ((_, int width) in States(architecture))
            scanned.Add(graph.Node("ConstantOfShape", [graph.Node("Concat", [batch, graph.Constant([width], 1)], ("axis", 0L))]));
        int states = scanned.Count;
        OnnxGraph body = new("one_step", graph);
        Step(body, network, "step_");
        scanned.Add(byStep);
        string all = graph.Nodes("Scan", [.. scanned], states + 1, ("body", body), ("num_scan_inputs", 1L))[states];
        string result = architecture.Readout switch
        {
            Readout.Last => graph.Node("Gather", [all, graph.Constant([-1L])], ("axis", 0L)),
            Readout.Mean => graph.Node("ReduceMean", [all], ("axes", (long[])[0]), ("keepdims", 0L)),
            Readout.Count or Readout.Sum => graph.Node("ReduceSum", [all, graph.Constant([0L], 1)], ("keepdims", 0L)),
            Readout.EveryStep => graph.Node("Transpose", [all], ("perm", (long[])[1, 0, 2])),
            _ => throw new UnreachableException($"{architecture.Readout}"),
        };
        graph.Output(result, "outputs", OnnxGraph.Float32, architecture.Readout == Readout.EveryStep ? ["batch", "time", "classes"] : ["batch", "classes"]);
        return Model(graph, architecture);
    }

    /// <summary>The model of one step, with the state going in and out. What is read out over time is left to the caller.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="InputException">A layer needs more than one step; the message says which.</exception>
    public static byte[] FormatStep(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        OnnxGraph graph = new("step");
        Step(graph, network, "");
        return Model(graph, network.Architecture);
    }

    /// <summary>The names of the states and their widths, in the order of the layers.</summary>
    internal static IEnumerable<(string Name, int Width)> States(Architecture architecture) =>
        architecture.Layers.SelectMany((layer, i) => layer.StateParts.Select(part => (string.Create(CultureInfo.InvariantCulture, $"{part}_{i + 1}"), architecture.Width(i + 1))));

    private static void Step(OnnxGraph graph, Network network, string prefix)
    {
        // States come before what is scanned.
        foreach ((string name, int width) in States(network.Architecture))
            graph.Input(prefix + name, OnnxGraph.Float32, "batch", string.Create(CultureInfo.InvariantCulture, $"units_{width}"));
        graph.Input($"{prefix}input", OnnxGraph.Float32, "batch", "features");
        string value = $"{prefix}input";
        List<(string Value, string Name, int Width)> next = [];
        for (int i = 0; i < network.Architecture.Layers.Length; i++)
        {
            NetworkOnnxLayer layer = new(graph, network, i);
            string[] before = [.. network.Architecture.Layers[i].StateParts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{prefix}{part}_{i + 1}"))];
            (value, string[] after) = layer.Apply(value, before);
            next.AddRange(before.Zip(after, (name, state) => (state, name, network.Architecture.Width(i + 1))));
        }

        foreach ((string state, string name, int width) in next)
            graph.Output(state, $"{name}_next", OnnxGraph.Float32, "batch", string.Create(CultureInfo.InvariantCulture, $"units_{width}"));
        graph.Output(value, $"{prefix}output", OnnxGraph.Float32, "batch", "classes");
    }

    private static byte[] Model(OnnxGraph graph, Architecture architecture) =>
        new ProtobufWriter().Number(1, IrVersion).Text(2, "Lightcone").Message(7, graph.ToMessage()).Message(8, new ProtobufWriter().Text(1, "").Number(2, Opset))
            .Message(14, new ProtobufWriter().Text(1, "architecture").Text(2, architecture.ToString())).ToArray();
}
