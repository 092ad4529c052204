using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Lanes;
using Lightcone.Formats;

namespace Lightcone.Engines.Tiles;

/// <summary>
/// Carries eight tiles on at a time. Their windows are put together row by row, then turned so that a vector holds the same row of all eight: so a row's neighbors are the neighboring vectors, and the rule runs down
/// the rows (<see cref="TilePass"/>). Each generation is written a row higher than the one before, in place, and is two rows shorter.
/// </summary>
internal sealed unsafe class TileBatch
{
    /// <summary>Tiles of a batch.</summary>
    public const int Size = 8;

    private const int Reach = TileGeometry.Reach;

    private readonly TileField field;
    private readonly TilePass pass;
    private readonly VectorBuffer windows = new(Size * 10);
    private readonly VectorBuffer turned = new(64);
    private readonly VectorBuffer masks = new(128);
    private readonly int[] tiles = new int[Size];
    private int count;
    private bool isGuarded;

    public TileBatch(TileField field, TilePass pass)
    {
        this.field = field;
        this.pass = pass;
    }

    /// <summary>How many tiles are in it.</summary>
    public int Count => count;

    /// <summary>The tiles in it.</summary>
    public ReadOnlySpan<int> Tiles => tiles.AsSpan(0, count);

    /// <summary>Rows of a result: row y of tile number i is word 80 i + y of the windows, from column 0 on, as long as <see cref="Carry"/> was the last call.</summary>
    public ulong* Result(int index) => Window(index);

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        count = 0;
        isGuarded = false;
    }

    /// <summary>Puts a tile in, of which there are fewer than <see cref="Size"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int tile)
    {
        TileGeometry geometry = field.Geometry;
        int column = tile % geometry.Columns;
        int row = tile / geometry.Columns;
        bool isInside = column > 0 && row > 0 && column < geometry.Columns - 1 && row < geometry.Rows - 1;
        int above = isInside ? tile - geometry.Columns : field.Number(column, row - 1);
        int below = isInside ? tile + geometry.Columns : field.Number(column, row + 1);
        int fromLeft = (field.IsTorus || column > 0 ? geometry.Width((column + geometry.Columns - 1) % geometry.Columns) : TileGeometry.Side) - Reach;
        int width = geometry.Width(column);
        int height = geometry.Height(row);
        int heightAbove = field.IsTorus || row > 0 ? geometry.Height((row + geometry.Rows - 1) % geometry.Rows) : TileGeometry.Side;
        ulong* window = Window(count);
        // Each part brings up to seven rows too many, which the next one overwrites; the last ones are beyond what counts.
        Part(window, isInside ? above - 1 : field.Number(column - 1, row - 1), above, isInside ? above + 1 : field.Number(column + 1, row - 1), heightAbove - Reach, Reach, fromLeft, width);
        Part(window + Reach, isInside ? tile - 1 : field.Number(column - 1, row), tile, isInside ? tile + 1 : field.Number(column + 1, row), 0, height, fromLeft, width);
        Part(window + Reach + height, isInside ? below - 1 : field.Number(column - 1, row + 1), below, isInside ? below + 1 : field.Number(column + 1, row + 1), 0, Reach, fromLeft, width);
        if (!field.IsTorus && !isInside)
            Guard(column, row, width, height);
        else if (isGuarded)
            Unguard(count);
        tiles[count++] = tile;
    }

    /// <summary>Carries all tiles in it so many generations on, at most <see cref="TileGeometry.Reach"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Carry(int generations)
    {
        Turn((ulong*)windows.Start, 80, (ulong*)turned.Start, 8, 8);
        nint rows = (nint)turned.Start;
        for (int g = 1; g <= generations; g++)
            pass.Run(rows + 64, rows, isGuarded ? (nint)(masks.Start + (2 * g)) : 0, 64 - (2 * g));
        // Row r of the last generation is in place r - generations.
        TurnBack((ulong*)(turned.Start + Reach - generations), (ulong*)windows.Start, 80, (TileGeometry.Side + 7) / 8);
        for (int i = 0; i < count; i++)
        {
            ulong clean = ulong.MaxValue >> (64 - field.Geometry.Width(tiles[i] % field.Geometry.Columns));
            Vector512<ulong>* window = (Vector512<ulong>*)Window(i);
            for (int k = 0; k < (TileGeometry.Side + 7) / 8; k++)
                window[k] = (window[k] >>> Reach) & Vector512.Create(clean);
        }
    }

    private ulong* Window(int index) => (ulong*)windows.Start + (80 * index);

    /// <summary>Some rows of three tiles side by side, the left one's last columns and the right one's first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Part(ulong* target, int left, int middle, int right, int row, int rows, int fromLeft, int width)
    {
        ulong* a = field.Tile(left) + row;
        ulong* b = field.Tile(middle) + row;
        ulong* c = field.Tile(right) + row;
        for (int y = 0; y < rows; y += 8)
            ((Vector512.Load(a + y) >>> fromLeft) | (Vector512.Load(b + y) << Reach) | (Vector512.Load(c + y) << (Reach + width))).Store(target + y);
    }

    /// <summary>Notes which cells of a window at the edge of the grid the wall holds.</summary>
    private void Guard(int column, int row, int width, int height)
    {
        if (!isGuarded)
            for (int i = 0; i < count; i++)
                Unguard(i);
        isGuarded = true;
        TileGeometry geometry = field.Geometry;
        ulong inside = ulong.MaxValue;
        if (column == 0)
            inside &= ulong.MaxValue << Reach;
        if (column == geometry.Columns - 1)
            inside &= ulong.MaxValue >> (64 - Reach - width);
        ulong* mask = (ulong*)masks.Start + count;
        for (int y = 0; y < 64; y++)
        {
            bool isOutside = (row == 0 && y < Reach) || (row == geometry.Rows - 1 && y >= Reach + height);
            mask[16 * y] = isOutside ? 0 : inside;
            mask[(16 * y) + 8] = field.Wall & ~mask[16 * y];
        }
    }

    private void Unguard(int index)
    {
        ulong* mask = (ulong*)masks.Start + index;
        for (int y = 0; y < 64; y++)
            (mask[16 * y], mask[(16 * y) + 8]) = (ulong.MaxValue, 0);
    }

    /// <summary>Eight rows of eight windows at a time, window after window, become vectors of the same row of all windows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(ulong* source, int stride, ulong* target, int targetStride, int blocks)
    {
        for (int block = 0; block < blocks; block++)
            WordBlock.Transpose(source + (8 * block), stride, target + (8L * targetStride * block), targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnBack(ulong* source, ulong* target, int stride, int blocks)
    {
        for (int block = 0; block < blocks; block++)
            WordBlock.Transpose(source + (64L * block), 8, target + (8 * block), stride);
    }
}
