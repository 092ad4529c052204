namespace Lightcone.Engines.Plane;

/// <summary>Carries a window of 32 x 32 cells of two states some generations on. What lies beyond it is not known, so each generation its outermost cells are no longer to be relied on.</summary>
internal abstract unsafe class WindowPass
{
    /// <summary>Rows of a window.</summary>
    public const int Side = 32;

    /// <summary>Words before and after a window that may be read, and mean nothing.</summary>
    public const int Margin = 16;

    /// <summary>Replaces a window by what it becomes.</summary>
    /// <param name="rows">32 rows of 32 bits, the first cell of each the lowest bit; <see cref="Margin"/> more before and after them belong to it.</param>
    /// <param name="generations">How many.</param>
    public abstract void Run(uint* rows, int generations);

    /// <summary>The same of a window with its margins in a span.</summary>
    public void Run(Span<uint> rows, int generations)
    {
        fixed (uint* first = rows)
            Run(first + Margin, generations);
    }
}
