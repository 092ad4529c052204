using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lightcone.Foundation.Input;

namespace Lightcone.Identification;

/// <summary>Runs of consecutive configurations as somebody recorded them: the only thing a rule is learned from when nobody knows it.</summary>
/// <remarks>
/// A row is a line; a blank line begins a new run. In two dimensions a frame is a block of lines, one blank line separates the frames of a run, and two or more begin a new run.
/// Two rows and a blank line, again and again, are single steps: before and after.
/// </remarks>
public sealed class Recording
{
    internal Recording(Alphabet alphabet, int dimensions, ImmutableArray<ImmutableArray<RecordedConfiguration>> runs, string? file, string? note)
    {
        Alphabet = alphabet;
        Dimensions = dimensions;
        Runs = runs;
        File = file;
        Note = note;
    }

    /// <summary>The symbols, as given or as found in the file.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>1 for rows, 2 for frames.</summary>
    public int Dimensions { get; }

    /// <summary>The runs, each with at least one configuration; a run of one has no step and teaches nothing.</summary>
    public ImmutableArray<ImmutableArray<RecordedConfiguration>> Runs { get; }

    /// <summary>The file's name, for messages; null when there is none.</summary>
    public string? File { get; }

    /// <summary>What the reader took for granted (a line of column names that was skipped, for instance); null when nothing.</summary>
    public string? Note { get; }

    /// <summary>How many single steps there are.</summary>
    public int Steps => Runs.Sum(static run => run.Length - 1);

    /// <summary>The single steps, each once however often it was recorded; this recording where none was recorded twice.</summary>
    internal Recording WithoutRepeats()
    {
        HashSet<UInt128> seen = [];
        ImmutableArray<RecordedConfiguration>[] steps = [.. Runs.SelectMany(static run => run.Zip(run.Skip(1))).Where(step => seen.Add(Digest(step.First, step.Second))).Select(static step => ImmutableArray.Create(step.First, step.Second))];
        return steps.Length == Steps ? this : new(Alphabet, Dimensions, [.. steps], File, Note);
    }

    private static UInt128 Digest(RecordedConfiguration before, RecordedConfiguration after)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes([before.Shape.Width, before.Shape.Height]));
        hash.AppendData(before.Cells);
        hash.AppendData(after.Cells);
        return MemoryMarshal.Read<UInt128>(hash.GetHashAndReset());
    }

    /// <summary>Whether one blank line and several take turns between the runs of rows: so do the frames and runs of a grid.</summary>
    internal bool LooksLikeFrames
    {
        get
        {
            int[] blanks = Dimensions == 2 ? [] : [.. Runs.Skip(1).Select((run, before) => run[0].Line - Runs[before][^1].Line - 1).Distinct()];
            return blanks.Contains(1) && blanks.Any(static lines => lines > 1);
        }
    }

    /// <summary>Reads a recording.</summary>
    /// <param name="text">The content of the file.</param>
    /// <param name="format">How the cells are separated.</param>
    /// <param name="dimensions">1 for rows, 2 for frames.</param>
    /// <param name="alphabet">The symbols; left out, they are those that occur: numbers in their order, other names alphabetically.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">Rows of a run differ in length, a symbol is not in the alphabet, there are more than 256 symbols, or there is no step.</exception>
    public static Recording Parse(string text, TraceFormat format = TraceFormat.Text, int dimensions = 1, Alphabet? alphabet = null, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (format == TraceFormat.Npy)
            throw new ArgumentException("An array is no text; use ParseArray.", nameof(format));
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, 2);
        return new TraceReader(format, dimensions, alphabet, file).Read(text);
    }

    /// <summary>Reads a NumPy array of whole numbers: axes (step, cell) or (run, step, cell) for rows, (step, row, column) or (run, step, row, column) for grids.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="dimensions">1 for rows, 2 for grids.</param>
    /// <param name="alphabet">The symbols; left out, as many as occur, named 0, 1, 2, ...</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The file is no such array.</exception>
    public static Recording ParseArray(ReadOnlySpan<byte> content, int dimensions = 1, Alphabet? alphabet = null, string? file = null) => TraceArray.Parse(content, dimensions, alphabet, file);

    /// <summary>Reads a file; names ending in .csv or .tsv are CSV and .npy NumPy arrays unless the format is given.</summary>
    /// <exception cref="InputException">The file is no recording; the message names the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Recording Load(string path, TraceFormat? format = null, int dimensions = 1, Alphabet? alphabet = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (format == TraceFormat.Npy || (format is null && path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)))
            return ParseArray(System.IO.File.ReadAllBytes(path), dimensions, alphabet, path);
        bool separated = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);
        return Parse(System.IO.File.ReadAllText(path), format ?? (separated ? TraceFormat.Csv : TraceFormat.Text), dimensions, alphabet, path);
    }

    /// <summary>The recording of runs of a rule.</summary>
    /// <param name="runs">For each run its configurations, all over one alphabet and of one dimension.</param>
    public static Recording Of(params IEnumerable<IEnumerable<Lattice>> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        List<ImmutableArray<RecordedConfiguration>> frames = [];
        Lattice? first = null;
        int line = 1;
        foreach (IEnumerable<Lattice> run in runs)
        {
            List<RecordedConfiguration> list = [];
            foreach (Lattice state in run)
            {
                first ??= state;
                list.Add(new RecordedConfiguration(state.Shape, state.Cells.ToArray(), line));
                line += state.Shape.Height + (state.Shape.Dimensions - 1);
            }

            line++;
            frames.Add([.. list]);
        }

        return first is null ? throw new ArgumentException("There is no configuration.", nameof(runs)) : new(first.Alphabet, first.Shape.Dimensions, [.. frames], null, null);
    }

    /// <summary>The text form that <see cref="Parse"/> reads.</summary>
    public string ToText(TraceFormat format = TraceFormat.Text)
    {
        string between = format == TraceFormat.Csv ? "," : Alphabet.IsCompact ? "" : " ";
        IEnumerable<string> blocks = Runs.Select(run => string.Join(Dimensions == 2 ? "\n\n" : "\n", run.Select(frame =>
            string.Join('\n', frame.Cells.ToArray().Select(cell => Alphabet.Names[cell]).Chunk(frame.Shape.Width).Select(row => string.Join(between, row))))));
        return string.Join(Dimensions == 2 ? "\n\n\n" : "\n\n", blocks) + "\n";
    }
}
