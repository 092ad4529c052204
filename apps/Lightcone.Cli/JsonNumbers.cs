using System.Text.Json;

namespace Lightcone.Cli;

/// <summary>Rows of numbers in JSON results; a number that is not finite becomes null, for which JSON has no other word.</summary>
internal static class JsonNumbers
{
    public static void Row(Utf8JsonWriter writer, string name, ReadOnlySpan<double> values)
    {
        writer.WriteStartArray(name);
        Write(writer, values);
        writer.WriteEndArray();
    }

    /// <summary>In the digits of single precision.</summary>
    public static void Row(Utf8JsonWriter writer, string name, ReadOnlySpan<float> values)
    {
        writer.WriteStartArray(name);
        foreach (float value in values)
            if (float.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        writer.WriteEndArray();
    }

    public static void Rows(Utf8JsonWriter writer, string name, ReadOnlySpan<double> values, int width)
    {
        writer.WriteStartArray(name);
        for (int at = 0; at < values.Length; at += width)
        {
            writer.WriteStartArray();
            Write(writer, values.Slice(at, width));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    public static void Number(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
    }
}
