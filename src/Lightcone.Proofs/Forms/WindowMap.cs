namespace Lightcone.Proofs.Forms;

/// <summary>A one-dimensional rule as a map of windows that any row or ring with its boundary can show, so that many steps can be made in a window: each takes away what one cell reads.</summary>
internal sealed class WindowMap
{
    private readonly Func<ReadOnlySpan<int>, int> next;

    private WindowMap(int symbols, int left, int right, int end, Func<ReadOnlySpan<int>, int> next)
    {
        (Symbols, Left, Right, End, this.next) = (symbols, left, right, end, next);
    }

    /// <summary>Symbols of a place, the end with them.</summary>
    public int Symbols { get; }

    /// <summary>Cells that matter to the left.</summary>
    public int Left { get; }

    /// <summary>Cells that matter to the right.</summary>
    public int Right { get; }

    /// <summary>The symbol beyond the ends, which stays as it is; -1 on rings.</summary>
    public int End { get; }

    /// <summary>The rule in this form; null where it has none, or when the windows of one step are more than <paramref name="most"/>. Rows with ends can be read from the right.</summary>
    public static WindowMap? Of(LocalRule rule, EssentialInputs essential, Boundary boundary, int most, bool fromRight = false)
    {
        if (boundary is Boundary.PeriodicBoundary)
            return RowForm.Of(rule, essential, boundary, most) is { } ring ? new(ring.Symbols, ring.Left, ring.Right, -1, window => ring.Next[ring.Pack(window)]) : null;
        return EndRow.Of(rule, essential, boundary, fromRight, most) is { } row ? new(row.Symbols, row.Left, row.Right, row.End, row.Next) : null;
    }

    /// <summary>Cells of a window that decides one cell after so many steps.</summary>
    public int Width(int steps) => 1 + ((Left + Right) * steps);

    /// <summary>Whether some row or ring shows a window.</summary>
    public bool IsSeen(ReadOnlySpan<int> window) => RowForm.IsRow(window, End);

    /// <summary>Replaces the first symbols of a window, all but as many as a cell reads to both sides, by those of their cells one step later.</summary>
    public void Step(Span<int> window)
    {
        for (int i = 0; i + Left + Right < window.Length; i++)
            window[i] = next(window.Slice(i, Left + 1 + Right));
    }
}
