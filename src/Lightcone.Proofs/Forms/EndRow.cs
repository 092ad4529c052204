namespace Lightcone.Proofs.Forms;

/// <summary>
/// A one-dimensional rule on rows that have ends, walls or mirrors, as they are seen from one end: a window's first symbol is the one nearest to that end, and the place beyond either end is one more symbol,
/// <see cref="End"/>, which never changes. What a wall or a mirror makes of it is part of the rule.
/// </summary>
internal sealed class EndRow
{
    private readonly RowForm form;
    private readonly bool isMirrored;
    private readonly int[] next;

    private EndRow(RowForm form, bool fromRight, bool isMirrored)
    {
        this.form = form;
        this.isMirrored = isMirrored;
        (Left, Right) = fromRight ? (form.Right, form.Left) : (form.Left, form.Right);
        // What a mirror shows lies up to one cell less far behind it than what is read before it.
        if (isMirrored)
            (Left, Right) = (Math.Max(Left, Right - 1), Math.Max(Right, Left - 1));
        next = new int[RowForm.Power(Symbols, Left + 1 + Right)];
        int[] window = new int[Left + 1 + Right];
        int[] read = new int[form.Left + 1 + form.Right];
        for (int index = 0; index < next.Length; index++)
        {
            RowForm.Unpack(index, Symbols, window);
            if (window[Left] == End || !RowForm.IsRow(window, End))
            {
                next[index] = End;
                continue;
            }

            for (int k = 0; k < read.Length; k++)
                read[k] = Read(window, Left + (fromRight ? form.Left - k : k - form.Left));
            next[index] = form.Next[form.Pack(read)];
        }
    }

    /// <summary>Cells that matter on the side of the end.</summary>
    public int Left { get; }

    /// <summary>Cells that matter on the other side.</summary>
    public int Right { get; }

    /// <summary>Symbols of a cell: a state, or a pair (input, state) when the rule reads an input.</summary>
    public int Cells => form.Cells;

    /// <summary>The symbol beyond the ends.</summary>
    public int End => form.Cells;

    /// <summary>Symbols with the end.</summary>
    public int Symbols => form.Cells + 1;

    /// <summary>The rule on rows with this boundary, seen from one end; null on rings, in two dimensions, for inputs of other cells beside a mirror, when there are more than <paramref name="most"/> windows, or for a cell that reads no other (unless <paramref name="evenAlone"/>).</summary>
    public static EndRow? Of(LocalRule rule, EssentialInputs essential, Boundary boundary, bool fromRight, int most, bool evenAlone = false)
    {
        bool isMirrored = boundary is Boundary.ReflectingBoundary;
        if (boundary is Boundary.PeriodicBoundary || RowForm.Of(rule, essential, boundary, most, mirrors: true) is not { } form || (form.Left + form.Right == 0 && !evenAlone))
            return null;
        int widest = isMirrored ? 2 * Math.Max(form.Left, form.Right) : form.Left + form.Right;
        return Math.Pow(form.Cells + 1, widest + 1) <= most ? new(form, fromRight, isMirrored) : null;
    }

    /// <summary>The next symbol of the cell at place <see cref="Left"/> of a window; the end for what no row shows.</summary>
    public int Next(ReadOnlySpan<int> window) => next[Pack(window)];

    /// <summary>The number of a window or context.</summary>
    public int Pack(ReadOnlySpan<int> symbols) => RowForm.Pack(symbols, Symbols);

    /// <summary>Symbols for people; the end is #.</summary>
    public string Describe(ReadOnlySpan<int> symbols) => form.Describe(symbols);

    /// <summary>The symbol at a place of a window as the rule reads it: a wall as the row form's wall, a mirror as the cell that it shows.</summary>
    private int Read(ReadOnlySpan<int> window, int at)
    {
        if (!isMirrored)
            return window[at];
        int first = window.IndexOfAnyExcept(End);
        int last = window.LastIndexOfAnyExcept(End);
        // A window that shows no end beyond its last cell is not read there: nothing lies further from a mirror than what it shows.
        while (at < first || at > last)
            at = at < first ? (2 * first) - 1 - at : (2 * last) + 1 - at;
        return window[at];
    }
}
