using System.Collections.Immutable;

namespace Lightcone.Identification;

/// <summary>A recording that no rule of one step explains, explained by blocks that are replaced as wholes, and cut the other way at every second step: a partitioned rule (Margolus, Physica D 10, 1984), of pairs on a row and of 2x2 cells on a grid.</summary>
/// <param name="Dimensions">1 for pairs, 2 for squares.</param>
/// <param name="First">Of each run where the blocks of its first step begin: 0 at the first cell, 1 at the second.</param>
/// <param name="IsRing">Whether blocks go round the edges; otherwise the cells that find no partner there were left out.</param>
/// <param name="Examples">Blocks that became what they had to.</param>
/// <param name="Distinct">Different blocks among them.</param>
/// <param name="Results">Different blocks that they became.</param>
internal sealed record PartitionFit(int Dimensions, ImmutableArray<int> First, bool IsRing, long Examples, int Distinct, int Results)
{
    /// <summary>Such a rule counts as found when every block was shown so many times on average; where each run begins as it will, so many more times for each of these choices.</summary>
    private const int Repeats = 4;

    /// <summary>The sentence of the command line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{(Dimensions == 1 ? "Cut into pairs" : "Cut into blocks of 2x2 cells")}, {Begin} and the other way in every second one{(IsRing ? "" : ", cells at the edges left out")}, all {Examples:N0} blocks, of {Distinct:N0} kinds, become what their kind becomes{(Results == Distinct ? ", and no two kinds the same" : "")}: the recording is of a partitioned rule (Margolus), and no larger radius is its rule.");

    /// <summary>Looks for the cut under which blocks explain a recording: the same in all runs, else in each its own.</summary>
    /// <returns>The first that explains it; null when none does.</returns>
    public static PartitionFit? Find(Recording recording)
    {
        foreach (bool isRing in new[] { true, false })
        {
            if (isRing && !IsEven(recording))
                continue;
            foreach (int first in new[] { 0, 1 })
                if (Fit(recording, [.. recording.Runs.Select(_ => first)], isRing) is { } fit)
                    return fit;
        }

        foreach (bool isRing in new[] { true, false })
            if (recording.Runs.Length > 1 && (!isRing || IsEven(recording)) && Choose(recording, isRing) is { } chosen && Fit(recording, chosen, isRing) is { } fit)
                return fit;
        return null;
    }

    /// <summary>Whether blocks can go round the edges of every configuration.</summary>
    private static bool IsEven(Recording recording) => recording.Runs.All(static run => run[0].Shape is var shape && shape.Width % 2 == 0 && (shape.Dimensions == 1 || shape.Height % 2 == 0));

    private string Begin
    {
        get
        {
            int second = First.Sum();
            return second == 0 ? "from the first cell in the first step"
                : second == First.Length ? "from the second cell in the first step"
                : FormattableString.Invariant($"from the first cell in the first step of {First.Length - second:N0} of the runs, from the second in that of the other {second:N0},");
        }
    }

    /// <summary>Each run alone decides between the two beginnings: those of which one alone fits what is known already, before those that both fit.</summary>
    private static ImmutableArray<int>? Choose(Recording recording, bool isRing)
    {
        int?[] chosen = new int?[recording.Runs.Length];
        Dictionary<uint, uint> becomes = [];
        while (Array.Exists(chosen, static each => each is null))
        {
            bool isDecided = false;
            for (int run = 0; run < chosen.Length; run++)
            {
                if (chosen[run] is not null)
                    continue;
                Dictionary<uint, uint>?[] tables = [Shown(recording.Runs[run], 0, isRing, becomes), Shown(recording.Runs[run], 1, isRing, becomes)];
                if (tables[0] is null && tables[1] is null)
                    return null;
                if (tables[0] is not null && tables[1] is not null)
                    continue;
                chosen[run] = tables[0] is null ? 1 : 0;
                becomes = tables[chosen[run]!.Value]!;
                isDecided = true;
            }

            if (isDecided)
                continue;
            // What is left fits either way by what is known: the first of these decides for the others.
            int open = Array.FindIndex(chosen, static each => each is null);
            chosen[open] = 0;
            becomes = Shown(recording.Runs[open], 0, isRing, becomes)!;
        }

        return [.. chosen.Select(static each => each!.Value)];
    }

    /// <summary>What blocks become, with those of a run; null where one becomes something else.</summary>
    private static Dictionary<uint, uint>? Shown(ImmutableArray<RecordedConfiguration> run, int first, bool isRing, Dictionary<uint, uint> known)
    {
        Dictionary<uint, uint> becomes = new(known);
        foreach ((uint block, uint result) in Blocks(run, first, isRing))
            if (!becomes.TryAdd(block, result) && becomes[block] != result)
                return null;
        return becomes;
    }

    private static PartitionFit? Fit(Recording recording, ImmutableArray<int> first, bool isRing)
    {
        Dictionary<uint, uint> becomes = [];
        long examples = 0;
        foreach ((int number, ImmutableArray<RecordedConfiguration> run) in recording.Runs.Index())
            foreach ((uint block, uint result) in Blocks(run, first[number], isRing))
            {
                if (!becomes.TryAdd(block, result) && becomes[block] != result)
                    return null;
                examples++;
            }

        int choices = first.Distinct().Count() > 1 ? first.Length : 0;
        return examples >= (long)Repeats * (becomes.Count + choices) && becomes.Count > 1 ? new(recording.Dimensions, first, isRing, examples, becomes.Count, becomes.Values.Distinct().Count()) : null;
    }

    /// <summary>The blocks of a run, and what they became.</summary>
    private static IEnumerable<(uint Block, uint Result)> Blocks(ImmutableArray<RecordedConfiguration> run, int first, bool isRing)
    {
        for (int step = 0; step + 1 < run.Length; step++)
        {
            Shape shape = run[step].Shape;
            bool isGrid = shape.Dimensions == 2;
            int cut = (first + step) % 2;
            for (int y = isGrid ? cut : 0; y < shape.Height; y += isGrid ? 2 : 1)
                for (int x = cut; x < shape.Width; x += 2)
                    if (isRing || (x + 1 < shape.Width && (!isGrid || y + 1 < shape.Height)))
                        yield return (Block(run[step], x, y), Block(run[step + 1], x, y));
        }
    }

    /// <summary>The symbols of a block as one number, a byte each.</summary>
    private static uint Block(RecordedConfiguration row, int x, int y)
    {
        Shape shape = row.Shape;
        int right = (x + 1) % shape.Width, top = y * shape.Width;
        uint upper = ((uint)row.Cells[top + x] << 8) | row.Cells[top + right];
        if (shape.Dimensions == 1)
            return upper;
        int below = (y + 1) % shape.Height * shape.Width;
        return (upper << 16) | ((uint)row.Cells[below + x] << 8) | row.Cells[below + right];
    }
}
