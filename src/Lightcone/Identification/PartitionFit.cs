namespace Lightcone.Identification;

/// <summary>A recording that no rule of one step explains, explained by blocks that are replaced as wholes, and cut the other way at every second step: a partitioned rule (Margolus, Physica D 10, 1984), of pairs on a row and of 2x2 cells on a grid.</summary>
/// <param name="Dimensions">1 for pairs, 2 for squares.</param>
/// <param name="First">Where the blocks of the first step begin: 0 at the first cell, 1 at the second.</param>
/// <param name="IsRing">Whether blocks go round the edges; otherwise the cells that find no partner there were left out.</param>
/// <param name="Examples">Blocks that became what they had to.</param>
/// <param name="Distinct">Different blocks among them.</param>
/// <param name="Results">Different blocks that they became.</param>
internal sealed record PartitionFit(int Dimensions, int First, bool IsRing, long Examples, int Distinct, int Results)
{
    /// <summary>Such a rule counts as found when every block was shown so many times on average.</summary>
    private const int Repeats = 4;

    /// <summary>The sentence of the command line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{(Dimensions == 1 ? "Cut into pairs" : "Cut into blocks of 2x2 cells")}, from the {(First == 0 ? "first" : "second")} cell in the first step and the other way in every second one{(IsRing ? "" : ", cells at the edges left out")}, all {Examples:N0} blocks, of {Distinct:N0} kinds, become what their kind becomes{(Results == Distinct ? ", and no two kinds the same" : "")}: the recording is of a partitioned rule (Margolus), and no larger radius is its rule.");

    /// <summary>Looks for the cut under which blocks explain a recording.</summary>
    /// <returns>The first that explains it; null when none does.</returns>
    public static PartitionFit? Find(Recording recording)
    {
        foreach (bool isRing in new[] { true, false })
            foreach (int first in new[] { 0, 1 })
                if (Fit(recording, first, isRing) is { } fit)
                    return fit;
        return null;
    }

    private static PartitionFit? Fit(Recording recording, int first, bool isRing)
    {
        Dictionary<uint, uint> becomes = [];
        long examples = 0;
        foreach (var run in recording.Runs)
            for (int step = 0; step + 1 < run.Length; step++)
            {
                Shape shape = run[step].Shape;
                bool isGrid = shape.Dimensions == 2;
                if (isRing && (shape.Width % 2 != 0 || (isGrid && shape.Height % 2 != 0)))
                    return null;
                int cut = (first + step) % 2;
                for (int y = isGrid ? cut : 0; y < shape.Height; y += isGrid ? 2 : 1)
                    for (int x = cut; x < shape.Width; x += 2)
                    {
                        if (!isRing && (x + 1 == shape.Width || (isGrid && y + 1 == shape.Height)))
                            continue;
                        uint block = Block(run[step], x, y), result = Block(run[step + 1], x, y);
                        if (becomes.TryAdd(block, result) || becomes[block] == result)
                            examples++;
                        else
                            return null;
                    }
            }

        return examples >= (long)Repeats * becomes.Count && becomes.Count > 1 ? new(recording.Dimensions, first, isRing, examples, becomes.Count, becomes.Values.Distinct().Count()) : null;
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
