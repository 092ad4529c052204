using Lightcone.Foundation.Arrays;

namespace Lightcone.Engines.Synthesis;

/// <summary>A rule's table as a network of multiplexers: symbols become ceil(log2 K) bits, least significant first, and each bit of the result an output of the network.</summary>
/// <remarks>
/// Inputs are numbered position by position of the <see cref="EssentialTable"/>, each with its bits. Codes that no symbol has are don't-cares: a multiplexer one of whose sides they fill is left out.
/// Several orders of the positions are tried, for the size of such a network depends on it; the search is bounded and has no chance in it, so that a rule has one circuit.
/// </remarks>
internal sealed class Circuit
{
    /// <summary>The most multiplexers that the bits engine takes; beyond, a table look-up is faster.</summary>
    public const int MaxSize = 4_096;

    /// <summary>Table entries folded while orders are tried: about ten milliseconds.</summary>
    private const long SearchBudget = 1 << 20;

    private Circuit(MuxNetwork network, int[] outputs, int inputs)
    {
        Network = network;
        Outputs = outputs;
        Inputs = inputs;
        Order = network.Needed(outputs);
    }

    /// <summary>The multiplexers, among them some that are not needed.</summary>
    public MuxNetwork Network { get; }

    /// <summary>The signal of each bit of the result, least significant first.</summary>
    public int[] Outputs { get; }

    /// <summary>How many input bits there are.</summary>
    public int Inputs { get; }

    /// <summary>The signals to compute, each after those that it needs.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>How many multiplexers are needed.</summary>
    public int Size => Order.Count;

    /// <summary>The smallest circuit found for <paramref name="table"/>; null when all are larger than <see cref="MaxSize"/>.</summary>
    public static Circuit? Synthesize(EssentialTable table)
    {
        int[] order = [.. Enumerable.Range(0, table.Sizes.Length)];
        long left = SearchBudget;
        Circuit? best = null;
        foreach (int[] start in (int[][])[order, [.. order.Reverse()]])
            foreach (bool lowFirst in (bool[])[false, true])
                Try(start, lowFirst);
        // Exchanging two positions as long as that helps.
        bool better = true;
        while (better && left > 0)
        {
            better = false;
            for (int i = 0; i < order.Length; i++)
                for (int j = i + 1; j < order.Length && left > 0; j++)
                {
                    int[] exchanged = [.. order];
                    (exchanged[i], exchanged[j]) = (exchanged[j], exchanged[i]);
                    better |= Try(exchanged, false) || Try(exchanged, true);
                }
        }

        return best;

        bool Try(int[] positions, bool lowFirst)
        {
            if (left <= 0 && (best is not null || left < -SearchBudget))
                return false;
            left -= (long)table.Results.Length * (Alphabet.BitsOf(table.StateSize) + 1);
            Circuit? found = new TableFold(table, positions, lowFirst).Fold();
            if (found is null || found.Size > MaxSize || (best is not null && found.Size >= best.Size))
                return false;
            best = found;
            order = positions;
            return true;
        }
    }

    /// <summary>Input bits and size: 3 inputs, 1 output, 5 multiplexers.</summary>
    public override string ToString() => $"{Inputs} inputs, {Outputs.Length} outputs, {Size} multiplexers";

    /// <summary>One order of the positions: the table is folded from the last position to the first, each group of entries that differ in it alone into one tree of multiplexers.</summary>
    private sealed class TableFold(EssentialTable table, int[] positions, bool lowFirst)
    {
        private readonly MuxNetwork network = new();
        private readonly int[] firstInput = FirstInputs(table.Sizes);
        private int[] signals = [];

        /// <summary>The circuit, or null when it grows far too large on the way.</summary>
        public Circuit? Fold()
        {
            byte[] results = Reordered();
            int[] outputs = new int[Alphabet.BitsOf(table.StateSize)];
            signals = new int[results.Length];
            for (int bit = 0; bit < outputs.Length; bit++)
            {
                for (int i = 0; i < results.Length; i++)
                    signals[i] = (results[i] >> bit) & 1;
                int count = results.Length;
                for (int p = positions.Length - 1; p >= 0; p--)
                {
                    int size = table.Sizes[positions[p]];
                    count /= size;
                    for (int group = 0; group < count; group++)
                    {
                        int first = group * size;
                        signals[group] = lowFirst
                            ? LowFirst(first, first + size, 1, firstInput[positions[p]])
                            : HighFirst(first, size, firstInput[positions[p]], Alphabet.BitsOf(size) - 1);
                        if (network.Count > 4 * MaxSize)
                            return null;
                    }
                }

                outputs[bit] = signals[0];
            }

            return new Circuit(network, outputs, firstInput[^1]);
        }

        private static int[] FirstInputs(int[] sizes)
        {
            int[] first = new int[sizes.Length + 1];
            for (int i = 0; i < sizes.Length; i++)
                first[i + 1] = first[i] + Alphabet.BitsOf(sizes[i]);
            return first;
        }

        /// <summary>A tree over the codes of one symbol, its highest bit at the root. Where only one half of the codes is used there is nothing to select.</summary>
        private int HighFirst(int first, int codes, int input, int bit)
        {
            if (bit < 0)
                return signals[first];
            int half = 1 << bit;
            int low = HighFirst(first, Math.Min(codes, half), input, bit - 1);
            return codes <= half ? low : network.Select(input + bit, low, HighFirst(first + half, codes - half, input, bit - 1));
        }

        /// <summary>The same with the lowest bit at the root.</summary>
        private int LowFirst(int first, int end, int stride, int input)
        {
            if (first + stride >= end)
                return signals[first];
            int low = LowFirst(first, end, 2 * stride, input + 1);
            return network.Select(input, low, LowFirst(first + stride, end, 2 * stride, input + 1));
        }

        /// <summary>The table with its positions in the order of this fold.</summary>
        private byte[] Reordered()
        {
            byte[] results = new byte[table.Results.Length];
            int[] digits = new int[positions.Length];
            int source = 0;
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = table.Results[source];
                for (int p = positions.Length - 1; p >= 0; p--)
                {
                    int weight = table.Weights[positions[p]];
                    source += weight;
                    if (++digits[p] < table.Sizes[positions[p]])
                        break;
                    source -= digits[p] * weight;
                    digits[p] = 0;
                }
            }

            return results;
        }
    }
}
