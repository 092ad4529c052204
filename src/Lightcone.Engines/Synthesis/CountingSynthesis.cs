using Lightcone.Tasks;

namespace Lightcone.Engines.Synthesis;

/// <summary>A function of several bits as look-ups: three inputs that can be exchanged with each other are replaced by how many of them are set, for as long as there are such; what remains is searched.</summary>
internal static class CountingSynthesis
{
    private const byte Parity = 0b1001_0110;
    private const byte Majority = 0b1110_1000;

    /// <summary>Finds a network with one output.</summary>
    /// <param name="inputs">Input bits, at most 12.</param>
    /// <param name="ones">The input combinations with result 1.</param>
    /// <param name="care">The input combinations that can occur.</param>
    /// <param name="work">Words to compare in the search.</param>
    public static LookupNetwork Synthesize(int inputs, ulong[] ones, ulong[] care, long work)
    {
        List<LookupNetwork.Gate> gates = [];
        List<int> signals = [.. Enumerable.Range(LookupNetwork.FirstInput, inputs)];
        int next = LookupNetwork.FirstInput + inputs;
        while (FindTriple(signals.Count, ones, care) is var (a, b, c))
        {
            (ones, care) = Count(signals.Count, ones, care, a, b, c);
            gates.Add(new LookupNetwork.Gate(signals[a], signals[b], signals[c], Parity));
            gates.Add(new LookupNetwork.Gate(signals[a], signals[b], signals[c], Majority));
            foreach (int gone in (ReadOnlySpan<int>)[c, b, a])
                signals.RemoveAt(gone);
            signals.Add(next++);
            signals.Add(next++);
        }

        LookupNetwork rest = new LookupSearch(signals.Count, [ones], care).Run(work, int.MaxValue) ?? throw new InvalidOperationException("A search without a limit finds a network.");
        List<int> numbers = [LookupNetwork.Zero, LookupNetwork.One, .. signals];
        foreach (LookupNetwork.Gate gate in rest.Gates)
        {
            gates.Add(new LookupNetwork.Gate(numbers[gate.A], numbers[gate.B], numbers[gate.C], gate.Function));
            numbers.Add(next++);
        }

        int[] outputs = [numbers[rest.Outputs[0]]];
        return new LookupNetwork(inputs, GateMerger.Merge(inputs, gates, outputs), outputs);
    }

    /// <summary>Three inputs of which only the number of ones matters, wherever it is known what the result is.</summary>
    private static (int A, int B, int C)? FindTriple(int inputs, ulong[] ones, ulong[] care)
    {
        // With four inputs or fewer there is nothing to save.
        if (inputs < 5)
            return null;
        for (int a = 0; a < inputs; a++)
            for (int b = a + 1; b < inputs; b++)
                for (int c = b + 1; c < inputs; c++)
                    if (OnlyCounts(inputs, ones, care, a, b, c))
                        return (a, b, c);
        return null;
    }

    private static bool OnlyCounts(int inputs, ulong[] ones, ulong[] care, int a, int b, int c)
    {
        int all = (1 << a) | (1 << b) | (1 << c);
        bool known = false;
        for (int number = 0; number < 1 << inputs; number++)
            for (int set = 0; set < 8 && Bit(care, number); set++)
            {
                int other = (number & ~all) | ((set & 1) << a) | (((set >> 1) & 1) << b) | ((set >> 2) << c);
                if (other == number || int.PopCount(other) != int.PopCount(number) || !Bit(care, other))
                    continue;
                known = true;
                if (Bit(ones, other) != Bit(ones, number))
                    return false;
            }

        return known;
    }

    /// <summary>The function with three inputs taken out and parity and majority put at the end.</summary>
    private static (ulong[] Ones, ulong[] Care) Count(int inputs, ulong[] ones, ulong[] care, int a, int b, int c)
    {
        int width = Math.Max(1, (1 << (inputs - 1)) / 64);
        ulong[] newOnes = new ulong[width];
        ulong[] newCare = new ulong[width];
        for (int number = 0; number < 1 << inputs; number++)
        {
            if (!Bit(care, number))
                continue;
            int count = ((number >> a) & 1) + ((number >> b) & 1) + ((number >> c) & 1);
            int at = 0;
            int place = 0;
            for (int i = 0; i < inputs; i++)
                if (i != a && i != b && i != c)
                    at |= ((number >> i) & 1) << place++;
            at |= count << place;
            newCare[at >> 6] |= 1UL << (at & 63);
            if (Bit(ones, number))
                newOnes[at >> 6] |= 1UL << (at & 63);
        }

        return (newOnes, newCare);
    }

    private static bool Bit(ulong[] set, int number) => ((set[number >> 6] >> (number & 63)) & 1) != 0;
}
