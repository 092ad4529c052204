using System.Collections.Immutable;
using System.Globalization;

namespace Lightcone.Identification;

/// <summary>Which columns of a table are no cells: those that name the run, and those that count the steps.</summary>
internal sealed class TraceColumns
{
    private static readonly string[] RunNames = ["run", "trajectory", "trace", "sample", "episode", "trial", "replicate", "repetition", "rep", "experiment", "series", "simulation", "sim", "seed", "id"];
    private static readonly string[] StepNames = ["step", "t", "time", "generation", "gen", "tick", "frame", "iteration", "iter"];

    private readonly ImmutableArray<int> runs;
    private readonly ImmutableArray<int> steps;
    private readonly ImmutableArray<int> counters;

    private TraceColumns(ImmutableArray<int> runs, ImmutableArray<int> steps, ImmutableArray<int> counters, ImmutableArray<string> names)
    {
        this.counters = counters;
        this.runs = runs;
        this.steps = steps;
        Names = names;
    }

    /// <summary>Every column is a cell.</summary>
    public static TraceColumns None { get; } = new([], [], [], []);

    /// <summary>The names of the columns that are no cells, in their order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Finds the columns that are no cells: by their names, and where all but a few columns are numbered (c0, c1, c2, ...) the few. Those count steps in which no two rows in succession agree; the others name runs.</summary>
    /// <param name="names">The names of the columns.</param>
    /// <param name="rows">Some of the rows below.</param>
    public static TraceColumns Of(string[] names, IEnumerable<string[]> rows)
    {
        string[][] some = [.. rows.Where(row => row.Length == names.Length)];
        string? stem = names.Select(Stem).OfType<string>().GroupBy(static each => each, StringComparer.Ordinal).OrderByDescending(static group => group.Count()).FirstOrDefault()?.Key;
        bool numbered = stem is not null && names.Count(name => Stem(name) == stem) is var count && count >= 3 && 3 * count >= 2 * names.Length;
        List<int> runs = [];
        List<int> steps = [];
        for (int column = 0; column < names.Length; column++)
        {
            string name = names[column].ToLowerInvariant();
            // Programs that write an index give it no name.
            if (StepNames.Contains(name) || (name.Length == 0 && column == 0))
                steps.Add(column);
            else if (RunNames.Contains(name))
                runs.Add(column);
            else if (numbered && Stem(names[column]) != stem)
                (Repeats(some, column) ? runs : steps).Add(column);
        }

        // What never repeats names no run, since a run has several rows: it numbers the rows.
        List<int> counters = [.. runs.Where(column => some.Length > 1 && !Repeats(some, column))];
        return new([.. runs.Except(counters)], [.. steps], [.. counters], [.. runs.Concat(steps).Order().Select(column => names[column])]);
    }

    public bool IsLabel(int column) => runs.Contains(column) || steps.Contains(column) || counters.Contains(column);

    /// <summary>What a row says of its run and its step.</summary>
    public (string Run, string Step) Labels(string[] fields) => (Text(runs, fields), Text(steps, fields));

    /// <summary>Whether a row begins a new run: it is called otherwise, or its steps count from anew.</summary>
    public bool BeginsRun((string Run, string Step) before, (string Run, string Step) now) =>
        before.Run != now.Run || (steps.Length == 1 && Number(before.Step) is { } earlier && Number(now.Step) is { } later && later < earlier);

    private static string? Stem(string name) => name.TrimEnd("0123456789".ToCharArray()) is { } stem && stem.Length < name.Length ? stem : null;

    private static bool Repeats(string[][] rows, int column) => Enumerable.Range(1, Math.Max(0, rows.Length - 1)).Any(i => rows[i][column] == rows[i - 1][column]);

    private static string Text(ImmutableArray<int> columns, string[] fields) => string.Join(',', columns.Where(column => column < fields.Length).Select(column => fields[column]));

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
