using System.Collections.Immutable;
using System.Text.Json;
using Lightcone.Foundation.Input;
using Lightcone.Learning;

namespace Lightcone.Formats.Json;

/// <summary>The project's own text of a network: versioned JSON in which every weight is the shortest numeral that gives its bits back.</summary>
internal static class NetworkJson
{
    public const string FormatName = "lightcone-network";
    public const int Version = 1;

    public static string Format(NeuralRule network) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", FormatName);
        writer.WriteNumber("version", Version);
        SignatureJson.Write(writer, network.Signature);
        WriteBody(writer, network);
        writer.WriteEndObject();
    });

    public static NeuralRule Parse(string text, string? file)
    {
        using JsonDocument document = JsonText.Parse(text, file);
        JsonText json = new(document.RootElement, file, "$");
        json.RequireFormat(FormatName, Version);
        return ReadBody(json, SignatureJson.Read(json));
    }

    /// <summary>The members of a network without its signature, inside an object that the caller opened.</summary>
    /// <param name="writer">Writes.</param>
    /// <param name="network">What.</param>
    /// <param name="hasWeights">Whether the weights stand here, or in a file of numbers that carries this text.</param>
    public static void WriteBody(Utf8JsonWriter writer, NeuralRule network, bool hasWeights = true)
    {
        JsonText.WriteStrings(writer, "codes", network.Codes.Select(static code => $"{code}"));
        writer.WriteString("activation", $"{network.Activation}");
        writer.WriteNumber("hiddenUnits", network.HiddenUnits);
        if (network.Bits is int bits)
            writer.WriteNumber("bits", bits);
        if (hasWeights)
        {
            writer.WriteStartArray("weights");
            foreach (double weight in network.Weights)
                writer.WriteNumberValue(weight);
            writer.WriteEndArray();
        }

        WriteTraining(writer, network.Training);
        writer.WriteString("networkHash", network.Hash);
    }

    /// <param name="json">The object.</param>
    /// <param name="signature">What the network reads and gives.</param>
    /// <param name="given">The weights, when they stand elsewhere.</param>
    public static NeuralRule ReadBody(JsonText json, Signature signature, double[]? given = null)
    {
        ImmutableArray<SymbolCode> codes = [.. json.Items("codes").Select(Choice<SymbolCode>)];
        Activation activation = Choice<Activation>(json.Member("activation"));
        int hidden = json.Int32("hiddenUnits", 1, NeuralRule.MaxHiddenUnits);
        int? bits = json.Find("bits")?.Int32(Quantizer.MinBits, Quantizer.MaxBits);
        double[] weights = given ?? json.Doubles("weights");
        TrainingRecord training = ReadTraining(json.Member("training"), signature);
        NeuralRule network = json.Guard("weights", () => new NeuralRule(signature, codes, activation, hidden, weights, training, bits));
        if (bits is not null && weights.Any(static weight => weight != Math.Floor(weight)))
            throw json.Error("weights", $"a network of {bits} bits has whole numbers for weights; one of them is not");
        if (json.Text("networkHash") != network.Hash)
            throw json.Error("networkHash", "the hash does not belong to these weights: the file was changed. Restore it, or learn the rule again");
        return network;
    }

    private static void WriteTraining(Utf8JsonWriter writer, TrainingRecord training)
    {
        writer.WriteStartObject("training");
        writer.WriteNumber("seed", training.Seed);
        writer.WriteNumber("restarts", training.Restarts);
        writer.WriteNumber("steps", training.Steps);
        writer.WriteBoolean("exact", training.Exact);
        // JSON has no infinity: the margin of a rule with a single symbol.
        if (double.IsFinite(training.Margin))
            writer.WriteNumber("margin", training.Margin);
        writer.WriteNumber("seen", training.Seen);
        if (training.Unseen.Length > 0)
        {
            writer.WriteStartArray("unseen");
            foreach (int index in training.Unseen)
                writer.WriteNumberValue(index);
            writer.WriteEndArray();
        }

        writer.WriteString("recipe", training.Recipe);
        writer.WriteEndObject();
    }

    private static TrainingRecord ReadTraining(JsonText json, Signature signature)
    {
        TrainingRecord record = ReadRecord(json, signature);
        if (record.Unseen.Length != Math.Min(signature.DomainSize - record.Seen, TrainingRecord.MostUnseen) && record.Seen > 0)
            throw json.Error("unseen", $"{record.Seen} of {signature.DomainSize} neighborhoods were seen, but {record.Unseen.Length} are listed as unseen");
        return record;
    }

    private static TrainingRecord ReadRecord(JsonText json, Signature signature) => new()
    {
        Seed = json.UInt64("seed"),
        Restarts = json.Int32("restarts", 0, int.MaxValue),
        Steps = json.Int32("steps", 0, int.MaxValue),
        Exact = json.Boolean("exact"),
        Margin = json.Find("margin")?.Double() ?? double.PositiveInfinity,
        Seen = json.Int32("seen", 0, signature.DomainSize),
        Unseen = json.Has("unseen") ? [.. json.Int32s("unseen", 0, signature.DomainSize - 1)] : [],
        DomainSize = signature.DomainSize,
        Recipe = json.Text("recipe"),
    };

    private static T Choice<T>(JsonText json)
        where T : struct, Enum =>
        Enum.TryParse(json.Text(), out T value) && Enum.IsDefined(value) && $"{value}" == json.Text()
            ? value
            : throw json.Error(null, $"'{json.Text()}' is not one of {string.Join(", ", Enum.GetNames<T>())}");
}
