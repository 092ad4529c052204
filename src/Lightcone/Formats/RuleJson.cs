using System.Text.Json;
using System.Text;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Formats;

/// <summary>The project's own text of a rule: versioned JSON that any program can read (docs/rule-files.md).</summary>
internal static class RuleJson
{
    public const string FormatName = "lightcone-rule";
    public const int Version = 1;

    public static string Format(LocalRule rule) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", FormatName);
        writer.WriteNumber("version", Version);
        WriteBody(writer, rule);
        writer.WriteEndObject();
    });

    public static LocalRule Parse(string text, string? file)
    {
        using JsonDocument document = JsonText.Parse(text, file);
        JsonText json = new(document.RootElement, file, "$");
        json.RequireFormat(FormatName, Version);
        return ReadBody(json);
    }

    /// <summary>The members of a rule, inside an object that the caller opened.</summary>
    public static void WriteBody(Utf8JsonWriter writer, LocalRule rule)
    {
        WriteSignature(writer, rule.Signature);
        writer.WriteString("table", FormatTable(rule.Table, rule.Signature.Output.Size));
        writer.WriteString("hash", rule.Hash);
    }

    public static LocalRule ReadBody(JsonText json)
    {
        Signature signature = ReadSignature(json);
        byte[] table = ParseTable(json.Text("table"), signature, json);
        LocalRule rule = LocalRule.FromTable(signature, table);
        if (json.Text("hash") != rule.Hash)
            throw json.Error("hash", "the hash does not belong to this table: the file was changed. Restore it, or learn the rule again");
        return rule;
    }

    public static void WriteSignature(Utf8JsonWriter writer, Signature signature)
    {
        writer.WriteNumber("dimensions", signature.Dimensions);
        if (signature.Frozen is not null)
        {
            WriteAlphabet(writer, "frozenAlphabet", signature.Frozen);
            WriteOffsets(writer, "frozenOffsets", signature.FrozenNeighborhood);
        }

        WriteAlphabet(writer, "stateAlphabet", signature.State);
        WriteOffsets(writer, "stateOffsets", signature.StateNeighborhood);
        if (!signature.Output.Equals(signature.State))
            WriteAlphabet(writer, "outputAlphabet", signature.Output);
    }

    public static Signature ReadSignature(JsonText json)
    {
        int dimensions = json.Int32("dimensions", 1, 2);
        Alphabet? frozen = json.Find("frozenAlphabet") is { } input ? ReadAlphabet(input) : null;
        Neighborhood frozenOffsets = frozen is null ? Neighborhood.None : ReadOffsets(json.Member("frozenOffsets"), dimensions);
        Alphabet state = ReadAlphabet(json.Member("stateAlphabet"));
        Neighborhood offsets = ReadOffsets(json.Member("stateOffsets"), dimensions);
        Alphabet? output = json.Find("outputAlphabet") is { } result ? ReadAlphabet(result) : null;
        return json.Guard("stateOffsets", () => new Signature(frozen, frozenOffsets, state, offsets, output));
    }

    private static void WriteAlphabet(Utf8JsonWriter writer, string name, Alphabet alphabet)
    {
        writer.WriteStartObject(name);
        WriteAlphabetBody(writer, alphabet);
        writer.WriteEndObject();
    }

    private static void WriteAlphabetBody(Utf8JsonWriter writer, Alphabet alphabet)
    {
        if (alphabet.Tracks.Length > 0)
        {
            writer.WriteStartArray("tracks");
            foreach (Alphabet.Track track in alphabet.Tracks)
            {
                writer.WriteStartObject();
                writer.WriteString("name", track.Name);
                WriteAlphabetBody(writer, track.Alphabet);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            return;
        }

        writer.WriteBoolean("ordered", alphabet.IsOrdinal);
        JsonText.WriteStrings(writer, "symbols", alphabet.Names);
    }

    private static Alphabet ReadAlphabet(JsonText json)
    {
        if (json.Has("tracks"))
        {
            Alphabet.Track[] tracks = [.. json.Items("tracks").Select(track => new Alphabet.Track(track.Text("name"), ReadAlphabet(track)))];
            return json.Guard("tracks", () => Alphabet.Product(tracks));
        }

        bool ordered = json.Boolean("ordered");
        string[] names = json.Strings("symbols");
        return json.Guard("symbols", () => ordered ? Alphabet.Ordered(names) : Alphabet.Of(names));
    }

    private static void WriteOffsets(Utf8JsonWriter writer, string name, Neighborhood neighborhood)
    {
        writer.WriteStartArray(name);
        foreach (Offset offset in neighborhood.Offsets)
        {
            if (neighborhood.Dimensions == 1)
            {
                writer.WriteNumberValue(offset.X);
                continue;
            }

            writer.WriteStartArray();
            writer.WriteNumberValue(offset.X);
            writer.WriteNumberValue(offset.Y);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static Neighborhood ReadOffsets(JsonText json, int dimensions)
    {
        JsonText[] items = json.Items();
        if (dimensions == 1)
        {
            int[] row = [.. items.Select(item => item.Int32(-Neighborhood.MaxReach, Neighborhood.MaxReach))];
            return json.Guard(null, () => Neighborhood.Of(row));
        }

        Offset[] grid = [.. items.Select(item =>
        {
            JsonText[] pair = item.Items();
            if (pair.Length != 2)
                throw item.Error(null, "expected a pair [x, y]");
            return new Offset(pair[0].Int32(-Neighborhood.MaxReach, Neighborhood.MaxReach), pair[1].Int32(-Neighborhood.MaxReach, Neighborhood.MaxReach));
        })];
        return json.Guard(null, () => Neighborhood.OfGrid(grid));
    }

    /// <summary>One digit an entry up to 36 symbols, else two hexadecimal digits.</summary>
    private static string FormatTable(ReadOnlySpan<byte> table, int size)
    {
        StringBuilder text = new(table.Length);
        foreach (byte entry in table)
            text.Append(size <= 36 ? $"{"0123456789abcdefghijklmnopqrstuvwxyz"[entry]}" : $"{entry:x2}");
        return text.ToString();
    }

    private static byte[] ParseTable(string text, Signature signature, JsonText json)
    {
        int width = signature.Output.Size <= 36 ? 1 : 2;
        if (text.Length != (long)signature.DomainSize * width)
            throw json.Error("table", $"expected {(long)signature.DomainSize * width} characters for {signature.DomainSize} neighborhoods, found {text.Length}");
        byte[] table = new byte[signature.DomainSize];
        for (int i = 0; i < table.Length; i++)
        {
            int value = width == 1 ? Digit(text[i]) : (Digit(text[2 * i]) is >= 0 and < 16 and int high && Digit(text[(2 * i) + 1]) is >= 0 and < 16 and int low ? (16 * high) + low : -1);
            if (value < 0 || value >= signature.Output.Size)
                throw json.Error("table", $"character {(i * width) + 1} ('{text[i * width]}') is no symbol of {signature.Output}");
            table[i] = (byte)value;
        }

        return table;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        _ => -1,
    };
}
