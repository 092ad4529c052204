using System.Text.Json;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone;

/// <summary>A signature as members of a JSON object: alphabets with their symbols and the offsets at which they are read. Files hold it, and the hash of a network is over it.</summary>
internal static class SignatureJson
{
    public static void Write(Utf8JsonWriter writer, Signature signature)
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

    public static Signature Read(JsonText json)
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
}
