using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Wavefront;

/// <summary>Fills the margins of lanes: what a lane sees beyond its ends is what its neighbors own, and beyond the ends of the row what the boundary shows.</summary>
/// <param name="boundary">The row's boundary. Null takes it for a ring.</param>
/// <param name="geometry">The layout.</param>
internal sealed unsafe class LaneEdges(Boundary? boundary, LaneGeometry geometry)
{
    private readonly bool isRing = boundary is null or Boundary.PeriodicBoundary;

    /// <summary>The symbol of the wall; null when there is none.</summary>
    public byte? Wall => (boundary as Boundary.FixedBoundary)?.Symbol;

    /// <summary>Writes so many cells before and after each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(LaneField field, int before, int after)
    {
        int length = geometry.Length;
        // Lanes are joined before they are turned, so the masks are those of the lanes that are read.
        Vector512<ulong> followsShort = geometry.FollowsShort;
        // Outward, so that a margin longer than a lane reads what has just been written.
        for (int k = 0; k < after; k++)
        {
            Join(field, length + k, k, k + 1, followsShort, true);
            // The last lane is never a short one.
            if (!isRing)
                Show(field, length + k, LaneGeometry.Lanes - 1, geometry.Cells + k);
        }

        for (int k = 0; k < before; k++)
        {
            Join(field, -1 - k, length - 1 - k, length - 2 - k, geometry.IsShort, false);
            if (!isRing)
                Show(field, -1 - k, 0, -1 - k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Join(LaneField field, int cell, int ofLong, int ofShort, Vector512<ulong> isShort, bool next)
    {
        Vector512<ulong>* target = field.At(cell);
        Vector512<ulong>* first = field.At(ofLong);
        Vector512<ulong>* second = field.At(ofShort);
        for (int p = 0; p < field.Planes; p++)
        {
            Vector512<ulong> joined = Vector512.ConditionalSelect(isShort, second[p], first[p]);
            target[p] = next ? LaneGeometry.FromNext(joined) : LaneGeometry.FromPrevious(joined);
        }
    }

    /// <summary>Writes what the boundary shows at a coordinate of the row to one lane.</summary>
    private void Show(LaneField field, int cell, int lane, long coordinate)
    {
        long source = boundary!.Locate(coordinate, geometry.Cells);
        for (int p = 0; p < field.Planes; p++)
        {
            ulong bit = source < 0 ? (ulong)(Wall!.Value >> p) & 1 : Bit(field, source, p);
            ulong* word = (ulong*)(field.At(cell) + p) + (lane >> 6);
            *word = (*word & ~(1UL << (lane & 63))) | (bit << (lane & 63));
        }
    }

    private ulong Bit(LaneField field, long cell, int plane)
    {
        int lane = geometry.LaneOf(cell);
        return (((ulong*)(field.At(cell - geometry.Start(lane)) + plane))[lane >> 6] >> (lane & 63)) & 1;
    }
}
