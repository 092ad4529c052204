using System.Globalization;
using System.IO.Compression;
using Lightcone.Foundation.Input;

namespace Lightcone.Networks.Data;

/// <summary>Reads numbers separated by commas, the class last.</summary>
internal static class CsvFile
{
    public static Dataset Read(Stream stream, string path, string name)
    {
        bool packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        using Stream plain = packed ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;
        using StreamReader reader = new(plain, leaveOpen: true);
        List<float> values = [];
        List<int> labels = [];
        int columns = 0, line = 0;
        while (Next(reader, path) is string text)
        {
            line++;
            if (text.AsSpan().Trim().IsEmpty || (line == 1 && IsHeader(text)))
                continue;
            ReadLine(text, path, line, ref columns, values, labels);
        }

        if (labels.Count == 0)
            throw new InputException("expected at least one line of numbers separated by commas, found none.", new SourceLocation(path, 1, 1));
        return new Dataset(name, columns - 1, [.. values], [.. labels], labels.Max() + 1);
    }

    private static string? Next(StreamReader reader, string path)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"the name says gzip, the content is not or is damaged: {e.Message}", new SourceLocation(path));
        }
    }

    private static void ReadLine(string text, string path, int line, ref int columns, List<float> values, List<int> labels)
    {
        int fields = 1 + text.AsSpan().Count(',');
        if (columns == 0)
            columns = fields;
        if (fields < 2)
            throw Error(path, line, 1, "expected features and a class separated by commas, found one field", "separate the fields by commas");
        if (fields != columns)
            throw Error(path, line, text.Length + 1, FormattableString.Invariant($"expected {columns} fields as in the first line, found {fields}"), "complete the line or remove it");
        int at = 0;
        for (int field = 0; field < fields; field++)
        {
            int comma = text.IndexOf(',', at);
            int end = comma < 0 ? text.Length : comma;
            ReadOnlySpan<char> word = text.AsSpan(at, end - at).Trim();
            if (field < fields - 1)
                values.Add(float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
                    ? value
                    : throw Error(path, line, at + 1, $"expected a finite number, found '{word}'", "write numbers with a decimal point, without quotes"));
            else
                labels.Add(int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int label) && label < 1_000_000
                    ? label
                    : throw Error(path, line, at + 1, $"expected a class, a whole number from 0, found '{word}'", "put the class into the last column, as a number from 0"));
            at = end + 1;
        }
    }

    // A first line in which no field is a number names the columns.
    private static bool IsHeader(string text)
    {
        foreach (string field in text.Split(','))
            if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                return false;
        return true;
    }

    private static InputException Error(string path, int line, int column, string found, string advice) =>
        new($"{found}: {advice}.", new SourceLocation(path, line, column));
}
