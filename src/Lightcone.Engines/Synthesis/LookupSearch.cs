using System.Runtime.CompilerServices;
using Lightcone.Foundation.Random;

namespace Lightcone.Engines.Synthesis;

/// <summary>Searches a small network of three-input look-ups for given truth tables with don't-cares.</summary>
/// <remarks>
/// After M. Kwan's recursion for bit-sliced ciphers (2000), for gates of three inputs: a signal that agrees with the target wherever that matters; else one look-up of three signals; else two look-ups of five;
/// else a multiplexer on an input whose two sides are searched in the same way, each caring only about its half. Restarts vary the order of inputs and outputs.
/// Work is counted in words compared and not in time, so that a rule has one network on every machine.
/// </remarks>
internal sealed class LookupSearch
{
    /// <summary>Up to this many signals the pairs of look-ups are searched: beyond, they cost more than further restarts gain.</summary>
    private const int PairSignals = 13;

    private readonly int inputs;
    private readonly ulong[][] ones;
    private readonly ulong[] care;
    private readonly RandomStream stream;
    private readonly SignalTruthTable rows;
    private readonly List<LookupNetwork.Gate> gates = [];
    private readonly ulong[] on;
    private readonly ulong[] off;
    private readonly ulong[] fourOn;
    private readonly ulong[] fourOff;
    private readonly PairSearch pairs;
    private long budget;
    private int limit;

    /// <summary>A search for several functions of the same inputs.</summary>
    /// <param name="inputs">Input bits, at most 12.</param>
    /// <param name="ones">For each output the set of input combinations with result 1.</param>
    /// <param name="care">The input combinations that can occur.</param>
    public LookupSearch(int inputs, ulong[][] ones, ulong[] care)
    {
        this.inputs = inputs;
        this.ones = ones;
        this.care = care;
        stream = new RandomStream(1, "synthesis");
        rows = new SignalTruthTable(inputs);
        on = new ulong[care.Length];
        off = new ulong[care.Length];
        fourOn = new ulong[4 * care.Length];
        fourOff = new ulong[4 * care.Length];
        pairs = new PairSearch(rows);
    }

    /// <summary>The smallest network found.</summary>
    /// <param name="work">Words to compare, some two to five nanoseconds each.</param>
    /// <param name="most">The most look-ups worth having.</param>
    /// <returns>The network, or null when none so small was found.</returns>
    public LookupNetwork? Run(long work, int most)
    {
        budget = work;
        LookupNetwork? best = null;
        int[] order = [.. Enumerable.Range(0, ones.Length)];
        for (int attempt = 0; budget > 0 && (best is null || best.Gates.Length > ones.Length); attempt++)
        {
            rows.Truncate(inputs);
            gates.Clear();
            limit = best is null ? most : best.Gates.Length - 1;
            if (attempt > 0)
                Shuffle(order);
            int[] outputs = new int[ones.Length];
            bool complete = true;
            foreach (int output in order)
                complete = complete && (outputs[output] = Create(ones[output], care, 0)) >= 0;
            if (complete)
                best = new LookupNetwork(inputs, gates, outputs);
        }

        return best;
    }

    /// <summary>Adds what is needed for a signal that equals the target on a set.</summary>
    /// <returns>The signal, or -1 when the limit or the budget is exceeded.</returns>
    private int Create(ulong[] target, ulong[] set, int used)
    {
        int count = rows.Count;
        int known = Find(target, set);
        if (known >= 0)
            return known;
        if (gates.Count >= limit || (budget <= 0 && limit < int.MaxValue))
            return -1;
        for (int w = 0; w < set.Length; w++)
        {
            on[w] = target[w] & set[w];
            off[w] = ~target[w] & set[w];
        }

        if (FindTriple(count) is { } triple)
            return Add(triple);
        if (gates.Count + 2 <= limit && count <= PairSignals && pairs.Find(on, off, ref budget) is { } pair)
            return Add(pair.Outer with { C = Add(pair.Inner) });
        return gates.Count + 3 > limit ? -1 : Divide(target, set, used);
    }

    /// <summary>A multiplexer on an input that was not used above.</summary>
    private int Divide(ulong[] target, ulong[] set, int used)
    {
        int free = inputs - System.Numerics.BitOperations.PopCount((uint)used);
        int wanted = stream.NextInt32(free);
        int input = 0;
        while ((used >> input & 1) != 0 || wanted-- > 0)
            input++;
        ulong[] low = new ulong[set.Length];
        ulong[] high = new ulong[set.Length];
        ReadOnlySpan<ulong> row = rows[input];
        for (int w = 0; w < set.Length; w++)
        {
            low[w] = set[w] & ~row[w];
            high[w] = set[w] & row[w];
        }

        bool lowFirst = stream.NextInt32(2) == 0;
        int first = Create(target, lowFirst ? low : high, used | (1 << input));
        int second = first < 0 ? -1 : Create(target, lowFirst ? high : low, used | (1 << input));
        if (second < 0 || gates.Count >= limit)
            return -1;
        return Add(new LookupNetwork.Gate(LookupNetwork.FirstInput + input, lowFirst ? second : first, lowFirst ? first : second, LookupNetwork.Select));
    }

    private int Add(LookupNetwork.Gate gate)
    {
        if (gate.WithoutConstants() is not { } plain)
            throw new InvalidOperationException("A gate of constants alone is found as a constant.");
        rows.Add(plain.A - LookupNetwork.FirstInput, plain.B - LookupNetwork.FirstInput, plain.C - LookupNetwork.FirstInput, plain.Function);
        gates.Add(plain);
        return LookupNetwork.FirstInput + rows.Count - 1;
    }

    /// <summary>A signal that is there already, or a constant.</summary>
    private int Find(ReadOnlySpan<ulong> target, ReadOnlySpan<ulong> set)
    {
        bool zero = true;
        bool one = true;
        for (int w = 0; w < set.Length; w++)
        {
            zero &= (target[w] & set[w]) == 0;
            one &= (~target[w] & set[w]) == 0;
        }

        if (zero || one)
            return zero ? LookupNetwork.Zero : LookupNetwork.One;
        for (int i = rows.Count - 1; i >= 0; i--)
        {
            ReadOnlySpan<ulong> row = rows[i];
            int w = 0;
            while (w < set.Length && ((row[w] ^ target[w]) & set[w]) == 0)
                w++;
            if (w == set.Length)
                return LookupNetwork.FirstInput + i;
        }

        return -1;
    }

    /// <summary>One look-up of three signals that has the target's values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private LookupNetwork.Gate? FindTriple(int count)
    {
        int width = care.Length;
        int start = stream.NextInt32(count);
        if (width == 1)
            return FindTripleNarrow(count, start);
        for (int offset = 0; offset < count; offset++)
        {
            int i = (start + offset) % count;
            for (int j = 0; j <= i; j++)
            {
                // The same signal twice only where there is no other: a function of fewer signals is among those of three.
                if (j == i && i > 0)
                    continue;
                rows.Split(on, i, j, fourOn);
                rows.Split(off, i, j, fourOff);
                budget -= 4 * width;
                for (int k = 0; k <= j; k++)
                {
                    if (k == j && j > 0)
                        continue;
                    budget -= width;
                    int function = Separate(rows[k], fourOn, fourOff);
                    if (function >= 0)
                        return new LookupNetwork.Gate(LookupNetwork.FirstInput + i, LookupNetwork.FirstInput + j, LookupNetwork.FirstInput + k, (byte)function);
                }
            }
        }

        return null;
    }

    /// <summary>The same search, in the same order, for rows of one word.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe LookupNetwork.Gate? FindTripleNarrow(int count, int start)
    {
        ulong* row = stackalloc ulong[count];
        for (int i = 0; i < count; i++)
            row[i] = rows[i][0];
        ulong ones = on[0];
        ulong zeros = off[0];
        for (int offset = 0; offset < count; offset++)
        {
            int i = (start + offset) % count;
            ulong p = row[i];
            for (int j = 0; j <= i; j++)
            {
                if (j == i && i > 0)
                    continue;
                ulong q = row[j];
                ulong on0 = ones & ~p & ~q, on1 = ones & ~p & q, on2 = ones & p & ~q, on3 = ones & p & q;
                ulong off0 = zeros & ~p & ~q, off1 = zeros & ~p & q, off2 = zeros & p & ~q, off3 = zeros & p & q;
                budget -= 4;
                for (int k = 0; k <= j; k++)
                {
                    if (k == j && j > 0)
                        continue;
                    budget--;
                    ulong r = row[k];
                    if (Mixed(on0, off0, r) || Mixed(on1, off1, r) || Mixed(on2, off2, r) || Mixed(on3, off3, r))
                        continue;
                    int function = Value(on0, r) | (Value(on1, r) << 2) | (Value(on2, r) << 4) | (Value(on3, r) << 6);
                    return new LookupNetwork.Gate(LookupNetwork.FirstInput + i, LookupNetwork.FirstInput + j, LookupNetwork.FirstInput + k, (byte)function);
                }
            }
        }

        return null;

        static bool Mixed(ulong on, ulong off, ulong row) => ((on & row) != 0 && (off & row) != 0) || ((on & ~row) != 0 && (off & ~row) != 0);

        static int Value(ulong on, ulong row) => ((on & ~row) != 0 ? 1 : 0) | ((on & row) != 0 ? 2 : 0);
    }

    /// <summary>The function of two bits known by their class and a third row that tells the ones from the zeros; -1 when some class of eight holds both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Separate(ReadOnlySpan<ulong> row, ulong[] fourOn, ulong[] fourOff)
    {
        int function = 0;
        int width = row.Length;
        for (int c = 0; c < 4; c++)
        {
            ulong high = 0, low = 0, notHigh = 0, notLow = 0;
            for (int w = 0; w < width; w++)
            {
                high |= fourOn[(c * width) + w] & row[w];
                low |= fourOn[(c * width) + w] & ~row[w];
                notHigh |= fourOff[(c * width) + w] & row[w];
                notLow |= fourOff[(c * width) + w] & ~row[w];
            }

            if ((high != 0 && notHigh != 0) || (low != 0 && notLow != 0))
                return -1;
            function |= (low != 0 ? 1 << (2 * c) : 0) | (high != 0 ? 2 << (2 * c) : 0);
        }

        return function;
    }

    private void Shuffle(int[] order)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = stream.NextInt32(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
