namespace Lightcone.Proofs.Forms;

/// <summary>
/// All windows that decide how blocks of one width change: a window holds a block with everything its next symbols depend on. There is one window for each place of a row, so what is added up over places is added up over windows.
/// </summary>
internal sealed class BlockWindows
{
    private readonly int length;

    private BlockWindows(RowForm form, int width)
    {
        Form = form;
        Width = width;
        length = form.Left + width + form.Right;
        Blocks = RowForm.Power(form.Symbols, width);
        Nodes = RowForm.Power(form.Symbols, length - 1);
        int[] symbols = new int[length];
        int[] block = new int[width];
        List<Window> all = [];
        int count = Nodes * form.Symbols;
        for (int index = 0; index < count; index++)
        {
            form.Unpack(index, symbols);
            if (!form.IsSeen(symbols))
                continue;
            for (int i = 0; i < width; i++)
                block[i] = form.Next[form.Pack(symbols.AsSpan(i, form.Left + 1 + form.Right))];
            Span<int> old = symbols.AsSpan(form.Left, width);
            all.Add(new(index, form.Pack(old), form.Pack(block), index / form.Symbols, index % Nodes, old[0] != block[0]));
        }

        All = [.. all];
    }

    /// <summary>The rule.</summary>
    public RowForm Form { get; }

    /// <summary>Cells of a block.</summary>
    public int Width { get; }

    /// <summary>How many blocks there are, walls included.</summary>
    public int Blocks { get; }

    /// <summary>How many overlaps of two neighboring windows there are: each window is an edge from its first symbols to its last.</summary>
    public int Nodes { get; }

    /// <summary>The windows.</summary>
    public Window[] All { get; }

    /// <summary>The number of the overlap that is all wall.</summary>
    public int WallNode => Nodes - 1;

    /// <summary>The windows for blocks of <paramref name="width"/> cells; null when there are more than <paramref name="most"/>.</summary>
    public static BlockWindows? Of(RowForm form, int width, int most) =>
        Math.Pow(form.Symbols, form.Left + width + form.Right) <= most ? new(form, width) : null;

    /// <summary>A window for people.</summary>
    public string Describe(Window window)
    {
        int[] symbols = new int[length];
        Form.Unpack(window.Index, symbols);
        return Form.Describe(symbols);
    }

    /// <summary>One window.</summary>
    /// <param name="Index">Its number.</param>
    /// <param name="Old">The block in it.</param>
    /// <param name="New">The block one step later.</param>
    /// <param name="From">Its symbols but the last: the overlap with the window to the left.</param>
    /// <param name="To">Its symbols but the first: the overlap with the window to the right.</param>
    /// <param name="Changes">Whether the first cell of the block changes.</param>
    public readonly record struct Window(int Index, int Old, int New, int From, int To, bool Changes);
}
