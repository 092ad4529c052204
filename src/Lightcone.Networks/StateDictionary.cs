using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Running;

namespace Lightcone.Networks;

/// <summary>
/// Tensors of another program under the names that an architecture gives them. Safetensors files need not keep the order of the layers, so tensors are put in natural order of their
/// names first (fc2 before fc10), and each parameter takes the next one whose last word is its own.
/// </summary>
internal static class StateDictionary
{
    /// <summary>Constants of neurons that snnTorch saves as buffers; the architecture says them.</summary>
    private static readonly string[] Settings = ["beta", "threshold", "graded_spikes_factor", "reset_mechanism_val"];

    public static TensorFile Rename(TensorFile file, Architecture architecture, string path)
    {
        (string Name, int[] Shape)[] expected = [.. new Plan(architecture).Shapes()];
        List<NamedArray> rest = [.. file.Tensors.OrderBy(static tensor => Natural(tensor.Name), StringComparer.Ordinal)];
        List<NamedArray> renamed = [];
        foreach ((Layer layer, int index) in architecture.Layers.Select(static (layer, index) => (layer, index)))
            CheckSettings(layer, index, architecture, rest, path);
        foreach ((string name, int[] shape) in expected)
        {
            string word = Last(name);
            NamedArray[] candidates = [.. Candidates(name, word, rest, architecture).Where(tensor => Fits(tensor.Values, shape))];
            if (candidates.Length == 0)
                throw Misfit(file, expected, $"there is no tensor for '{name}' {Shape(shape)}", path);
            // Names that differ in more than numbers have no order that anybody could rely on.
            if (candidates.FirstOrDefault(other => Masked(other.Name) != Masked(candidates[0].Name)) is { } rival)
                throw Misfit(file, expected, $"'{candidates[0].Name}' and '{rival.Name}' have the same shape, and their names do not say which comes first; number them (fc1, fc2)", path);
            renamed.Add(new NamedArray(name, ToSingles(candidates[0].Values, shape)));
            rest.Remove(candidates[0]);
        }

        if (rest.Find(static tensor => !Settings.Contains(Last(tensor.Name), StringComparer.Ordinal)) is { } odd)
            throw Misfit(file, expected, $"'{odd.Name}' {Shape(odd.Values.Shape.AsSpan())} has no place", path);
        return new TensorFile([.. renamed], ImmutableSortedDictionary<string, string>.Empty);
    }

    /// <summary>Tensors whose last word is that of a parameter. Where every neuron has saved its beta, only that of the same place among the neurons is meant.</summary>
    private static NamedArray[] Candidates(string name, string word, List<NamedArray> rest, Architecture architecture)
    {
        NamedArray[] found = [.. rest.Where(tensor => Last(tensor.Name) == word)];
        int taken = word == "beta" ? Place(architecture, int.Parse(name.Split('.')[0], CultureInfo.InvariantCulture), learned: true) : 0;
        int place = word == "beta" ? Place(architecture, int.Parse(name.Split('.')[0], CultureInfo.InvariantCulture), learned: false) : 0;
        // Those of learned neurons before this one are no longer there.
        return word == "beta" && found.Length + taken == architecture.Layers.Count(IsNeuron) ? [found[place - taken]] : found;
    }

    /// <summary>How many neurons, or how many whose beta is learned, come before a layer.</summary>
    private static int Place(Architecture architecture, int index, bool learned) => architecture.Layers.Take(index).Count(layer => IsNeuron(layer) && (!learned || layer is Leaky { LearnBeta: not DecayLearning.Fixed } or RLeaky { LearnBeta: not DecayLearning.Fixed } or LeakyIntegrator { LearnBeta: not DecayLearning.Fixed }));

    private static bool IsNeuron(Layer layer) => layer is Leaky or RLeaky or LeakyIntegrator;

    /// <summary>What snnTorch saves of a neuron's constants must be what the architecture says: with another beta or threshold it would be another network.</summary>
    private static void CheckSettings(Layer layer, int index, Architecture architecture, List<NamedArray> tensors, string path)
    {
        (float Beta, float Threshold, Reset? Reset, bool Learned)? said = layer switch
        {
            Leaky l => (l.Beta, l.Threshold, l.Reset, l.LearnBeta != DecayLearning.Fixed),
            RLeaky r => (r.Beta, r.Threshold, r.Reset, r.LearnBeta != DecayLearning.Fixed),
            LeakyIntegrator i => (i.Beta, 1, null, i.LearnBeta != DecayLearning.Fixed),
            _ => null,
        };
        if (said is not { } neuron)
            return;
        int place = Place(architecture, index, learned: false);
        int neurons = architecture.Layers.Count(IsNeuron);
        if (!neuron.Learned)
            Compare("beta", neuron.Beta);
        if (neuron.Reset is not { } reset)
            return;
        Compare("threshold", neuron.Threshold);
        Compare("graded_spikes_factor", 1);
        Compare("reset_mechanism_val", reset switch { Reset.Subtract or Reset.SubtractBeta => 0, Reset.Zero => 1, _ => 2 });

        void Compare(string word, float expected)
        {
            NamedArray[] saved = [.. tensors.Where(tensor => Last(tensor.Name) == word)];
            if (saved.Length != neurons)
                return;
            foreach (double found in saved[place].Values.ToDoubles())
                if (!(Math.Abs(found - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected))))
                    throw new InputException(
                        string.Create(CultureInfo.InvariantCulture, $"'{saved[place].Name}' is {found:G7}, and layer {index + 1} of the architecture ({layer.Text()}) expects {expected:G7}. {(word == "beta" ? "Write beta= as it is in the file, or learn=shared or learn=neuron, which reads it." : "Write the architecture as the network was trained.")}"),
                        new SourceLocation(path));
        }
    }

    private static InputException Misfit(TensorFile file, (string Name, int[] Shape)[] expected, string problem, string path)
    {
        string found = string.Join(", ", file.Tensors.Select(static tensor => $"{tensor.Name} {Shape(tensor.Values.Shape.AsSpan())}"));
        string left = file.LeftOut.IsEmpty ? "" : $" Left out, because their numbers are of other types: {string.Join(", ", file.LeftOut)}.";
        return new InputException(
            $"the tensors do not fit this architecture: {problem}. Expected: {string.Join(", ", expected.Select(static each => $"{each.Name} {Shape(each.Shape)}"))}. Found: {(found.Length == 0 ? "none" : found)}.{left} Give the architecture that the file was saved from.",
            new SourceLocation(path));
    }

    /// <summary>A single number may be saved without an axis.</summary>
    private static bool Fits(NpyArray values, int[] shape) =>
        values.Shape.AsSpan().SequenceEqual(shape) || (values.Shape.IsEmpty && shape is [1]);

    private static NpyArray ToSingles(NpyArray values, int[] shape) =>
        values.Type == NpyType.Float64 ? NpyArray.FromSingles([.. values.ToDoubles().Select(static value => (float)value)], shape)
        : values.Type == NpyType.Float32 ? NpyArray.FromSingles(values.ToSingles(), shape) : values;

    private static string Last(string name) => name.EndsWith("recurrent.weight", StringComparison.Ordinal) ? "recurrent.weight"
        : name.EndsWith("recurrent.bias", StringComparison.Ordinal) ? "recurrent.bias" : name[(name.LastIndexOf('.') + 1)..];

    /// <summary>A text that orders names as people do: each number filled up with zeros.</summary>
    private static string Natural(string name)
    {
        System.Text.StringBuilder text = new();
        for (int at = 0; at < name.Length;)
        {
            int end = at;
            while (end < name.Length && char.IsAsciiDigit(name[end]))
                end++;
            if (end == at)
                text.Append(name[at++]);
            else
                text.Append(name.AsSpan(at, end - at).ToString().PadLeft(12, '0'));
            at = Math.Max(at, end);
        }

        return text.ToString();
    }

    private static string Masked(string name) => string.Concat(name.Where(static c => !char.IsAsciiDigit(c)));

    private static string Shape(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray().Select(static axis => axis.ToString(CultureInfo.InvariantCulture)))}]";
}
