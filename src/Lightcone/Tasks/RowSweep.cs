namespace Lightcone.Tasks;

/// <summary>The fixed point of a rule on a grid that reads its state only from rows above: one sweep from the top row down, in the order of dependency, instead of as many steps as there are rows.</summary>
public static class RowSweep
{
    /// <summary>Sweeps once; costs one look-up a cell.</summary>
    /// <param name="rule">A rule on grids all of whose essential state offsets lie in rows above.</param>
    /// <param name="initial">A grid with walls, with its frozen input when the rule reads one. Its state does not matter.</param>
    /// <exception cref="ArgumentException">The rule reads its own row or one below, or there are no walls, or the lattice does not fit the rule.</exception>
    public static Lattice FixedPoint(LocalRule rule, Lattice initial)
    {
        ArgumentNullException.ThrowIfNull(rule);
        rule.Require(initial);
        EssentialInputs essential = EssentialInputs.Of(rule);
        if (rule.Dimensions != 2 || initial.Boundary is not Boundary.FixedBoundary wall || essential.StateOffsets.Any(static offset => offset.Y >= 0))
            throw new ArgumentException("A sweep needs a grid with walls and a rule that depends on rows above only.", nameof(rule));
        Shape shape = initial.Shape;
        byte[] cells = new byte[shape.Count];
        int[] weights = rule.Signature.Weights();
        int[] index = new int[shape.Width];
        ReadOnlySpan<byte> table = rule.Table;
        int frozen = rule.Signature.FrozenNeighborhood.Count;
        for (int y = 0; y < shape.Height; y++)
        {
            Array.Clear(index);
            for (int k = 0; k < weights.Length; k++)
                if (essential.Flags[k])
                {
                    (int dx, int dy) = rule.Signature.OffsetAt(k);
                    if (k < frozen)
                        Add(index, initial.Input!.Cells, shape, initial.Input.Boundary, y + dy, dx, weights[k]);
                    else
                        Add(index, cells, shape, wall, y + dy, dx, weights[k]);
                }

            Span<byte> row = cells.AsSpan(y * shape.Width, shape.Width);
            for (int x = 0; x < row.Length; x++)
                row[x] = table[index[x]];
        }

        return initial.Adopt(cells);
    }

    /// <summary>Adds one neighbor's share to the numbers of all neighborhoods of a row.</summary>
    private static void Add(int[] index, ReadOnlySpan<byte> cells, Shape shape, Boundary boundary, int y, int dx, int weight)
    {
        int source = boundary.Locate(y, shape.Height);
        byte outside = (boundary as Boundary.FixedBoundary)?.Symbol ?? 0;
        for (int x = 0; x < index.Length; x++)
        {
            int column = x + dx;
            if ((uint)column < (uint)index.Length && source >= 0)
            {
                // The inner part of the row without tests.
                int end = Math.Min(index.Length, index.Length - dx);
                ReadOnlySpan<byte> row = cells.Slice(source * shape.Width, shape.Width);
                for (; x < end; x++)
                    index[x] += weight * row[x + dx];
                x--;
                continue;
            }

            int at = source < 0 ? -1 : boundary.Locate(column, shape.Width);
            index[x] += weight * (at < 0 ? outside : cells[(source * shape.Width) + at]);
        }
    }
}
