using System.Runtime.CompilerServices;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Bytes;

/// <summary>
/// The cells at both ends of a row that a wall or mirror can have influenced within a pass, done again cell by cell: the pass itself takes every row for a ring. For g generations of a rule of reach r these are g r cells
/// at each end, and 2 g r cells are needed to know them.
/// </summary>
internal sealed class ByteEdges
{
    private readonly ByteForm form;
    private readonly Boundary boundary;
    private readonly byte[]? classes;
    private readonly int length;
    private readonly byte wall;
    private readonly byte[][] strips = new byte[2][];
    private byte[] next;

    /// <param name="form">The rule.</param>
    /// <param name="boundary">A wall or mirror.</param>
    /// <param name="length">Cells of the row.</param>
    /// <param name="classes">The class of each cell's frozen context, or null.</param>
    /// <param name="generations">The most generations of a pass.</param>
    public ByteEdges(ByteForm form, Boundary boundary, int length, byte[]? classes, int generations)
    {
        this.form = form;
        this.boundary = boundary;
        this.classes = classes;
        this.length = length;
        wall = (boundary as Boundary.FixedBoundary)?.Symbol ?? 0;
        int most = Math.Min(length, 2 * generations * Math.Max(1, form.Reach));
        strips[0] = new byte[most];
        strips[1] = new byte[most];
        next = new byte[most];
    }

    /// <summary>Works out the ends of the row so many generations on; the row is read and not changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(ByteLanes row, int generations)
    {
        for (int side = 0; side < 2; side++)
        {
            int count = Math.Min(length, 2 * generations * form.Reach);
            byte[] strip = strips[side];
            int start = side == 0 ? 0 : length - count;
            for (int i = 0; i < count; i++)
                strip[i] = (byte)(row[start + i] & form.SymbolMask);
            for (int g = 1; g <= generations; g++)
            {
                // One reach less on the inner side with every generation.
                int valid = Math.Max(0, (2 * generations * form.Reach) - (g * form.Reach));
                int from = side == 0 ? 0 : Math.Max(0, count - valid);
                int to = side == 0 ? Math.Min(count, valid) : count;
                for (int i = from; i < to; i++)
                    next[i] = Next(strip, start, start + i);
                (strip, next) = (next, strip);
            }

            strips[side] = strip;
        }
    }

    /// <summary>Writes the ends that <see cref="Compute"/> found.</summary>
    public void Write(ByteLanes row, int generations)
    {
        int count = Math.Min(length, 2 * generations * form.Reach);
        int own = Math.Min(length, generations * form.Reach);
        for (int i = 0; i < own; i++)
        {
            row[i] = form.Stored[strips[0][i]];
            row[length - 1 - i] = form.Stored[strips[1][count - 1 - i]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte Next(byte[] strip, int start, int cell)
    {
        EssentialTable table = form.Table;
        int number = classes is null ? 0 : classes[cell] * table.Weights[0];
        ReadOnlySpan<int> weights = table.StateWeights;
        for (int k = 0; k < weights.Length; k++)
        {
            int at = cell + table.StateOffsets[k].X;
            if ((uint)at >= (uint)length)
                at = boundary.Locate(at, length);
            number += weights[k] * (at < 0 ? wall : strip[at - start]);
        }

        return table.Results[number];
    }
}
