using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Sorting five symbols in place: in every descending run the leftmost pair is swapped. The rule reads two cells to the left and one to the right, and a mirror at both ends keeps the row's symbols to itself.</summary>
/// <remarks>Every step swaps neighbors that stand in the wrong order, so the number of inversions falls until there are none.</remarks>
public static class BucketSort
{
    /// <summary>The rule: 625 neighborhoods (two to the left, own, one to the right).</summary>
    public static LocalRule Rule { get; } = LocalRule.FromFunction(Alphabet.Digits(5), Neighborhood.Of(-2, -1, 0, 1), static n =>
    {
        bool swapsRight = n[2] > n[3] && n[1] <= n[2];
        bool swapsLeft = n[1] > n[2] && n[0] <= n[1];
        return swapsRight ? n[3] : swapsLeft ? n[1] : n[2];
    });

    /// <summary>The task <c>bucket-sort</c>.</summary>
    public static LatticeTask Task { get; } = new()
    {
        Name = "bucket-sort",
        Summary = "sorts symbols 0 to 4: swaps the leftmost pair of every descending run",
        Benchmark = BenchmarkTask.BucketSort,
        Rule = Rule,
        Boundary = Boundary.Reflecting,
        Shape = new NetworkShape(32, OneHot: true),
        InputIsFrozen = false,
        Reference = static (initial, steps) => ReferenceRun.Of(initial, steps, Swap),
    };

    /// <summary>Walks along the row with what lies beyond its edges written out, finds the descending runs and swaps their first pairs.</summary>
    private static byte[] Swap(byte[] cells, Boundary boundary)
    {
        const int margin = 3;
        byte[] wide = new byte[cells.Length + (2 * margin)];
        for (int i = 0; i < wide.Length; i++)
            wide[i] = boundary.Locate(i - margin, cells.Length) is >= 0 and int source ? cells[source] : ((Boundary.FixedBoundary)boundary).Symbol;
        byte[] result = [.. wide];
        for (int i = 1; i + 1 < wide.Length; i++)
            if (wide[i] > wide[i + 1] && wide[i - 1] <= wide[i])
                (result[i], result[i + 1]) = (wide[i + 1], wide[i]);
        return result[margin..^margin];
    }
}
