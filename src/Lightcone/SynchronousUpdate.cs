using Lightcone.Formats;

namespace Lightcone;

/// <summary>The meaning of a rule, cell by cell: all cells read the configuration before the step and none sees another's result. Everything faster is held to this.</summary>
/// <remarks>Layout: cells in a <see cref="PaddedField"/>, so that no cell is tested for being at an edge. The frozen field never changes, so its share of every neighborhood number is summed once.</remarks>
internal sealed class SynchronousUpdate
{
    private readonly LocalRule rule;
    private readonly Lattice initial;
    private readonly int[] weights;
    private readonly int[] shares;
    private readonly PaddedField field;
    private byte[] next;

    /// <param name="rule">The rule.</param>
    /// <param name="initial">A lattice that fits it.</param>
    public SynchronousUpdate(LocalRule rule, Lattice initial)
    {
        this.rule = rule;
        this.initial = initial;
        Signature signature = rule.Signature;
        int[] all = signature.Weights();
        weights = all[signature.FrozenNeighborhood.Count..];
        shares = new int[initial.Count];
        next = new byte[initial.Count];
        if (initial.Input is { } input)
            Sum(new PaddedField(input, signature.FrozenNeighborhood.Offsets.AsSpan()), all, shares);
        field = new PaddedField(initial, signature.StateNeighborhood.Offsets.AsSpan());
    }

    /// <summary>The results of the last step.</summary>
    public ReadOnlySpan<byte> Cells => next;

    /// <summary>Computes the result of every cell, without making it the configuration.</summary>
    public void Compute()
    {
        int[] numbers = (int[])shares.Clone();
        Sum(field, weights, numbers);
        ReadOnlySpan<byte> table = rule.Table;
        for (int i = 0; i < numbers.Length; i++)
            next[i] = table[numbers[i]];
    }

    /// <summary>One step of a rule whose results are states.</summary>
    /// <returns>Whether a cell changed.</returns>
    public bool Step()
    {
        Compute();
        bool changed = false;
        for (int y = 0; y < initial.Shape.Height; y++)
            changed |= !field.Row(y).SequenceEqual(next.AsSpan(y * initial.Shape.Width, initial.Shape.Width));
        field.Load(next);
        return changed;
    }

    /// <summary>The fixed point that a run comes to within <paramref name="most"/> steps; null when it comes to none.</summary>
    public Lattice? FixedPoint(long most)
    {
        for (long step = 0; step <= most; step++)
            if (!Step())
                return initial.Adopt((byte[])next.Clone());
        return null;
    }

    private static void Sum(PaddedField cells, ReadOnlySpan<int> weights, Span<int> numbers)
    {
        cells.FillMargin();
        int width = cells.Shape.Width;
        for (int y = 0; y < cells.Shape.Height; y++)
            for (int k = 0; k < cells.Deltas.Length; k++)
            {
                int weight = weights[k];
                ReadOnlySpan<byte> neighbors = cells.Cells.AsSpan(cells.RowStart(y) + cells.Deltas[k], width);
                Span<int> row = numbers.Slice(y * width, width);
                for (int x = 0; x < row.Length; x++)
                    row[x] += weight * neighbors[x];
            }
    }
}
