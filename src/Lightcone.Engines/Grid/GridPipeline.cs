using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Lanes;

namespace Lightcone.Engines.Grid;

/// <summary>
/// Carries a range of rows several generations on in one go over the field. Two rows at a time pass through T stages, one a generation, each a row behind the stage before it; between the stages rows live in a ring
/// of 2 T + 4 that stays in the first cache. Memory sees the field read once and written once.
/// </summary>
/// <remarks>Row r of generation g is in place r - g of the ring: a stage writes its two results over the two topmost of the four rows that it read, which nobody needs any more.</remarks>
internal sealed unsafe class GridPipeline
{
    private readonly GridGeometry geometry;
    private readonly GridEdges edges;
    private readonly LinePass pass;
    private readonly VectorBuffer ring;
    private readonly int stride;
    private readonly int places;

    /// <param name="geometry">The layout.</param>
    /// <param name="edges">What is beyond the blocks.</param>
    /// <param name="pass">The rule.</param>
    /// <param name="generations">The most that one go will carry.</param>
    public GridPipeline(GridGeometry geometry, GridEdges edges, LinePass pass, int generations)
    {
        this.geometry = geometry;
        this.edges = edges;
        this.pass = pass;
        stride = geometry.Columns + 2;
        places = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)((2 * generations) + 4));
        // One row more, for the second result of a last pair that is only half needed.
        ring = new VectorBuffer((places + 1L) * stride);
    }

    /// <summary>Vectors that so many generations keep in the cache.</summary>
    public static long Vectors(GridGeometry geometry, int generations) => ((2L * generations) + 4) * (geometry.Columns + 2);

    /// <summary>Carries rows on. The source has its columns filled, and so many rows above and below the range; the target gets its columns filled.</summary>
    /// <param name="source">The field that is read.</param>
    /// <param name="target">The field that is written; another one.</param>
    /// <param name="begin">The first row of the range.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="generations">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(GridField source, GridField target, int begin, int end, int generations)
    {
        int pairs = (end - begin + 1) / 2;
        for (int step = 0; step < pairs + generations - 1; step++)
        {
            // Stage g starts in step g - 1 and works a row behind the one before it.
            int newest = begin - generations + 1 + (2 * step);
            for (int stage = 1; stage <= Math.Min(generations, step + 1); stage++)
            {
                int row = newest - stage + 1;
                LinePass.FourRows rows = stage == 1
                    ? new((nint)source.Row(row - 1), (nint)source.Row(row), (nint)source.Row(row + 1), (nint)source.Row(row + 2))
                    : new(Place(row - stage), Place(row - stage + 1), Place(row - stage + 2), Place(row - stage + 3));
                bool isLast = stage == generations;
                nint first = isLast ? (nint)target.Row(row) : Place(row - stage);
                nint second = !isLast ? Place(row - stage + 1) : row + 1 < end ? (nint)target.Row(row + 1) : (nint)(ring.Start + ((long)places * stride) + 1);
                pass.Run(rows, first, second, geometry.Columns);
                edges.FillColumns((Vector512<ulong>*)first, row);
                edges.FillColumns((Vector512<ulong>*)second, row + 1);
            }
        }

        GC.KeepAlive(ring);
    }

    private nint Place(int number) => (nint)(ring.Start + ((long)(number & (places - 1)) * stride) + 1);
}
