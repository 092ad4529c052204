using System.Runtime.Intrinsics;
using Lightcone.Engines.Lanes;

namespace Lightcone.Engines.Wavefront;

/// <summary>
/// Masks that hold cells beyond a wall at the wall's symbol while several generations go by. For each cell number, counted as in <see cref="LaneField"/>: a vector with the lanes that are inside the row,
/// then for each plane the lanes outside in which the wall's bit is 1. Only cells near the ends of the lanes have lanes outside, and only those are stored.
/// </summary>
internal sealed unsafe class WallGuard
{
    private readonly VectorBuffer buffer;
    private readonly Vector512<ulong>* origin;
    private readonly int stride;
    private readonly int before;
    private readonly int tail;
    private readonly int gap;

    /// <param name="geometry">The layout.</param>
    /// <param name="wall">The wall's symbol.</param>
    /// <param name="planes">Bits of a state.</param>
    /// <param name="before">Cells before a lane.</param>
    /// <param name="after">Cells after it.</param>
    /// <param name="ends">Cells inside at each end.</param>
    public WallGuard(LaneGeometry geometry, byte wall, int planes, int before, int after, int ends)
    {
        stride = 1 + planes;
        this.before = before;
        tail = geometry.Length - ends;
        gap = Math.Max(0, tail - ends);
        int cells = before + geometry.Length - gap + after;
        buffer = new VectorBuffer((long)cells * stride);
        origin = buffer.Start;
        for (int i = 0; i < cells; i++)
        {
            int cell = i - before;
            if (cell >= ends && gap > 0)
                cell += gap;
            Vector512<ulong> outside = Outside(geometry, cell);
            origin[i * stride] = ~outside;
            for (int p = 0; p < planes; p++)
                origin[(i * stride) + 1 + p] = ((wall >> p) & 1) != 0 ? outside : Vector512<ulong>.Zero;
        }
    }

    /// <summary>The masks of a cell, and behind them those of the next ones.</summary>
    /// <param name="cell">The cell at which a stretch begins.</param>
    /// <param name="atEnd">Whether the stretch is near the end of the lanes rather than their beginning.</param>
    public nint At(long cell, bool atEnd)
    {
        GC.KeepAlive(buffer);
        return (nint)(origin + ((cell + before - (atEnd ? gap : 0)) * stride));
    }

    private static Vector512<ulong> Outside(LaneGeometry geometry, int cell)
    {
        // Lanes begin one after the other: those before the row's beginning are the first ones, those beyond its end the last ones.
        int first = 0;
        int last = LaneGeometry.Lanes;
        while (first < LaneGeometry.Lanes && geometry.Start(first) + cell < 0)
            first++;
        while (last > 0 && geometry.Start(last - 1) + cell >= geometry.Cells)
            last--;
        Span<ulong> outside = stackalloc ulong[8];
        for (int lane = 0; lane < LaneGeometry.Lanes; lane++)
            outside[lane >> 6] |= (lane < first || lane >= last ? 1UL : 0) << (lane & 63);
        return Vector512.Create<ulong>(outside);
    }
}
