namespace Lightcone.Proofs.Forms;

/// <summary>
/// What the cells next to an end can do while the cells before them stay as they are: blocks of cells behind a context, which is what the resting cells (or the end) show, and their successors, whatever stands behind the block.
/// </summary>
internal sealed class EndContext
{
    private readonly EndRow row;
    private readonly int[] symbols;

    /// <param name="row">The rule.</param>
    /// <param name="symbols">The last symbols before the block: as many as a cell reads to both sides.</param>
    public EndContext(EndRow row, int[] symbols)
    {
        this.row = row;
        this.symbols = symbols;
    }

    /// <summary>The context of the end itself.</summary>
    public static EndContext OfEnd(EndRow row)
    {
        int[] symbols = new int[row.Left + row.Right];
        Array.Fill(symbols, row.End);
        return new(row, symbols);
    }

    /// <summary>Its symbols.</summary>
    public ReadOnlySpan<int> Symbols => symbols;

    /// <summary>Its number.</summary>
    public int Number => row.Pack(symbols);

    /// <summary>The context one cell further on, whose last cell rests with a symbol.</summary>
    public EndContext Followed(int symbol) => new(row, [.. symbols[1..], symbol]);

    /// <summary>The first symbol of a block.</summary>
    public static int First(EndRow row, int block, int cells) => block / RowForm.Power(row.Cells, cells - 1);

    /// <summary>
    /// For each block of so many cells, with at least as many cells behind it as are read, the blocks that it can become in one step; null for a block at which the context changes. The blocks it can become may themselves be such.
    /// </summary>
    public int[]?[] Successors(int cells)
    {
        int free = RowForm.Power(row.Cells, row.Right);
        int[]?[] successors = new int[RowForm.Power(row.Cells, cells)][];
        int[] all = [.. symbols, .. new int[cells + row.Right]];
        SortedSet<int> found = [];
        for (int block = 0; block < successors.Length; block++)
        {
            RowForm.Unpack(block, row.Cells, all.AsSpan(symbols.Length, cells));
            if (!Stays(all))
                continue;
            found.Clear();
            for (int behind = 0; behind < free; behind++)
            {
                RowForm.Unpack(behind, row.Cells, all.AsSpan(symbols.Length + cells));
                found.Add(Step(all, cells));
            }

            successors[block] = [.. found];
        }

        return successors;
    }

    /// <summary>The most steps in a row in which something changes behind the context but the context does not, on rows that end so many cells behind it; null when that can go on for ever.</summary>
    public int? LongestRun(int cells)
    {
        int[] all = [.. symbols, .. new int[cells + row.Right]];
        Array.Fill(all, row.End, symbols.Length + cells, row.Right);
        int most = 0;
        int blocks = RowForm.Power(row.Cells, cells);
        for (int start = 0; start < blocks; start++)
        {
            int steps = 0;
            int block = start;
            for (; ; steps++)
            {
                if (steps > blocks)
                    return null;
                RowForm.Unpack(block, row.Cells, all.AsSpan(symbols.Length, cells));
                int following = Stays(all) ? Step(all, cells) : block;
                if (following == block)
                    break;
                block = following;
            }

            most = Math.Max(most, steps);
        }

        return most;
    }

    /// <summary>Whether those cells of the context that see the block stay as they are.</summary>
    private bool Stays(ReadOnlySpan<int> all)
    {
        for (int at = row.Left; at < symbols.Length; at++)
            if (row.Next(all.Slice(at - row.Left, row.Left + 1 + row.Right)) != all[at])
                return false;
        return true;
    }

    private int Step(ReadOnlySpan<int> all, int cells)
    {
        int block = 0;
        for (int i = 0; i < cells; i++)
            block = (block * row.Cells) + row.Next(all.Slice(symbols.Length + i - row.Left, row.Left + 1 + row.Right));
        return block;
    }
}
