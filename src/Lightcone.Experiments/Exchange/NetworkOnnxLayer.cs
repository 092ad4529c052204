using System.Diagnostics;
using System.Globalization;
using Lightcone.Formats.Onnx;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Parameters;

namespace Lightcone.Experiments.Exchange;

/// <summary>One step of one layer in operations of ONNX, over [batch, units].</summary>
/// <param name="graph">Receives the operations.</param>
/// <param name="network">The network.</param>
/// <param name="index">The layer, from 0.</param>
internal sealed class NetworkOnnxLayer(OnnxGraph graph, Network network, int index)
{
    private const float NormalizationEpsilon = 1e-5f;

    private readonly int width = network.Architecture.Width(index + 1);

    /// <summary>The layer's output, and its state after the step.</summary>
    public (string Value, string[] State) Apply(string input, string[] state) => network.Architecture.Layers[index] switch
    {
        Linear => (Affine(input, "weight", "bias"), []),
        Relu => (graph.Node("Relu", [input]), []),
        LayerNormalization => (Normalized(input), []),
        Gelu => (graph.Node("Mul", [input, Normal(input)]), []),
        LeakyIntegrator => Same(graph.Node("Add", [graph.Node("Mul", [Beta(), state[0]]), input])),
        TanhRecurrent => Same(graph.Node("Tanh", [graph.Node("Add", [Affine(input, "weight_ih_l0", "bias_ih_l0"), Affine(state[0], "weight_hh_l0", "bias_hh_l0")])])),
        Lstm => Gated(input, state),
        Gru => Same(Updated(input, state[0])),
        Leaky leaky => Fired(leaky.Threshold, Membrane(leaky.Threshold, leaky.Reset, leaky.ResetDelay, false, input, state[0]), false),
        RLeaky leaky => Fired(leaky.Threshold, Membrane(leaky.Threshold, leaky.Reset, leaky.ResetDelay, true, graph.Node("Add", [input, Affine(state[0], "recurrent.weight", "recurrent.bias")]), state[1]), true),
        Convolution => throw new InputException(FormattableString.Invariant(
            $"layer {index + 1}, '{network.Architecture.ToString().Split(" | ")[index + 1]}', is not written as ONNX. Keep the network as safetensors, or train one without conv.")),
        SinusoidalPositions or Transformer => throw new InputException(FormattableString.Invariant(
            $"layer {index + 1}, '{network.Architecture.ToString().Split(" | ")[index + 1]}', has no form in ONNX here, where a model makes one step after the other: it needs the place of a step or the steps before it. Keep the network as safetensors, or train one without positions and transformer.")),
        Layer other => throw new UnreachableException(other.GetType().Name),
    };

    private static (string, string[]) Same(string value) => (value, [value]);

    private (string Value, string[] State) Fired(float threshold, string membrane, bool isRecurrent)
    {
        string spikes = Above(membrane, threshold);
        return (spikes, isRecurrent ? [spikes, membrane] : [membrane]);
    }

    /// <summary>The membrane after a step. The state holds it as it was before any reset.</summary>
    private string Membrane(float threshold, Reset reset, bool waits, bool isRecurrent, string current, string last)
    {
        string above = Above(last, threshold), leak = Beta();
        switch (reset)
        {
            case Reset.None:
                return Integrate(last);
            case Reset.Zero:
                string kept = graph.Node("Sub", [Number(1), above]);
                // The recurrent neuron of snnTorch clears the step's input together with the membrane.
                return isRecurrent && waits ? graph.Node("Mul", [Integrate(last), kept]) : Integrate(graph.Node("Mul", [last, kept]));
            case Reset.Subtract when waits:
                return graph.Node("Sub", [Integrate(last), graph.Node("Mul", [above, Number(threshold)])]);
            default:
                return Integrate(graph.Node("Sub", [last, graph.Node("Mul", [above, Number(threshold)])]));
        }

        string Integrate(string from) => graph.Node("Add", [graph.Node("Mul", [leak, from]), current]);
    }

    private (string, string[]) Gated(string input, string[] state)
    {
        string sum = graph.Node("Add", [Affine(input, "weight_ih_l0", "bias_ih_l0"), Affine(state[0], "weight_hh_l0", "bias_hh_l0")]);
        string[] gates = graph.Nodes("Split", [sum, graph.Constant([width, width, width, width], 4)], 4, ("axis", 1L));
        string kept = graph.Node("Mul", [graph.Node("Sigmoid", [gates[1]]), state[1]]);
        string cell = graph.Node("Add", [kept, graph.Node("Mul", [graph.Node("Sigmoid", [gates[0]]), graph.Node("Tanh", [gates[2]])])]);
        string hidden = graph.Node("Mul", [graph.Node("Sigmoid", [gates[3]]), graph.Node("Tanh", [cell])]);
        return (hidden, [hidden, cell]);
    }

    private string Updated(string input, string last)
    {
        string[] fresh = graph.Nodes("Split", [Affine(input, "weight_ih_l0", "bias_ih_l0"), graph.Constant([width, width, width], 3)], 3, ("axis", 1L));
        string[] back = graph.Nodes("Split", [Affine(last, "weight_hh_l0", "bias_hh_l0"), graph.Constant([width, width, width], 3)], 3, ("axis", 1L));
        string reset = graph.Node("Sigmoid", [graph.Node("Add", [fresh[0], back[0]])]), update = graph.Node("Sigmoid", [graph.Node("Add", [fresh[1], back[1]])]);
        string candidate = graph.Node("Tanh", [graph.Node("Add", [fresh[2], graph.Node("Mul", [reset, back[2]])])]);
        return graph.Node("Add", [candidate, graph.Node("Mul", [update, graph.Node("Sub", [last, candidate])])]);
    }

    /// <summary>The standard normal distribution function.</summary>
    private string Normal(string input) =>
        graph.Node("Mul", [Number(0.5f), graph.Node("Add", [Number(1), graph.Node("Erf", [graph.Node("Mul", [input, Number(0.70710678f)])])])]);

    private string Normalized(string input)
    {
        string centered = graph.Node("Sub", [input, Mean(input)]);
        string deviation = graph.Node("Sqrt", [graph.Node("Add", [Mean(graph.Node("Mul", [centered, centered])), Number(NormalizationEpsilon)])]);
        return graph.Node("Add", [graph.Node("Mul", [graph.Node("Div", [centered, deviation]), Vector("weight")]), Vector("bias")]);

        string Mean(string of) => graph.Node("ReduceMean", [of], ("axes", (long[])[1]), ("keepdims", 1L));
    }

    private string Above(string membrane, float threshold) => graph.Node("Cast", [graph.Node("Greater", [membrane, Number(threshold)])], ("to", (long)OnnxGraph.Float32));

    private string Affine(string input, string weight, string bias)
    {
        Parameter matrix = Find(weight);
        return graph.Node("Gemm", [input, graph.Constant(matrix.Values.ToArray(), [.. matrix.Shape]), Vector(bias)], ("transB", 1L));
    }

    /// <summary>The decays: one number where all neurons have the same.</summary>
    private string Beta()
    {
        float[] betas = [.. network.Betas(index)];
        return betas.Distinct().Count() == 1 ? Number(betas[0]) : graph.Constant(betas, betas.Length);
    }

    private string Vector(string name) => graph.Constant(Find(name).Values.ToArray(), Find(name).Values.Length);

    private string Number(float value) => graph.Constant([value]);

    private Parameter Find(string name) => network.Parameters[string.Create(CultureInfo.InvariantCulture, $"{index}.{name}")];
}
