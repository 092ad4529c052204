using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Data;

/// <summary>Reads numbers separated by commas, semicolons or tabs, the class last: a whole number or a name.</summary>
internal static class CsvFile
{
    private static readonly string[] Missing = ["NaN", "NA", "N/A", "null", "None", "?"];

    public static Samples Read(Stream stream, string path, string name)
    {
        List<float> values = [];
        List<string> labels = [];
        int columns = 0;
        ForEachLine(stream, path, line =>
        {
            columns = columns == 0 ? line.Count : columns;
            Add(line, columns, values, labels);
        });
        if (labels.Count == 0)
            throw new InputException("expected at least one line of numbers separated by commas, found none.", new SourceLocation(path, 1, 1));
        string[] names = Names(labels);
        Dictionary<string, int> numbers = names.Index().ToDictionary(static each => each.Item, static each => each.Index, StringComparer.Ordinal);
        return new Samples(name, columns - 1, [.. values], [.. labels.Select(label => numbers[label])], [.. names]);
    }

    public static ImmutableArray<NewSample> ReadNew(Stream stream, string path, int features)
    {
        ImmutableArray<NewSample>.Builder samples = ImmutableArray.CreateBuilder<NewSample>();
        int columns = 0;
        ForEachLine(stream, path, line =>
        {
            if (columns == 0 && line.Count != features && line.Count != features + 1)
                throw new InputException(FormattableString.Invariant($"expected {features:N0} features, or these and a class behind them, found {EditDistance.Count(line.Count, "field")}: these samples are of another kind than those that were learned from."), line.End);
            columns = columns == 0 ? line.Count : columns;
            if (line.Count != columns)
                throw new InputException(FormattableString.Invariant($"expected {columns} fields as in the first line, found {line.Count}: complete the line or remove it."), line.End);
            float[] values = new float[features];
            for (int field = 0; field < features; field++)
                values[field] = line.Number<float>(field);
            samples.Add(new NewSample(line.Place.Line, [.. values], columns > features ? line[features].ToString() : null));
        });
        return samples.Count > 0 ? samples.ToImmutable() : throw new InputException("expected at least one line of numbers separated by commas, found none.", new SourceLocation(path, 1, 1));
    }

    private static void ForEachLine(Stream stream, string path, Action<CsvLine> use)
    {
        bool packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        using Stream plain = packed ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;
        using StreamReader reader = new(plain, leaveOpen: true);
        try
        {
            string text = reader.ReadToEnd();
            using StringReader lines = new(text.TrimStart('\uFEFF'));
            foreach (CsvLine line in CsvLine.Read(lines, path, Separator(text)))
                if (line.Place.Line != 1 || !line.IsHeader)
                    use(line);
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"the name says gzip, the content is not or is damaged: {e.Message}", new SourceLocation(path));
        }
    }

    /// <summary>What stands between the fields of the first line that has any: semicolons before tabs before commas, which may be parts of names.</summary>
    private static char Separator(string text)
    {
        string first = text.Split('\n').FirstOrDefault(static line => !string.IsNullOrWhiteSpace(line)) ?? "";
        return first.Contains(';') ? ';' : first.Contains('\t') ? '\t' : ',';
    }

    /// <summary>The classes that occur: numbers in their order, else names in alphabetical order. A number that no sample has makes no class.</summary>
    private static string[] Names(List<string> labels)
    {
        string[] names = [.. labels.Distinct(StringComparer.Ordinal)];
        return names.All(static name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? [.. names.OrderBy(static name => double.Parse(name, NumberStyles.Float, CultureInfo.InvariantCulture)).ThenBy(static name => name, StringComparer.Ordinal)]
            : [.. names.Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether a field is neither a number nor a sign that one is missing: in the first line it is rather a class in the wrong column than a slip.</summary>
    private static bool IsName(ReadOnlySpan<char> field) =>
        !field.IsWhiteSpace() && !float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && char.IsLetter(field.Trim()[0]) && !Missing.Contains(field.ToString(), StringComparer.OrdinalIgnoreCase);

    private static void Add(CsvLine line, int columns, List<float> values, List<string> labels)
    {
        if (line.Count < 2)
            throw new InputException("expected features and a class separated by commas, semicolons or tabs, found one field: separate the fields by one of these.", line.PlaceOf(0));
        if (line.Count != columns)
            throw new InputException(FormattableString.Invariant($"expected {columns} fields as in the first line, found {line.Count}: complete the line or remove it."), line.End);
        int last = columns - 1;
        for (int field = 0; field < last; field++)
            values.Add(labels.Count > 0 || !IsName(line[field]) ? line.Number<float>(field) : throw new InputException($"expected a number, found '{EditDistance.Excerpt(line[field].ToString())}': the class stands in the last column and numbers in all others. Move the column of classes to the end.", line.PlaceOf(field)));
        string label = line[last].ToString();
        bool isMeasured = double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && (!double.IsFinite(number) || number != Math.Floor(number));
        if (label.Length == 0 || isMeasured || Missing.Contains(label, StringComparer.OrdinalIgnoreCase))
            throw new InputException($"expected a class, a whole number or a name, found '{EditDistance.Excerpt(label)}': put the class into the last column, and leave lines without one out.", line.PlaceOf(last));
        labels.Add(label);
    }
}
