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
        Dictionary<string, NamedArray> betas = new(StringComparer.Ordinal);
        foreach (string word in Settings)
        {
            NamedArray[] saved = [.. rest.Where(tensor => Last(tensor.Name) == word)];
            int[] holders = Holders(word, saved, file, architecture);
            string? doubt = Doubt(word, saved, holders, architecture);
            for (int layer = 0; layer < architecture.Layers.Length; layer++)
                CheckSetting(word, layer, architecture.Layers[layer], doubt is null ? [.. saved.Where((_, i) => holders[i] == layer)] : saved, doubt);
            int[] learning = word == "beta" ? [.. Neurons(architecture, LearnsBeta)] : [];
            // Where all that was saved was learned, shapes may tell what names do not.
            if (doubt is not null && learning.Length > 0 && saved.Length != learning.Length)
                throw Misfit(file, expected, doubt, path);
            foreach (int layer in doubt is null && saved.Length > 0 ? learning : [])
                betas.Add(string.Create(CultureInfo.InvariantCulture, $"{layer}.beta"), saved[Array.IndexOf(holders, layer)]);
        }

        foreach ((string name, int[] shape) in expected)
        {
            string word = Last(name);
            NamedArray[] candidates = [.. (betas.TryGetValue(name, out NamedArray? beta) ? [beta] : rest.Where(tensor => Last(tensor.Name) == word)).Where(tensor => Fits(tensor.Values, shape))];
            if (candidates.Length == 0)
                throw Misfit(file, expected, $"there is no tensor for '{name}' {Shape(shape)}", path);
            if (Rival(candidates) is { } rival)
                throw Misfit(file, expected, $"'{candidates[0].Name}' and '{rival.Name}' have the same shape, and their names do not say which comes first; number them (fc1, fc2)", path);
            renamed.Add(new NamedArray(name, ToSingles(candidates[0].Values, shape)));
            rest.Remove(candidates[0]);
        }

        bool hasNeurons = Neurons(architecture, static _ => true).Any();
        if (rest.Find(tensor => !hasNeurons || !Settings.Contains(Last(tensor.Name), StringComparer.Ordinal)) is { } odd)
            throw Misfit(file, expected, $"'{odd.Name}' {Shape(odd.Values.Shape.AsSpan())} has no place", path);
        return new TensorFile([.. renamed], ImmutableSortedDictionary<string, string>.Empty);

        // What snnTorch saves of a neuron's constants must be what the architecture says: with another beta or threshold it would be another network.
        void CheckSetting(string word, int index, Layer layer, NamedArray[] saved, string? doubt)
        {
            if (Setting(layer, word) is not { } said)
                return;
            foreach (NamedArray tensor in saved)
                foreach (double found in tensor.Values.ToDoubles())
                    if (!(Math.Abs(found - said) <= 1e-6 * Math.Max(1, Math.Abs(said))))
                        throw doubt is not null ? Misfit(file, expected, doubt, path) : new InputException(
                            string.Create(CultureInfo.InvariantCulture, $"'{tensor.Name}' is {found:G7}, and layer {index + 1} of the architecture ({layer.Text()}) expects {said:G7}. {(word == "beta" ? "Write beta= as it is in the file, or learn=shared or learn=neuron, which reads it." : "Write the architecture as the network was trained.")}"),
                            new SourceLocation(path));
        }
    }

    /// <summary>The layers that the tensors of a setting belong to: all that have it, or those alone that others save it for, where these are so many; else the ones that the numbers in the names say (lif1, lif2). Empty when they say none.</summary>
    private static int[] Holders(string word, NamedArray[] saved, TensorFile file, Architecture architecture)
    {
        int count = saved.Length;
        int[] all = [.. Neurons(architecture, layer => word != "beta" || layer.Decay is not (_, DecayLearning.SharedSigmoid or DecayLearning.PerNeuronSigmoid))];
        int[] some = [.. Neurons(architecture, layer => word == "beta" ? LearnsBeta(layer) : layer.Spikes)];
        return all.Length == count ? all : some.Length == count ? some : Numbered(word, saved, file, architecture);
    }

    /// <summary>By names that are one word with a number: the first neurons of the file are those of the architecture's first layer that has any. A number alone is that of the layer.</summary>
    private static int[] Numbered(string word, NamedArray[] saved, TensorFile file, Architecture architecture)
    {
        (string Stem, int Number)[] names = [.. saved.Select(tensor => Split(tensor.Name)).OfType<(string, int)>()];
        int[] neurons = [.. Neurons(architecture, static _ => true)];
        if (names.Length < saved.Length || names.Length == 0 || names.Any(name => name.Stem != names[0].Stem))
            return [];
        bool isLayer = names[0].Stem.Length == 0 || names[0].Stem[^1] == '.';
        // Who counts from 0 has saved something of the neurons number 0.
        int first = file.Tensors.Select(static tensor => Split(tensor.Name)).OfType<(string Stem, int Number)>().Any(name => name.Stem == names[0].Stem && name.Number == 0) ? 0 : 1;
        int[] holders = [.. names.Select(name => isLayer ? (neurons.Contains(name.Number) ? name.Number : -1) : name.Number >= first && name.Number - first < neurons.Length ? neurons[name.Number - first] : -1)];
        return !holders.Contains(-1) && (word != "beta" || Neurons(architecture, LearnsBeta).All(holders.Contains)) ? holders : [];

        static (string Stem, int Number)? Split(string name)
        {
            string neurons = name[..^Last(name).Length].TrimEnd('.');
            string stem = neurons.TrimEnd("0123456789".ToCharArray());
            return stem.Length < neurons.Length && int.TryParse(neurons.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? (stem, number) : null;
        }
    }

    /// <summary>Why it cannot be told which layer a setting belongs to; null when it can, or when it makes no difference.</summary>
    private static string? Doubt(string word, NamedArray[] saved, int[] holders, Architecture architecture)
    {
        if (holders.Length != saved.Length)
            return $"'{word}' is saved as {string.Join(", ", saved.Select(static tensor => tensor.Name))}, and the architecture has it in layer {string.Join(", ", Neurons(architecture, static _ => true).Select(static index => (index + 1).ToString(CultureInfo.InvariantCulture)))}: whose it is cannot be told";
        bool areAlike = saved.All(tensor => tensor.Values.Shape.AsSpan().SequenceEqual(saved[0].Values.Shape.AsSpan()) && tensor.Values.ToDoubles().SequenceEqual(saved[0].Values.ToDoubles()));
        return areAlike || Rival(saved) is not { } rival ? null : $"the names of '{saved[0].Name}' and '{rival.Name}' do not say which comes first; number them (lif1, lif2)";
    }

    /// <summary>Names that differ in more than numbers have no order that anybody could rely on: the first such name, or null.</summary>
    private static NamedArray? Rival(NamedArray[] tensors) => tensors.FirstOrDefault(other => Masked(other.Name) != Masked(tensors[0].Name));

    private static IEnumerable<int> Neurons(Architecture architecture, Func<Layer, bool> which) =>
        Enumerable.Range(0, architecture.Layers.Length).Where(index => architecture.Layers[index].Decay is not null && which(architecture.Layers[index]));

    private static bool LearnsBeta(Layer layer) => layer.Decay is (_, DecayLearning.Shared or DecayLearning.PerNeuron);

    /// <summary>What the architecture says of a setting; null where it says nothing, or where the setting is learned.</summary>
    private static float? Setting(Layer layer, string word)
    {
        (float Threshold, Reset Reset)? firing = layer switch { Leaky l => (l.Threshold, l.Reset), RLeaky r => (r.Threshold, r.Reset), _ => null };
        return word switch
        {
            "beta" => layer.Decay is (var beta, DecayLearning.Fixed) ? beta : null,
            "threshold" => firing?.Threshold,
            "graded_spikes_factor" => firing is null ? null : 1,
            _ => firing?.Reset switch { null => null, Reset.Subtract or Reset.SubtractBeta => 0, Reset.Zero => 1, _ => 2 },
        };
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
