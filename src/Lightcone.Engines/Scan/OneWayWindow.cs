using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Scan;

/// <summary>The configuration of a one-way rule after a given number of steps, without performing them.</summary>
/// <remarks>
/// With the notation of <see cref="OneWayScan"/>, c_i(t) is F_i ... F_{i-t+1} applied to c_{i-t}(0) for i >= t, and the fixed point x_i before. Cut the chain into blocks of t cells: a window of t maps is the end of one block
/// followed by the beginning of the next. Ends are composed backwards and kept, beginnings forwards, so that all windows together cost two compositions a cell: O(L K) whatever t is.
/// </remarks>
internal static class OneWayWindow
{
    /// <summary>Writes the state after <paramref name="steps"/> steps, at least 1, over the fixed point that <paramref name="cells"/> holds.</summary>
    public static void Run(OneWayForm form, Lattice initial, long steps, Span<byte> cells)
    {
        int[]? share = form.Table.FrozenShare(initial.Input);
        for (int i = 0; i < Math.Abs(form.Distance); i++)
        {
            (int first, int stride, int length) = form.Chain(i, initial.Count);
            if (steps < length)
                Chain(form.Table, share, initial.Cells, cells, first, stride, length, (int)steps);
        }
    }

    private static void Chain(EssentialTable table, int[]? share, ReadOnlySpan<byte> start, Span<byte> cells, int first, int stride, int length, int steps)
    {
        int states = table.StateSize;
        byte[] ends = new byte[checked(states * steps)];
        byte[] beginning = new byte[states];
        for (long block = steps; block < length; block += steps)
        {
            // ends[j] = F_{block-1} ... F_{block-steps+j}; the window of cell i begins at i - steps + 1.
            for (int j = steps - 1; j >= 0; j--)
            {
                ReadOnlySpan<byte> map = Map((int)(block - steps + j));
                for (int v = 0; v < states; v++)
                    ends[(j * states) + v] = j == steps - 1 ? map[v] : ends[((j + 1) * states) + map[v]];
            }

            for (int v = 0; v < states; v++)
                beginning[v] = (byte)v;
            // The last cell of the block before has that whole block as its window; the others of this block add a beginning of it.
            for (int i = (int)block; i < block + steps && i < length; i++)
            {
                ReadOnlySpan<byte> map = Map(i);
                for (int v = 0; v < states; v++)
                    beginning[v] = map[beginning[v]];
                byte source = start[first + ((i - steps) * stride)];
                int j = i - (int)block + 1;
                cells[first + (i * stride)] = beginning[j < steps ? ends[(j * states) + source] : source];
            }
        }

        ReadOnlySpan<byte> Map(int i) => table.Results.AsSpan(share is null ? 0 : share[first + (i * stride)], states);
    }
}
