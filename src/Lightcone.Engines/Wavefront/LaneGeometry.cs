using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Wavefront;

/// <summary>
/// How a row of cells is dealt out to 512 lanes: lane j owns the cells from floor(j L / 512) up to where lane j + 1 begins, and vector number i holds cell i of every lane.
/// So a cell's neighbors are in the neighboring vectors, and nothing is ever shifted. Lanes own N or N - 1 cells; whatever the length, rings are exact.
/// </summary>
internal sealed class LaneGeometry
{
    /// <summary>Lanes: the bits of a vector.</summary>
    public const int Lanes = 512;

    /// <param name="cells">The row's length, at least 512.</param>
    public LaneGeometry(long cells)
    {
        Cells = cells;
        Length = checked((int)((cells + Lanes - 1) / Lanes));
        Span<ulong> own = stackalloc ulong[8];
        Span<ulong> previous = stackalloc ulong[8];
        for (int lane = 0; lane < Lanes; lane++)
        {
            own[lane >> 6] |= (Start(lane + 1) - Start(lane) < Length ? 1UL : 0) << (lane & 63);
            int before = (lane + Lanes - 1) % Lanes;
            previous[lane >> 6] |= (Start(before + 1) - Start(before) < Length ? 1UL : 0) << (lane & 63);
        }

        IsShort = Vector512.Create<ulong>(own);
        FollowsShort = Vector512.Create<ulong>(previous);
    }

    /// <summary>The row's length.</summary>
    public long Cells { get; }

    /// <summary>Cells of the longest lane.</summary>
    public int Length { get; }

    /// <summary>The lanes that own one cell less.</summary>
    public Vector512<ulong> IsShort { get; }

    /// <summary>The lanes whose predecessor owns one cell less.</summary>
    public Vector512<ulong> FollowsShort { get; }

    /// <summary>The first cell of a lane.</summary>
    public long Start(int lane) => lane * Cells / Lanes;

    /// <summary>The lane of a cell.</summary>
    public int LaneOf(long cell)
    {
        int lane = (int)(cell * Lanes / Cells);
        while (Start(lane + 1) <= cell)
            lane++;
        return lane;
    }

    /// <summary>Lane j gets what lane j - 1 has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> FromPrevious(Vector512<ulong> vector) =>
        (vector << 1) | (Vector512.Shuffle(vector, Vector512.Create(7UL, 0, 1, 2, 3, 4, 5, 6)) >>> 63);

    /// <summary>Lane j gets what lane j + 1 has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> FromNext(Vector512<ulong> vector) =>
        (vector >>> 1) | (Vector512.Shuffle(vector, Vector512.Create(1UL, 2, 3, 4, 5, 6, 7, 0)) << 63);
}
