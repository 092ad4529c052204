using System.Globalization;
using Lightcone.Foundation;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Layers;

namespace Lightcone.Nir;

/// <summary>The layers of a network under construction, with their numbers. What NIR puts into a neuron and a layer here has no place for, goes into the weights before it: the same equation.</summary>
internal sealed class NirLayers
{
    private const double Tolerance = 1e-6;

    private readonly List<(string Name, Layer Layer, Dictionary<string, double[]> Values)> layers = [];
    private readonly int inputs;
    private readonly double step;
    private readonly SourceLocation place;
    private int width;

    /// <param name="inputs">Features per step.</param>
    /// <param name="step">Seconds a step.</param>
    /// <param name="place">The file, for error messages.</param>
    public NirLayers(int inputs, double step, SourceLocation place) => (this.inputs, this.step, this.place, width) = (inputs, step, place, inputs);

    public void Add(string name, NirNode node)
    {
        switch (node.Type)
        {
            case "Affine" or "Linear":
                Linear(name, node);
                break;
            case "LIF" or "CubaLIF" or "LI":
                Neuron(name, node, null);
                break;
            case "NIRGraph":
                Recurrent(name, node.Graph!);
                break;
            case "Flatten":
                // Samples are rows of features already.
                break;
            default:
                throw new InputException($"the node '{name}' is of type {node.Type}. Read are Affine, Linear, LIF, LI, CubaLIF, and LIF with connections back in a graph of their own.", place);
        }
    }

    /// <summary>The network. An architecture that the file names says resets, readout and what is learned; the numbers are those of the nodes.</summary>
    public Network ToNetwork(string? architecture)
    {
        if (layers.Count == 0)
            throw new InputException("there is nothing between input and output.", place);
        try
        {
            Architecture built = new(inputs, layers.Select(static layer => layer.Layer), layers[^1].Layer.Spikes ? Readout.Count : Readout.Last);
            Architecture said = architecture is null ? built : Architecture.Parse(architecture);
            if (architecture is not null)
                Compare(built, said);
            Network network = Network.Create(said, 0);
            var parameters = network.Parameters;
            foreach (var tensor in network.Parameters.Tensors)
            {
                string[] parts = tensor.Name.Split('.', 2);
                Dictionary<string, double[]> own = layers[int.Parse(parts[0], CultureInfo.InvariantCulture)].Values;
                double[] values = parts[1] == "theta" ? [.. own["beta"].Select(static beta => Logit(beta))] : own[parts[1]];
                parameters = parameters.With(tensor.Name, [.. values.Take(tensor.Values.Length).Select(static value => (float)value)]);
            }

            return network.With(parameters);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"the nodes make no network: {InputException.SentenceOf(e)}", place);
        }
        catch (FormatException e) when (e is not InputException)
        {
            throw new InputException($"the architecture in the metadata does not parse: {e.Message}", place);
        }
    }

    private void Compare(Architecture built, Architecture said)
    {
        bool fits = built.Layers.Length == said.Layers.Length && built.Inputs == said.Inputs;
        for (int i = 0; fits && i < said.Layers.Length; i++)
        {
            (float Beta, float Threshold, DecayLearning Learning)? own = Settings(said.Layers[i]);
            fits = built.Layers[i].GetType() == said.Layers[i].GetType() && built.Width(i + 1) == said.Width(i + 1)
                && (own is not { } neuron || (Decays(layers[i].Values["beta"], neuron.Beta, neuron.Learning) && Math.Abs((Settings(built.Layers[i])?.Threshold ?? 1) - neuron.Threshold) < Tolerance));
        }

        if (!fits)
            throw new InputException($"the nodes are not those of the architecture in the metadata, {said}: the file was changed since. Remove the metadata, and the nodes alone are read.", place);
    }

    private static bool Decays(double[] found, float said, DecayLearning learning) => learning switch
    {
        DecayLearning.Fixed => found.All(beta => Math.Abs(beta - said) < Tolerance),
        DecayLearning.Shared or DecayLearning.SharedSigmoid => found.All(beta => Math.Abs(beta - found[0]) < Tolerance),
        _ => true,
    };

    private static (float Beta, float Threshold, DecayLearning Learning)? Settings(Layer layer) => layer switch
    {
        Leaky l => (l.Beta, l.Threshold, l.LearnBeta),
        RLeaky r => (r.Beta, r.Threshold, r.LearnBeta),
        LeakyIntegrator i => (i.Beta, 1, i.LearnBeta),
        _ => null,
    };

    /// <summary>The number whose sigmoid is a decay; the ends, which none has, give what single precision takes for them.</summary>
    private static double Logit(double beta)
    {
        double within = Math.Clamp(beta, 1e-37, 1 - 1e-8);
        return PortableMath.Log(within) - PortableMath.Log(1 - within);
    }

    private void Linear(string name, NirNode node)
    {
        NirArray weight = Array(name, node, "weight");
        if (weight.Shape.Length != 2 || weight.Shape[1] != width)
            throw new InputException($"'{name}' has weights [{string.Join(", ", weight.Shape)}]; what feeds it has {width} units: expected [outputs, {width}].", place);
        int rows = weight.Shape[0];
        double[] bias = node.Arrays.TryGetValue("bias", out NirArray? given) ? Each(name, "bias", given, rows) : new double[rows];
        layers.Add((name, new Linear(rows), new(StringComparer.Ordinal) { ["weight"] = [.. weight.Values], ["bias"] = bias }));
        width = rows;
    }

    private void Recurrent(string name, NirGraph graph)
    {
        KeyValuePair<string, NirNode>[] neurons = [.. graph.Nodes.Where(static node => node.Value.Type is "LIF" or "CubaLIF")], weights = [.. graph.Nodes.Where(static node => node.Value.Type is "Affine" or "Linear")];
        string? start = graph.Nodes.FirstOrDefault(static node => node.Value.Type == "Input").Key, end = graph.Nodes.FirstOrDefault(static node => node.Value.Type == "Output").Key;
        bool isLoop = neurons.Length == 1 && weights.Length == 1 && start is not null && end is not null && graph.Nodes.Count == 4 && graph.Edges.Count == 4
            && new[] { (start, neurons[0].Key), (neurons[0].Key, weights[0].Key), (weights[0].Key, neurons[0].Key), (neurons[0].Key, end) }.All(graph.Edges.Contains);
        if (!isLoop)
            throw new InputException($"the graph '{name}' is not one neuron layer with connections back: input to LIF, LIF to weights, weights to LIF, LIF to output.", place);
        NirArray matrix = Array(weights[0].Key, weights[0].Value, "weight");
        if (matrix.Shape is not [var rows, var columns] || rows != width || columns != width)
            throw new InputException($"'{name}/{weights[0].Key}' has weights [{string.Join(", ", matrix.Shape)}]; expected [{width}, {width}].", place);
        double[] bias = weights[0].Value.Arrays.TryGetValue("bias", out NirArray? given) ? Each(name, "bias", given, width) : new double[width];
        Neuron(name, neurons[0].Value, new(StringComparer.Ordinal) { ["recurrent.weight"] = [.. matrix.Values], ["recurrent.bias"] = bias });
    }

    private void Neuron(string name, NirNode node, Dictionary<string, double[]>? recurrent)
    {
        bool hasCurrent = node.Type == "CubaLIF", fires = node.Type != "LI";
        double[] tau = Each(name, hasCurrent ? "tau_mem" : "tau", node), r = Each(name, "r", node), leak = Each(name, "v_leak", node);
        if (tau.Any(each => !(each >= step * (1 - Tolerance))))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"'{name}' has a time constant of {tau.Min():G4} s, shorter than a step of {step:G4} s: give a shorter step."), place);
        double[] beta = [.. tau.Select(each => Math.Max(0, 1 - (step / each)))], scale = [.. r.Zip(tau, (resistance, each) => resistance * step / each)], offset = [.. leak.Zip(beta, static (rest, decay) => rest * (1 - decay))];
        if (hasCurrent)
        {
            if (Each(name, "tau_syn", node).Any(each => Math.Abs((each / step) - 1) > Tolerance))
                throw new InputException($"'{name}' is a CubaLIF whose current has a memory (tau_syn is more than a step): the neurons here add their input to the membrane at once.", place);
            double[] weight = node.Arrays.ContainsKey("w_in") ? Each(name, "w_in", node) : [.. Enumerable.Repeat(1.0, width)];
            scale = [.. scale.Zip(weight, static (a, b) => a * b)];
        }

        double threshold = 1;
        if (fires)
        {
            double[] thresholds = Each(name, "v_threshold", node);
            if (thresholds.Any(static each => each <= 0))
                throw new InputException($"'{name}' has a threshold that is not positive.", place);
            if (node.Arrays.ContainsKey("v_reset") && Each(name, "v_reset", node).Any(static each => each != 0))
                throw new InputException($"'{name}' resets to a voltage that is not 0 (v_reset): the neurons here reset to 0.", place);
            threshold = thresholds[0];
            if (thresholds.Any(each => each != threshold))
            {
                // Membrane, input and threshold in units of the threshold: the same spikes.
                scale = [.. scale.Zip(thresholds, static (factor, each) => factor / each)];
                offset = [.. offset.Zip(thresholds, static (shift, each) => shift / each)];
                threshold = 1;
            }
        }

        Fold(name, scale, offset, recurrent);
        bool isShared = beta.All(each => Math.Abs(each - beta[0]) < 1e-9);
        DecayLearning learning = isShared ? DecayLearning.Fixed : DecayLearning.PerNeuron;
        Layer layer = recurrent is not null ? new RLeaky { Beta = (float)beta[0], Threshold = (float)threshold, Reset = Reset.Zero, ResetDelay = false, LearnBeta = learning }
            : fires ? new Leaky { Beta = (float)beta[0], Threshold = (float)threshold, Reset = Reset.Zero, ResetDelay = false, LearnBeta = learning }
            : new LeakyIntegrator { Beta = (float)beta[0], LearnBeta = learning };
        Dictionary<string, double[]> values = recurrent ?? new(StringComparer.Ordinal);
        values["beta"] = beta;
        layers.Add((name, layer, values));
    }

    /// <summary>Puts the factors and offsets of a neuron's input into the weights that make it.</summary>
    private void Fold(string name, double[] scale, double[] offset, Dictionary<string, double[]>? recurrent)
    {
        if (scale.All(static factor => Math.Abs(factor - 1) < Tolerance) && offset.All(static shift => shift == 0))
            return;
        if (layers.Count == 0 || layers[^1].Layer is not Networks.Layers.Linear)
            throw new InputException($"'{name}' scales or shifts its input (r dt / tau is not 1, or v_leak is not 0), and no weights stand before it that could do so.", place);
        Dictionary<string, double[]> values = layers[^1].Values;
        Scale(values["weight"], values["bias"]);
        if (recurrent is not null)
            Scale(recurrent["recurrent.weight"], recurrent["recurrent.bias"]);
        for (int i = 0; i < offset.Length; i++)
            values["bias"][i] += offset[i];

        void Scale(double[] weight, double[] bias)
        {
            int columns = weight.Length / bias.Length;
            for (int i = 0; i < weight.Length; i++)
                weight[i] *= scale[i / columns];
            for (int i = 0; i < bias.Length; i++)
                bias[i] *= scale[i];
        }
    }

    private double[] Each(string name, string part, NirNode node) => Each(name, part, Array(name, node, part), width);

    /// <summary>A number for each unit; a single one stands for all.</summary>
    private double[] Each(string name, string part, NirArray array, int count) =>
        array.Values.Length == count ? [.. array.Values]
        : array.Values.Length == 1 ? [.. Enumerable.Repeat(array.Values[0], count)]
        : throw new InputException($"'{name}/{part}' has {array.Values.Length} numbers, expected {count}.", place);

    private NirArray Array(string name, NirNode node, string part) =>
        node.Arrays.TryGetValue(part, out NirArray? array) && array.Values.Length > 0 ? array : throw new InputException($"the node '{name}' of type {node.Type} has no '{part}'.", place);
}
