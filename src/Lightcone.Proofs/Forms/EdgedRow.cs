using System.Collections.Immutable;

namespace Lightcone.Proofs.Forms;

/// <summary>
/// A rule on rows that have ends, walls or mirrors, with all its windows, the overlaps of neighboring windows (a cut between two cells with what lies around it), and the overlaps that can stand at an end.
/// </summary>
internal sealed class EdgedRow
{
    private const int MostWindows = 1 << 15;
    private const int MostSymbols = 40;

    private readonly BlockWindows windows;
    private readonly int[] passing;

    private EdgedRow(BlockWindows windows, Boundary boundary)
    {
        this.windows = windows;
        Windows = [.. windows.All];
        Overlap = Form.Left + Form.Right;
        Edges = boundary is Boundary.ReflectingBoundary ? [.. Mirrored(boundary).Distinct().Order()] : [Nodes - 1];
        passing = new int[Nodes * Form.Cells];
        int[] word = new int[2 * Overlap];
        // A row that is all wall or all symbol 0 to the left passes nothing on: whatever the values, nothing passes at the end of a row.
        Array.Fill(word, Form.IsWalled ? Form.Cells : 0);
        for (int node = 0; node < Nodes; node++)
        {
            Form.Unpack(node, word.AsSpan(Overlap));
            for (int i = 0; i < Overlap; i++)
            {
                ReadOnlySpan<int> window = word.AsSpan(i, Overlap + 1);
                Count(node, window[Form.Left], 1);
                Count(node, Form.Next[Form.Pack(window)], -1);
            }
        }
    }

    /// <summary>The rule.</summary>
    public RowForm Form => windows.Form;

    /// <summary>All windows that a row can show.</summary>
    public ImmutableArray<BlockWindows.Window> Windows { get; }

    /// <summary>How many overlaps there are.</summary>
    public int Nodes => windows.Nodes;

    /// <summary>Cells of an overlap: <see cref="RowForm.Left"/> to the left of the cut, <see cref="RowForm.Right"/> to the right.</summary>
    public int Overlap { get; }

    /// <summary>The overlaps that stand at the ends of rows: as the mirror makes them, also in rows shorter than the neighborhood; behind walls the one that is all wall.</summary>
    public ImmutableArray<int> Edges { get; }

    /// <summary>The rule on rows with this boundary; null on rings, in two dimensions, for inputs of other cells beside a mirror, or when there are too many windows.</summary>
    public static EdgedRow? Of(LocalRule rule, EssentialInputs essential, Boundary boundary)
    {
        if (boundary is Boundary.PeriodicBoundary || RowForm.Of(rule, essential, boundary, MostWindows, mirrors: true) is not { } form)
            return null;
        return form.Cells <= MostSymbols && form.Left + form.Right > 0 && BlockWindows.Of(form, 1, MostWindows) is { } windows ? new(windows, boundary) : null;
    }

    /// <summary>How often a symbol passes a cut to the right in one step: what left the cells to its left, counted from the end of a row in front of which nothing passes.</summary>
    public int Passing(int node, int symbol) => passing[(node * Form.Cells) + symbol];

    /// <summary>The value of a window's cell one step later less its value now; the wall has none.</summary>
    public long Gain(BlockWindows.Window window, ImmutableArray<long> values) => Value(window.New, values) - Value(window.Old, values);

    /// <summary>A window for people.</summary>
    public string Describe(BlockWindows.Window window) => windows.Describe(window);

    private static long Value(int cell, ImmutableArray<long> values) => cell < values.Length ? values[cell] : 0;

    private void Count(int node, int symbol, int times)
    {
        if (symbol < Form.Cells)
            passing[(node * Form.Cells) + symbol] += times;
    }

    /// <summary>The overlaps at both ends of all rows up to the number of cells that an end can see; longer rows have the same.</summary>
    private IEnumerable<int> Mirrored(Boundary boundary)
    {
        int[] overlap = new int[Overlap];
        for (int n = 1; n <= Math.Max(1, Math.Max(Form.Left, Form.Right)); n++)
        {
            int[] row = new int[n];
            int rows = RowForm.Power(Form.Symbols, n);
            for (int number = 0; number < rows; number++)
            {
                Form.Unpack(number, row);
                foreach (int cut in (int[])[0, n])
                {
                    for (int i = 0; i < Overlap; i++)
                        overlap[i] = row[boundary.Locate(cut - Form.Left + i, n)];
                    yield return Form.Pack(overlap);
                }
            }
        }
    }
}
