using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Lanes;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Engines.Tiles;

/// <summary>Carries a grid on tile by tile, leaving out the tiles whose windows are what they were before.</summary>
internal sealed unsafe class TileRun
{
    private const int Rows = TileGeometry.Words;

    private readonly TileBatch batch;
    private readonly TileActivity activity;
    private readonly VectorBuffer changes = new(Rows / 8);
    private readonly List<int> changed = [];
    private readonly List<int> all;
    private VectorBuffer results = new(64L * Rows / 8);
    private bool isCurrent;

    /// <param name="form">The rule.</param>
    /// <param name="field">The cells, which change as the run goes on.</param>
    public TileRun(TileForm form, TileField field)
    {
        Field = field;
        batch = new TileBatch(field, form.Windows);
        activity = new TileActivity(field);
        all = [.. Enumerable.Range(0, field.Geometry.Count)];
    }

    /// <summary>The cells.</summary>
    public TileField Field { get; }

    /// <summary>Cells that were evaluated so far, those of windows outside their tiles left out.</summary>
    public long CellUpdates { get; private set; }

    /// <summary>How many tiles the next call of <see cref="Carry"/> has to look at; all of them when it cannot be known.</summary>
    public int ActiveTiles => isCurrent ? activity.Active.Count : Field.Geometry.Count;

    /// <summary>Says that the cells were written by somebody else.</summary>
    public void Forget() => isCurrent = false;

    /// <summary>Goes so many generations on. What is active is known only from one whole reach to the next: other numbers look at every tile.</summary>
    /// <param name="generations">1 to <see cref="TileGeometry.Reach"/>.</param>
    /// <returns>Whether the cells differ from those before.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Carry(int generations)
    {
        bool isWhole = generations == TileGeometry.Reach;
        if (!isCurrent || !isWhole)
            activity.WakeAll();
        isCurrent = isWhole;
        changed.Clear();
        List<int> active = activity.Active;
        for (int first = 0; first < active.Count; first += TileBatch.Size)
        {
            Fill(active, first);
            batch.Carry(generations);
            CellUpdates += (long)batch.Count * generations * TileGeometry.Side * TileGeometry.Side;
            for (int i = 0; i < batch.Count; i++)
                if (Differs(i))
                    Keep(i);
        }

        // Neighbors read the old cells, so that new ones take their place at the end; the old ones are kept for Undo.
        for (int i = 0; i < changed.Count; i++)
            Exchange(i);
        activity.Turn();
        return changed.Count > 0;
    }

    /// <summary>Takes the last call of <see cref="Carry"/> back.</summary>
    public void Undo()
    {
        for (int i = 0; i < changed.Count; i++)
            Exchange(i);
        isCurrent = false;
    }

    /// <summary>Whether another generation changes nothing. Looks at active tiles first and ends at the first that changes.</summary>
    public bool IsFixedPoint()
    {
        if (isCurrent && activity.Active.Count < Field.Geometry.Count && !Stays(activity.Active))
            return false;
        return Stays(all);
    }

    private bool Stays(List<int> tiles)
    {
        for (int first = 0; first < tiles.Count; first += TileBatch.Size)
        {
            Fill(tiles, first);
            batch.Carry(1);
            for (int i = 0; i < batch.Count; i++)
                if (Differs(i))
                    return false;
        }

        return true;
    }

    private void Fill(List<int> tiles, int first)
    {
        batch.Clear();
        int end = Math.Min(tiles.Count, first + TileBatch.Size);
        for (int i = first; i < end; i++)
            batch.Add(tiles[i]);
    }

    /// <summary>Compares a result with the tile's cells; what differs is left in <see cref="changes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Differs(int index)
    {
        int tile = batch.Tiles[index];
        int height = Field.Geometry.Height(tile / Field.Geometry.Columns);
        ulong* old = Field.Tile(tile);
        ulong* result = batch.Result(index);
        Vector512<ulong>* difference = changes.Start;
        Vector512<ulong> any = Vector512<ulong>.Zero;
        for (int y = 0; y < height; y += 8)
        {
            Vector512<ulong> changedRows = Vector512.Load(old + y) ^ Vector512.Load(result + y);
            if (y + 8 > height)
                changedRows = Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7), Vector512.Create((ulong)(height - y))), changedRows, Vector512<ulong>.Zero);
            difference[y / 8] = changedRows;
            any |= changedRows;
        }

        return any != Vector512<ulong>.Zero;
    }

    /// <summary>Keeps a result, and wakes what sees the difference.</summary>
    private void Keep(int index)
    {
        int tile = batch.Tiles[index];
        activity.Wake(tile, (ulong*)changes.Start);
        if ((changed.Count + 1L) * Rows / 8 > results.Length)
            results = results.Doubled();
        int height = Field.Geometry.Height(tile / Field.Geometry.Columns);
        new ReadOnlySpan<ulong>(batch.Result(index), height).CopyTo(new Span<ulong>((ulong*)results.Start + ((long)changed.Count * Rows), Rows));
        changed.Add(tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exchange(int index)
    {
        int tile = changed[index];
        int height = Field.Geometry.Height(tile / Field.Geometry.Columns);
        ulong* kept = (ulong*)results.Start + ((long)index * Rows);
        ulong* cells = Field.Tile(tile);
        // Rows after the last are zeros in a tile and stay so.
        for (int y = 0; y < height; y++)
            (kept[y], cells[y]) = (cells[y], kept[y]);
    }
}
