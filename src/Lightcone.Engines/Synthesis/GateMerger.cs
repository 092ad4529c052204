namespace Lightcone.Engines.Synthesis;

/// <summary>Takes a gate into the only gate that reads it when both together read no more than three signals.</summary>
internal static class GateMerger
{
    /// <summary>The gates with such pairs made one. The numbering stays; gates taken over are no longer read by any.</summary>
    public static LookupNetwork.Gate[] Merge(int inputs, IReadOnlyList<LookupNetwork.Gate> gates, int[] outputs)
    {
        int first = LookupNetwork.FirstInput + inputs;
        LookupNetwork.Gate[] merged = [.. gates];
        int[] uses = new int[first + merged.Length];
        foreach (LookupNetwork.Gate gate in merged)
            foreach (int signal in (HashSet<int>)[gate.A, gate.B, gate.C])
                uses[signal]++;
        foreach (int output in outputs)
            uses[output] += 2;
        for (int i = 0; i < merged.Length; i++)
            while (Absorb(first, merged, uses, i))
            {
            }

        return merged;
    }

    private static bool Absorb(int first, LookupNetwork.Gate[] gates, int[] uses, int i)
    {
        LookupNetwork.Gate user = gates[i];
        foreach (int signal in (ReadOnlySpan<int>)[user.A, user.B, user.C])
        {
            if (signal < first || uses[signal] != 1)
                continue;
            LookupNetwork.Gate source = gates[signal - first];
            int[] own = [.. ((int[])[user.A, user.B, user.C]).Where(s => s != signal).Distinct()];
            int[] read = [.. own.Union([source.A, source.B, source.C])];
            if (read.Length > 3)
                continue;
            foreach (int s in (HashSet<int>)[source.A, source.B, source.C])
                uses[s] += own.Contains(s) ? -1 : 0;
            uses[signal] = 0;
            gates[i] = Compose(user, signal, source, [read[0], read[Math.Min(1, read.Length - 1)], read[^1]]);
            return true;
        }

        return false;
    }

    /// <summary>The user as a function of three signals, the source's value computed from them.</summary>
    private static LookupNetwork.Gate Compose(LookupNetwork.Gate user, int signal, LookupNetwork.Gate source, int[] read)
    {
        int function = 0;
        for (int i = 0; i < 8; i++)
        {
            int inner = (source.Function >> ((4 * Bit(source.A)) + (2 * Bit(source.B)) + Bit(source.C))) & 1;
            function |= ((user.Function >> ((4 * Value(user.A)) + (2 * Value(user.B)) + Value(user.C))) & 1) << i;

            int Bit(int s) => (i >> (2 - Array.IndexOf(read, s))) & 1;
            int Value(int s) => s == signal ? inner : Bit(s);
        }

        return new LookupNetwork.Gate(read[0], read[1], read[2], (byte)function);
    }
}
