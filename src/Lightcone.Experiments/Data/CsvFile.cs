using System.Globalization;
using System.IO.Compression;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Data;

/// <summary>Reads numbers separated by commas, the class last.</summary>
internal static class CsvFile
{
    private const int MostClasses = 1_000_000;

    public static Samples Read(Stream stream, string path, string name)
    {
        bool packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        using Stream plain = packed ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;
        using StreamReader reader = new(plain, leaveOpen: true);
        List<float> values = [];
        List<int> labels = [];
        int columns = 0;
        try
        {
            foreach (CsvLine line in CsvLine.Read(reader, path))
            {
                if (line.Place.Line == 1 && line.IsHeader)
                    continue;
                columns = columns == 0 ? line.Count : columns;
                Add(line, columns, values, labels);
            }
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"the name says gzip, the content is not or is damaged: {e.Message}", new SourceLocation(path));
        }

        if (labels.Count == 0)
            throw new InputException("expected at least one line of numbers separated by commas, found none.", new SourceLocation(path, 1, 1));
        return new Samples(name, columns - 1, [.. values], [.. labels], labels.Max() + 1);
    }

    private static void Add(CsvLine line, int columns, List<float> values, List<int> labels)
    {
        if (line.Count < 2)
            throw new InputException("expected features and a class separated by commas, found one field: separate the fields by commas.", line.PlaceOf(0));
        if (line.Count != columns)
            throw new InputException(FormattableString.Invariant($"expected {columns} fields as in the first line, found {line.Count}: complete the line or remove it."), line.End);
        int last = columns - 1;
        for (int field = 0; field < last; field++)
            values.Add(line.Number<float>(field));
        labels.Add(int.TryParse(line[last], NumberStyles.None, CultureInfo.InvariantCulture, out int label) && label < MostClasses
            ? label
            : throw new InputException($"expected a class, a whole number from 0, found '{line[last]}': put the class into the last column, as a number from 0.", line.PlaceOf(last)));
    }
}
