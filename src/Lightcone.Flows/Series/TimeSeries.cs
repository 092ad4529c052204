using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Input;

namespace Lightcone.Flows.Series;

/// <summary>Numbers that somebody measured, at equal distances in time.</summary>
/// <example>
/// <code>
/// TimeSeries series = TimeSeries.Load("laser.csv", column: "intensity", interval: 0.08);
/// EmbeddingChoice choice = EmbeddingChoice.Of(series.Values);
/// </code>
/// </example>
public sealed class TimeSeries
{
    private readonly double[] values;

    /// <summary>Takes a series.</summary>
    /// <param name="values">Finite numbers, at least 2.</param>
    /// <param name="interval">Time between two of them, positive; default 1.</param>
    /// <param name="name">What it is called; default "series".</param>
    /// <exception cref="ArgumentException">There are too few numbers, some are not finite, or the interval is not positive.</exception>
    public TimeSeries(ReadOnlySpan<double> values, double interval = 1, string name = "series")
    {
        if (values.Length < 2)
            throw new ArgumentException($"A series has at least 2 values; this one has {values.Length}.", nameof(values));
        Symbols.CheckFinite(values);
        if (!(interval > 0) || double.IsInfinity(interval))
            throw new ArgumentOutOfRangeException(nameof(interval), interval, "The interval must be a positive finite number.");
        (this.values, Interval, Name) = (values.ToArray(), interval, name);
    }

    /// <summary>The numbers.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Time between two of them.</summary>
    public double Interval { get; }

    /// <summary>What it is called: the column of its file.</summary>
    public string Name { get; }

    /// <summary>The column that the interval was read from; null where it was given, or is 1 because nothing says otherwise.</summary>
    public string? TimeColumn { get; private init; }

    /// <summary>How many there are.</summary>
    public int Count => values.Length;

    /// <summary>Reads a column of a CSV file (commas, semicolons or tabs; names in the first line or none) or of a .npy array [time] or [time, column]. Where there is no interval, it is that of a column of times: one whose name is or begins with <c>time</c>, or is <c>t</c>, or else the first one, if it rises evenly.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The column's name, or its number from 1; left out, the only one.</param>
    /// <param name="interval">Time between two values, positive; left out, that of the times, or 1 where there are none.</param>
    /// <exception cref="InputException">There is no such column, a value is missing or not a finite number, or the times of a column that is called so are not even; the message names the place.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TimeSeries Load(string path, string? column = null, double? interval = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)
            ? OfArray(NpyArray.Load(path), path, column, interval)
            : Parse(File.ReadAllText(path), column, interval, path);
    }

    /// <summary>Reads a column of CSV text; see <see cref="Load"/>.</summary>
    /// <param name="text">The content of the file.</param>
    /// <param name="column">The column's name, or its number from 1; left out, the only one.</param>
    /// <param name="interval">Time between two values, positive; default 1.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">There is no such column, or a value is missing or not a finite number; the message names the place.</exception>
    public static TimeSeries Parse(string text, string? column = null, double? interval = null, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        string content = text.TrimStart('\uFEFF');
        string first = content.Split('\n').FirstOrDefault(static line => !string.IsNullOrWhiteSpace(line)) ?? "";
        char separator = first.Contains(';', StringComparison.Ordinal) ? ';' : first.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        List<double> found = [], times = [];
        int at = -1, columns = 0, clock = -1;
        bool isNamed = false;
        string name = "series", timeName = "";
        using StringReader lines = new(content);
        foreach (CsvLine line in CsvLine.Read(lines, file, separator))
        {
            if (columns == 0)
            {
                columns = line.Count;
                string[] names = line.IsHeader ? [.. Enumerable.Range(0, columns).Select(i => line[i].ToString())] : [];
                at = Find(column, names, columns, new SourceLocation(file));
                name = names.Length > 0 ? names[at] : columns > 1 ? $"column {at + 1}" : name;
                clock = Array.FindIndex(names, SampleTimes.IsName);
                isNamed = clock >= 0 && clock != at;
                clock = Math.Max(clock, 0);
                timeName = names.Length > 0 ? names[clock] : $"column {clock + 1}";
                if (names.Length > 0)
                    continue;
            }

            if (line.Count != columns)
                throw new InputException(FormattableString.Invariant($"expected {columns} fields as in the first line, found {line.Count}: complete the line or remove it."), line.End);
            found.Add(line.Number<double>(at));
            if (interval is null && clock != at && double.TryParse(line[clock], NumberStyles.Float, CultureInfo.InvariantCulture, out double time))
                times.Add(time);
        }

        if (found.Count < 2)
            throw new InputException($"expected at least two lines of numbers, found {found.Count}.", new SourceLocation(file));
        return Timed([.. found], name, interval, times.Count == found.Count ? [.. times] : [], timeName, isNamed, new SourceLocation(file));
    }

    private static TimeSeries Timed(double[] values, string name, double? interval, double[] times, string timeName, bool isNamed, SourceLocation place)
    {
        double? found = interval is null ? SampleTimes.Interval(times, timeName, isNamed, place) : null;
        // A first column that counts is one of times only where nothing else can be meant.
        return new(values, interval ?? found ?? 1, name) { TimeColumn = found is { } step && (isNamed || step != 1) ? timeName : null };
    }

    private static TimeSeries OfArray(NpyArray array, string path, string? column, double? interval)
    {
        if (array.Shape.Length is not (1 or 2) || array.Count == 0)
            throw new InputException($"expected an array [time] or [time, column], found {array}.", new SourceLocation(path));
        int columns = array.Shape.Length == 1 ? 1 : array.Shape[1], at = Find(column, [], columns, new SourceLocation(path));
        double[] all = array.ToDoubles(), values = [.. Enumerable.Range(0, array.Shape[0]).Select(i => all[(i * columns) + at])];
        int odd = Array.FindIndex(values, static value => !double.IsFinite(value));
        if (odd >= 0)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"value {odd + 1} of column {at + 1} is {values[odd]}, not a finite number. Fill the gap or cut the series there."), new SourceLocation(path));
        if (values.Length < 2)
            throw new InputException($"expected at least two values, found {values.Length}.", new SourceLocation(path));
        double[] times = at == 0 || columns == 1 ? [] : [.. Enumerable.Range(0, values.Length).Select(i => all[i * columns])];
        return Timed(values, columns > 1 ? $"column {at + 1}" : "series", interval, times, "column 1", isNamed: false, new SourceLocation(path));
    }

    private static int Find(string? column, string[] names, int columns, SourceLocation place)
    {
        string known = names.Length > 0 ? $"one of {string.Join(", ", names)}" : $"a number from 1 to {columns}";
        if (column is null)
            return columns == 1 ? 0 : throw new InputException($"the file has {columns} columns. Name one: {known}.", place, new Setting("column", names.Length > 0 ? names[^1] : $"{columns}"));
        int named = Array.IndexOf(names, column);
        if (named >= 0)
            return named;
        return int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= columns
            ? number - 1
            : throw new InputException($"there is no column '{column}'.{(EditDistance.Nearest(column, names) is { } near ? $" Did you mean {near}?" : "")} Use {known}.", place);
    }

    /// <summary>Name, length and interval.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {EditDistance.Count(Count, "value")}, one every {Interval:G6}{(TimeColumn is null ? "" : $" (as {TimeColumn} says)")}");
}
