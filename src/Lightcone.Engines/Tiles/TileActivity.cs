using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Tiles;

/// <summary>Which tiles have to be carried on next: those whose windows have changed.</summary>
/// <param name="field">The cells.</param>
internal sealed unsafe class TileActivity(TileField field)
{
    private readonly int[] stamps = new int[field.Geometry.Count];
    private List<int> next = [];
    private int stamp;

    /// <summary>The tiles to carry on, in the order in which they were woken.</summary>
    public List<int> Active { get; private set; } = [];

    /// <summary>Takes the tiles woken since the last call for the active ones.</summary>
    public void Turn()
    {
        (Active, next) = (next, Active);
        next.Clear();
        stamp++;
    }

    /// <summary>Makes all tiles active.</summary>
    public void WakeAll()
    {
        next.Clear();
        for (int tile = 0; tile < stamps.Length; tile++)
            next.Add(tile);
        Turn();
    }

    /// <summary>Wakes a tile that has changed, and those neighbors whose windows show cells that have.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="changed">A word for each row, bits that changed being set; zeros after the last row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Wake(int tile, ulong* changed)
    {
        TileGeometry geometry = field.Geometry;
        int column = tile % geometry.Columns;
        int row = tile / geometry.Columns;
        int height = geometry.Height(row);
        Vector512<ulong> top = Vector512.Load(changed) & Vector512.Create(~0UL, ~0UL, ~0UL, ~0UL, ~0UL, ~0UL, 0, 0);
        Vector512<ulong> bottom = Vector512.Create(0UL);
        Vector512<ulong> all = Vector512.Create(0UL);
        for (int y = 0; y < height; y += 8)
            all |= Vector512.Load(changed + y);
        // The rows below the last are zeros, those above a low tile's first do not exist.
        for (int y = Math.Max(0, height - TileGeometry.Reach); y < height; y++)
            bottom |= Vector512.CreateScalar(changed[y]);
        ulong low = ulong.MaxValue >> (64 - TileGeometry.Reach);
        ulong high = low << Math.Max(0, geometry.Width(column) - TileGeometry.Reach);
        Set(tile);
        Side(all, -1, 0, 1);
        Rows(top, -1);
        Rows(bottom, 1);

        void Rows(Vector512<ulong> part, int down)
        {
            if (part == Vector512<ulong>.Zero)
                return;
            Set(field.Number(column, row + down));
            Side(part, -1, down, 1);
        }

        void Side(Vector512<ulong> part, int left, int down, int right)
        {
            if ((part & Vector512.Create(low)) != Vector512<ulong>.Zero)
                Set(field.Number(column + left, row + down));
            if ((part & Vector512.Create(high)) != Vector512<ulong>.Zero)
                Set(field.Number(column + right, row + down));
        }
    }

    private void Set(int tile)
    {
        if (tile == stamps.Length || stamps[tile] == stamp + 1)
            return;
        stamps[tile] = stamp + 1;
        next.Add(tile);
    }
}
