using System.Collections.Immutable;
using System.Text.Json;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Formats;

/// <summary>Learned automata as safetensors: the weights of the rule's network, and of the readout's, as tensors that any library reads (docs/rule-files.md).</summary>
/// <remarks>Tensors <c>rule.hidden.weight</c> [units, inputs], <c>rule.hidden.bias</c> [units], <c>rule.logits.weight</c> [logits, units], <c>rule.logits.bias</c> [logits], F64; the same with <c>readout.</c>. What tensors cannot say - alphabets, offsets, codes, activation, boundary, training record - is JSON in the metadata.</remarks>
public static class NetworkTensors
{
    private const string FormatName = "lightcone-networks";
    private const int Version = 1;

    /// <summary>The file's bytes.</summary>
    /// <exception cref="InputException">The rule, or its readout, has no network: there are no weights to write.</exception>
    public static byte[] Format(Automaton automaton)
    {
        ArgumentNullException.ThrowIfNull(automaton);
        if (automaton.Network is not { } network || (automaton.Readout is not null && automaton.ReadoutNetwork is null))
            throw new InputException("safetensors hold the weights of networks; this rule was given as a table and has none. Learn it first.");
        ImmutableSortedDictionary<string, string> metadata = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add("format", FormatName).Add("version", $"{Version}").Add("rule", Describe(network))
            .Add("automaton", JsonText.WriteLine(writer =>
            {
                if (automaton.Task is not null)
                    writer.WriteString("task", automaton.Task);
                AutomatonJson.WriteBoundary(writer, automaton.Boundary, automaton.Rule.State);
            }));
        ImmutableArray<NamedArray> tensors = Tensors("rule", network);
        if (automaton.ReadoutNetwork is { } readout)
            (metadata, tensors) = (metadata.Add("readout", Describe(readout)), tensors.AddRange(Tensors("readout", readout)));
        return new TensorFile(tensors, metadata).ToFile();
    }

    /// <summary>Reads a file written by <see cref="Format"/>.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The file is no such file, was changed, or is one of another program, which says no alphabets.</exception>
    public static Automaton Parse(ReadOnlySpan<byte> content, string? file = null)
    {
        TensorFile tensors = TensorFile.Parse(content, file);
        if (tensors.Metadata.GetValueOrDefault("format") != FormatName || tensors.Metadata.GetValueOrDefault("version") != $"{Version}")
            throw new InputException($"the metadata does not say format {FormatName}, version {Version}. Tensors alone say nothing of alphabets, offsets and activation, so those of other programs cannot be read.", new SourceLocation(file));
        using JsonDocument document = JsonText.Parse(tensors.Metadata.GetValueOrDefault("automaton") ?? "", file);
        JsonText json = new(document.RootElement, file, "automaton");
        NeuralRule rule = Read("rule", tensors, file);
        NeuralRule? readout = tensors.Metadata.ContainsKey("readout") ? Read("readout", tensors, file) : null;
        if (tensors.Tensors.Length != (readout is null ? 4 : 8))
            throw json.Error(null, "the file has other tensors than those of its networks");
        return Automaton.Of(rule, readout, AutomatonJson.ReadBoundary(json.Member("boundary"), rule.Signature.State), json.Find("task")?.Text());
    }

    private static string Describe(NeuralRule network) => JsonText.WriteLine(writer =>
    {
        SignatureJson.Write(writer, network.Signature);
        NetworkJson.WriteBody(writer, network, hasWeights: false);
    });

    private static ImmutableArray<NamedArray> Tensors(string part, NeuralRule network)
    {
        int at = 0;
        return [.. Shapes(network.Inputs, network.HiddenUnits, network.Logits).Select(each =>
        {
            int count = each.Shape.Aggregate(1, static (a, b) => a * b);
            at += count;
            return new NamedArray($"{part}.{each.Name}", NpyArray.FromDoubles(network.Weights.Slice(at - count, count), each.Shape));
        })];
    }

    private static NeuralRule Read(string part, TensorFile file, string? name)
    {
        using JsonDocument document = JsonText.Parse(file.Metadata.GetValueOrDefault(part) ?? "", name);
        JsonText json = new(document.RootElement, name, part);
        double[] weights = [.. Shapes(0, 0, 0).SelectMany(each => file.Find($"{part}.{each.Name}")?.ToDoubles() ?? throw json.Error(null, $"the tensor {part}.{each.Name} is missing"))];
        NeuralRule network = NetworkJson.ReadBody(json, SignatureJson.Read(json), weights);
        foreach ((string Name, int[] Shape) each in Shapes(network.Inputs, network.HiddenUnits, network.Logits))
            if (!file.Find($"{part}.{each.Name}")!.Shape.AsSpan().SequenceEqual(each.Shape))
                throw json.Error(null, $"the tensor {part}.{each.Name} has another shape than [{string.Join(", ", each.Shape)}]");
        return network;
    }

    private static (string Name, int[] Shape)[] Shapes(int inputs, int units, int logits) =>
        [("hidden.weight", [units, inputs]), ("hidden.bias", [units]), ("logits.weight", [logits, units]), ("logits.bias", [logits])];
}
