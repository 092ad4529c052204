using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Identification;

/// <summary>Reads lines into rows, rows into frames, frames into runs, and finds the alphabet when it is not given.</summary>
internal sealed class TraceReader(TraceFormat format, int dimensions, Alphabet? given, string? file)
{
    private static readonly string[] Missing = ["NaN", "NA", "N/A", "null", "None", "inf", "-inf", "Infinity", "-Infinity"];

    private readonly Dictionary<string, byte> codes = new(StringComparer.Ordinal);
    private readonly List<ImmutableArray<RecordedConfiguration>> runs = [];
    private readonly List<RecordedConfiguration> frames = [];
    private readonly List<byte> rows = [];
    private char separator;
    private bool spaced;
    private char[] gaps = Gaps;
    private bool holdsRows;
    private static readonly char[] Gaps = [' ', '\t'];

    /// <summary>What stands between the symbols and around the rows that a program has printed as lists: [0, 1, 1].</summary>
    private static readonly char[] ListGaps = [' ', '\t', ',', '[', ']', '(', ')'];

    private static readonly SearchValues<char> Words = SearchValues.Create("abcdefghijklmnpqrstuvwxyzABCDEFGHIJKLMNPQRSTUVWXYZ");

    private TraceColumns columns = TraceColumns.None;
    private (string Run, string Step)? previous;
    private string? note;
    private int width = -1;
    private int frameLine;

    public Recording Read(string text)
    {
        string[] lines = text.Split('\n');
        int blanks = 0;
        bool begun = false;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r', ' ').TrimStart('\uFEFF');
            if (line.AsSpan().Trim(", ;\t").IsEmpty)
            {
                blanks++;
                if (dimensions == 2)
                    EndFrame();
                if (dimensions == 1 || blanks == 2)
                    EndRun();
                continue;
            }

            blanks = 0;
            if (IsRemark(line))
                continue;
            if (!begun)
            {
                begun = true;
                if (Begin(line, lines.Skip(i + 1)))
                    continue;
            }

            Row(line, i + 1);
        }

        EndFrame();
        EndRun();
        if (runs.Count == 0)
            throw new InputException("no cells were found. Write one row a line; a blank line begins a new run.", new SourceLocation(file));
        return runs.Exists(static run => run.Length > 1)
            ? Finish()
            : throw new InputException($"there is no step: every run has a single {(dimensions == 1 ? "row" : "frame")}. {(dimensions == 1 ? "Consecutive rows form a run; blank lines separate runs. Are these frames of a grid?" : "One blank line separates the frames of a run; two begin a new run.")}", new SourceLocation(file), dimensions == 1 ? new Setting("dimensions", "2") : null);
    }

    /// <summary>A line of text that begins with # and goes on with words, which no row of cells does: its letters are not those of cells that live (O, o).</summary>
    private bool IsRemark(string line) => given is null && format != TraceFormat.Csv && line.StartsWith('#') && line.AsSpan().ContainsAny(Words);

    /// <summary>Finds the separator, and whether the first line names columns.</summary>
    private bool Begin(string line, IEnumerable<string> later)
    {
        spaced = line.AsSpan().Trim().ContainsAny(Gaps) || line.Contains(',');
        gaps = line.Contains(',') ? ListGaps : Gaps;
        separator = line.Contains(',') ? ',' : line.Contains(';') ? ';' : line.Contains('\t') ? '\t' : ',';
        if (format != TraceFormat.Csv)
        {
            Look(later.Prepend(line));
            return false;
        }

        string[] names = Fields(line, default).ToArray();
        string[][] some = Some(later);
        if (!TraceHeader.Is(names, some, given))
        {
            Look(later.Prepend(line));
            return false;
        }

        columns = TraceColumns.Of(names, some);
        string[] left = [.. columns.Names.Select(static name => name.Length == 0 ? "the first column, which has no name," : name)];
        note = (TraceHeader.Counts(names) ? $"the first line numbers the columns from 0 to {names[^1]} and was skipped" : "the first line names columns and was skipped")
            + (left.Length == 0 ? "." : $"; {string.Join(" and ", left)} {(left.Length == 1 ? "is" : "are")} not read as cells.");
        Look(later);
        return true;
    }

    /// <summary>Some lines, up to one that is malformed: reading will meet it again, and say where it is.</summary>
    private string[][] Some(IEnumerable<string> lines)
    {
        List<string[]> some = [];
        try
        {
            foreach (string line in lines.Select(static line => line.TrimEnd('\r', ' ')).Where(static line => !line.AsSpan().Trim(", ;\t").IsEmpty).Take(200))
                some.Add(Fields(line, default).ToArray());
        }
        catch (InputException)
        {
            return [.. some];
        }

        return [.. some];
    }

    /// <summary>Finds out whether a field is a cell or a whole row.</summary>
    private void Look(IEnumerable<string> lines)
    {
        if (dimensions != 1 || (format != TraceFormat.Csv && !spaced))
            return;
        string[][] some;
        try
        {
            some = [.. lines.Select(static line => line.TrimEnd('\r', ' ')).Where(static line => !line.AsSpan().Trim(", ;\t").IsEmpty).Take(200).Select(line => Split(line, default).Fields)];
        }
        catch (InputException)
        {
            // Reading will meet the malformed line again, and say where it is.
            return;
        }

        holdsRows = RowColumns.Are([.. some.SelectMany(fields => fields.Where((_, column) => !columns.IsLabel(column)))], given);
        if (holdsRows)
            note = $"{(note is null ? "" : note.TrimEnd('.') + "; ")}each field is read as a row of cells{(some[0].Where((_, column) => !columns.IsLabel(column)).Count() > 1 ? ", and the fields of a line as the steps of a run" : "")}.";
    }

    private (string[] Fields, CsvLine? Line) Split(string line, SourceLocation place)
    {
        if (format == TraceFormat.Csv && Fields(line, place) is var separated)
            return (separated.ToArray(), separated);
        return (spaced ? line.Split(gaps, StringSplitOptions.RemoveEmptyEntries) : [.. line.Trim().Select(static symbol => symbol.ToString())], null);
    }

    private void Row(string line, int number)
    {
        (string[] fields, CsvLine? separated) = Split(line, new SourceLocation(file, number));
        (string Run, string Step) labels = columns.Labels(fields);
        if (previous is { } before && columns.BeginsRun(before, labels))
        {
            EndFrame();
            EndRun();
        }

        previous = labels;
        if (holdsRows)
        {
            Rows([.. fields.Where((_, column) => !columns.IsLabel(column))], number);
            return;
        }

        int count = rows.Count;
        for (int column = 0; column < fields.Length; column++)
            if (!columns.IsLabel(column))
                rows.Add(Code(fields[column], column + 1, separated?.PlaceOf(column) ?? new SourceLocation(file, number, column + 1)));
        EndRow(rows.Count - count, number);
    }

    /// <summary>Fields that are rows: one is the next step of the run, several are the steps of a run of their own.</summary>
    private void Rows(string[] fields, int number)
    {
        if (fields.Length > 1)
            EndRun();
        foreach ((int field, string row) in fields.Index())
        {
            foreach (char symbol in row)
                rows.Add(Code(symbol.ToString(), field + 1, new SourceLocation(file, number)));
            EndRow(row.Length, number);
        }
    }

    private void EndRow(int found, int number)
    {
        if (width >= 0 && found != width)
            throw new InputException($"this row has {found} cells, the rows above have {width}. Make all rows of a run equally long, or begin a new run with a blank line.", new SourceLocation(file, number));
        width = found;
        if (frameLine == 0)
            frameLine = number;
        if (dimensions == 1)
            EndFrame();
    }

    private byte Code(string name, int field, SourceLocation place)
    {
        if (given is not null)
            return given.TryParse(name, out byte symbol)
                ? symbol
                : throw new InputException($"symbol '{name}' is not in the alphabet {given}. Use only its symbols, or leave the alphabet out.", place);
        if (codes.TryGetValue(name, out byte code))
            return code;
        if (name.Length == 0 || name.Any(char.IsWhiteSpace))
            throw new InputException($"field {field} holds no symbol. Write one symbol a cell.", place);
        if (Missing.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new InputException($"field {field} holds '{name}', a missing value and no symbol. Leave such runs out; if it is a symbol, name it in the alphabet.", place);
        if (codes.Count == Alphabet.MaxSize)
            throw new InputException($"'{name}' is the 257th different symbol; a cell has at most 256. Are these measurements? Round them to symbols first.", place);
        return codes[name] = (byte)codes.Count;
    }

    private CsvLine Fields(string line, SourceLocation place) => CsvLine.Parse(line.TrimEnd(separator), place, separator);

    private void EndFrame()
    {
        if (rows.Count == 0)
            return;
        Shape shape = dimensions == 1 ? Shape.Row(width) : Shape.Grid(width, rows.Count / width);
        if (frames.Count > 0 && frames[^1].Shape != shape)
            throw new InputException($"this frame is {shape}, the ones above are {frames[^1].Shape}. Make all frames of a run equally large; two blank lines begin a new run.", new SourceLocation(file, frameLine));
        frames.Add(new RecordedConfiguration(shape, [.. rows], frameLine));
        rows.Clear();
        frameLine = 0;
    }

    private void EndRun()
    {
        if (frames.Count > 0)
            runs.Add([.. frames]);
        frames.Clear();
        width = -1;
    }

    private Recording Finish()
    {
        if (given is not null)
            return new(given, dimensions, [.. runs], file, note);
        SymbolCount.Require(codes.Count, runs.Sum(static run => run.Sum(static frame => (long)frame.Cells.Length)), file);
        (Alphabet alphabet, string[] order) = Infer([.. codes.Keys]);
        byte[] map = new byte[codes.Count];
        foreach ((string name, byte code) in codes)
            map[code] = (byte)Array.IndexOf(order, name);
        return new(alphabet, dimensions, [.. runs.Select(run => run.Select(frame => new RecordedConfiguration(frame.Shape, [.. frame.Cells.ToArray().Select(cell => map[cell])], frame.Line)).ToImmutableArray())], file, note);
    }

    /// <summary>The alphabet of the names that occur, and the names in the order of its symbols.</summary>
    private static (Alphabet Alphabet, string[] Order) Infer(string[] names)
    {
        const string plain = ".O#*";
        if (names.Length == 2 && names.Contains(".") && names.All(plain.Contains))
            return (Alphabet.Binary, [.. names.OrderBy(static name => name == "." ? 0 : 1)]);
        if (names.All(static name => int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
        {
            string[] order = [.. names.OrderBy(static name => int.Parse(name, CultureInfo.InvariantCulture))];
            // A file in which only one symbol occurs says little, but 0 alone is a bit that was never 1.
            if (order is ["0"] or ["1"])
                order = ["0", "1"];
            Alphabet digits = Alphabet.Digits(order.Length);
            return (digits.Names.SequenceEqual(order) ? digits : Alphabet.Ordered(order), order);
        }

        string[] sorted = [.. names.Order(StringComparer.Ordinal)];
        Alphabet known = Alphabet.Digits(sorted.Length);
        return (known.Names.SequenceEqual(sorted) ? known : Alphabet.Of(sorted), sorted);
    }
}
