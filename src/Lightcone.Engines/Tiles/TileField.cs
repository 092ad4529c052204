using System.Runtime.CompilerServices;
using Lightcone.Engines.Lanes;

namespace Lightcone.Engines.Tiles;

/// <summary>The cells of a grid, tile after tile (see <see cref="TileGeometry"/>), and what lies beyond them.</summary>
internal sealed unsafe class TileField
{
    private readonly VectorBuffer buffer;
    private readonly ulong* cells;

    /// <param name="geometry">The layout.</param>
    /// <param name="boundary">What lies beyond the grid.</param>
    public TileField(TileGeometry geometry, Boundary boundary)
    {
        Geometry = geometry;
        // One more tile stands for the wall wherever a neighbor is missing.
        buffer = new VectorBuffer((geometry.Count + 1L) * TileGeometry.Words / 8);
        cells = (ulong*)buffer.Start;
        IsTorus = boundary is Boundary.PeriodicBoundary;
        Wall = boundary is Boundary.FixedBoundary { Symbol: 1 } ? ulong.MaxValue : 0;
        new Span<ulong>(Tile(geometry.Count), TileGeometry.Words).Fill(Wall & (ulong.MaxValue >> (64 - TileGeometry.Side)));
    }

    /// <summary>The layout.</summary>
    public TileGeometry Geometry { get; }

    /// <summary>Whether edges meet.</summary>
    public bool IsTorus { get; }

    /// <summary>64 cells of the wall.</summary>
    public ulong Wall { get; }

    /// <summary>The rows of a tile; the tile after the last is the wall.</summary>
    public ulong* Tile(int number)
    {
        GC.KeepAlive(buffer);
        return cells + ((long)number * TileGeometry.Words);
    }

    /// <summary>The number of the tile at a place that may lie outside by one.</summary>
    public int Number(int column, int row)
    {
        if ((uint)column < (uint)Geometry.Columns && (uint)row < (uint)Geometry.Rows)
            return (row * Geometry.Columns) + column;
        if (!IsTorus)
            return Geometry.Count;
        return ((row + Geometry.Rows) % Geometry.Rows * Geometry.Columns) + ((column + Geometry.Columns) % Geometry.Columns);
    }

    /// <summary>Reads one row of the grid as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(int y, Span<ulong> bits)
    {
        bits.Clear();
        int row = RowOf(y);
        int within = y - Geometry.Y(row);
        for (int column = 0; column < Geometry.Columns; column++)
        {
            ulong value = Tile((row * Geometry.Columns) + column)[within];
            int at = Geometry.X(column);
            bits[at >> 6] |= value << (at & 63);
            if ((at & 63) != 0 && (at >> 6) + 1 < bits.Length)
                bits[(at >> 6) + 1] |= value >> (64 - (at & 63));
        }
    }

    /// <summary>Writes one row of the grid given as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(int y, ReadOnlySpan<ulong> bits)
    {
        int row = RowOf(y);
        int within = y - Geometry.Y(row);
        for (int column = 0; column < Geometry.Columns; column++)
        {
            int at = Geometry.X(column);
            ulong value = bits[at >> 6] >> (at & 63);
            if ((at & 63) != 0 && (at >> 6) + 1 < bits.Length)
                value |= bits[(at >> 6) + 1] << (64 - (at & 63));
            Tile((row * Geometry.Columns) + column)[within] = value & (ulong.MaxValue >> (64 - Geometry.Width(column)));
        }
    }

    /// <summary>Takes over the cells of another field of the same layout.</summary>
    public void CopyFrom(TileField other)
    {
        for (int tile = 0; tile < Geometry.Count; tile++)
            new ReadOnlySpan<ulong>(other.Tile(tile), TileGeometry.Words).CopyTo(new Span<ulong>(Tile(tile), TileGeometry.Words));
    }

    /// <summary>Whether all cells equal those of another field of the same layout.</summary>
    public bool SameCells(TileField other)
    {
        for (int tile = 0; tile < Geometry.Count; tile++)
            if (!new ReadOnlySpan<ulong>(other.Tile(tile), TileGeometry.Side).SequenceEqual(new Span<ulong>(Tile(tile), TileGeometry.Side)))
                return false;
        return true;
    }

    /// <summary>How many cells are 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Population()
    {
        long count = 0;
        for (int tile = 0; tile < Geometry.Count; tile++)
            foreach (ulong row in new ReadOnlySpan<ulong>(Tile(tile), TileGeometry.Side))
                count += long.PopCount((long)row);
        return count;
    }

    private int RowOf(int y) => (int)(((((long)y + 1) * Geometry.Rows) - 1) / Geometry.Shape.Height);
}
