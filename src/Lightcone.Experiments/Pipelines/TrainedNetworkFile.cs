using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Data;
using Lightcone.Foundation.Input;
using Lightcone.Networks;
using Lightcone.Networks.Learning;

namespace Lightcone.Experiments.Pipelines;

/// <summary>What a network file says beside the network, as metadata: texts by name, lists as JSON.</summary>
internal static class TrainedNetworkFile
{
    public static ImmutableSortedDictionary<string, string> Notes(TrainedNetwork trained)
    {
        ImmutableSortedDictionary<string, string>.Builder notes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (trained.Encoding is { } encoding)
        {
            if (!encoding.HasText)
                throw new ArgumentException($"the encoding {encoding} was made of an encoder: a file cannot say it. Make it of a text, by InputEncoding.Parse.", nameof(trained));
            notes["encode"] = encoding.ToString();
            notes["samples"] = encoding.Steps.ToString(CultureInfo.InvariantCulture);
            if (encoding.Duration is { } duration)
                notes["duration"] = duration.ToString("R", CultureInfo.InvariantCulture);
        }

        if (trained.Scaling is { } scaling)
        {
            notes["means"] = JsonSerializer.Serialize([.. scaling.Means], TrainedNetworkJson.Default.DoubleArray);
            notes["deviations"] = JsonSerializer.Serialize([.. scaling.Deviations], TrainedNetworkJson.Default.DoubleArray);
        }

        if (!trained.ClassNames.IsEmpty)
            notes["classes"] = JsonSerializer.Serialize([.. trained.ClassNames], TrainedNetworkJson.Default.StringArray);
        if (trained.Data is { } data)
            notes["data"] = data;
        if (trained.Seed is { } seed)
            notes["seed"] = seed.ToString(CultureInfo.InvariantCulture);
        if (!trained.Epochs.IsEmpty)
            notes["epochs"] = JsonSerializer.Serialize([.. trained.Epochs], TrainedNetworkJson.Default.EpochReportArray);
        if (trained.KeptEpoch is { } kept)
            notes["keptEpoch"] = kept.ToString(CultureInfo.InvariantCulture);
        return notes.ToImmutable();
    }

    public static (ImmutableArray<EpochReport> Epochs, int? KeptEpoch) ReadEpochs(ImmutableSortedDictionary<string, string> notes, string path)
    {
        if (!notes.TryGetValue("epochs", out string? text))
            throw new InputException("the file holds no history of a training: expected a network that was saved with it, or a checkpoint.", new SourceLocation(path));
        try
        {
            EpochReport[] epochs = JsonSerializer.Deserialize(text, TrainedNetworkJson.Default.EpochReportArray) ?? [];
            return epochs.Length > 0
                ? ([.. epochs], notes.TryGetValue("keptEpoch", out string? kept) ? int.Parse(kept, CultureInfo.InvariantCulture) : null)
                : throw new FormatException("there is no epoch.");
        }
        catch (Exception e) when (e is FormatException or OverflowException or JsonException)
        {
            throw new InputException($"the history of the training is damaged: {e.Message}", new SourceLocation(path));
        }
    }

    public static TrainedNetwork Read(Network network, IReadOnlyDictionary<string, string> notes, string path)
    {
        try
        {
            double[]? means = List("means", TrainedNetworkJson.Default.DoubleArray), deviations = List("deviations", TrainedNetworkJson.Default.DoubleArray);
            if ((means is null) != (deviations is null) || means?.Length != deviations?.Length)
                throw new FormatException("there must be as many deviations as means.");
            string[]? classes = List("classes", TrainedNetworkJson.Default.StringArray);
            if (classes is not null && classes.Length != network.Architecture.Outputs)
                throw new FormatException($"{classes.Length} classes are named, and the network has {network.Architecture.Outputs} outputs.");
            return new TrainedNetwork
            {
                Network = network,
                Encoding = Text("encode") is { Length: > 0 } encode
                    ? InputEncoding.Parse(encode, Whole("samples") ?? throw new FormatException("the encoding has no number of samples."), Text("duration") is { } duration ? double.Parse(duration, CultureInfo.InvariantCulture) : 4)
                    : null,
                Scaling = means is null ? null : new Standardization([.. means], [.. deviations!]),
                ClassNames = [.. classes ?? []],
                Data = Text("data"),
                Seed = Text("seed") is { } seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : null,
                Epochs = [.. List("epochs", TrainedNetworkJson.Default.EpochReportArray) ?? []],
                KeptEpoch = Whole("keptEpoch"),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or JsonException or ArgumentException)
        {
            throw new InputException($"the metadata, which say how the network is used, are damaged: {e.Message} Train again, or save the network without them.", new SourceLocation(path));
        }

        string? Text(string name) => notes.GetValueOrDefault(name);

        int? Whole(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

        T[]? List<T>(string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T[]> type) =>
            Text(name) is not { } text ? null : JsonSerializer.Deserialize(text, type) ?? throw new FormatException($"{name} is no list.");
    }
}

/// <summary>JSON of lists without reflection, so that trimmed programs can use networks too.</summary>
[JsonSerializable(typeof(EpochReport[]))]
[JsonSerializable(typeof(double[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class TrainedNetworkJson : JsonSerializerContext;
