namespace Lightcone.Engines.Synthesis;

/// <summary>A rule's table as a network of three-input look-ups: symbols that a position does not tell apart are merged, the classes coded in bits, and the functions of those bits searched for a small network.</summary>
/// <remarks>Input bits are numbered as in <see cref="Circuit"/>: position by position, least significant first. Where the search finds nothing better, the multiplexers of <see cref="Circuit"/> are taken, merged where three inputs suffice.</remarks>
internal static class LookupSynthesis
{
    /// <summary>The most bits for which truth tables are searched: 1,024 entries, sixteen words a row.</summary>
    private const int SearchedBits = 10;

    /// <summary>Words compared in a search: at most some fifty milliseconds.</summary>
    private const long Work = 1 << 21;

    /// <summary>Words compared for the coders of symbol classes.</summary>
    private const long CoderWork = 1 << 18;

    /// <summary>The smallest network found; null when even the multiplexers are too many.</summary>
    public static LookupNetwork? Synthesize(EssentialTable table)
    {
        LookupNetwork? searched = Search(table);
        // With so few gates nothing is to be gained; beyond, the multiplexers are cheap to try.
        if (searched is not null && searched.Gates.Length <= 2 * searched.Outputs.Length)
            return searched;
        LookupNetwork? multiplexers = Circuit.Synthesize(table) is { } circuit ? FromCircuit(circuit) : null;
        return searched is null || multiplexers?.Gates.Length < searched.Gates.Length ? multiplexers : searched;
    }

    /// <summary>A circuit's multiplexers as look-ups.</summary>
    public static LookupNetwork FromCircuit(Circuit circuit)
    {
        Dictionary<int, int> signals = new() { [MuxNetwork.Zero] = LookupNetwork.Zero, [MuxNetwork.One] = LookupNetwork.One };
        List<LookupNetwork.Gate> gates = [];
        int first = LookupNetwork.FirstInput + circuit.Inputs;
        foreach (int signal in circuit.Order)
        {
            MuxNetwork.Mux node = circuit.Network[signal];
            int input = LookupNetwork.FirstInput + node.Input;
            if (node.Low == MuxNetwork.Zero && node.High == MuxNetwork.One)
            {
                signals[signal] = input;
                continue;
            }

            gates.Add(new LookupNetwork.Gate(input, signals[node.High], signals[node.Low], LookupNetwork.Select).WithoutConstants()!.Value);
            signals[signal] = first + gates.Count - 1;
        }

        int[] outputs = [.. circuit.Outputs.Select(output => signals[output])];
        return new LookupNetwork(circuit.Inputs, GateMerger.Merge(circuit.Inputs, gates, outputs), outputs);
    }

    private static LookupNetwork? Search(EssentialTable table)
    {
        SymbolClasses[] classes = new SymbolClasses[table.Sizes.Length];
        int bits = 0;
        for (int p = 0; p < classes.Length; p++)
        {
            if (SymbolClasses.Merge(table.Results, table.Sizes[p], table.Weights[p]) is not { } merged)
                return null;
            // Classes that need as many bits as the symbols save nothing.
            int coded = Alphabet.BitsOf(merged.Count);
            classes[p] = coded < Alphabet.BitsOf(table.Sizes[p]) ? merged : SymbolClasses.Identity(table.Sizes[p]);
            bits += coded;
        }

        if (bits is 0 or > SearchedBits)
            return null;
        int width = Math.Max(1, (1 << bits) / 64);
        ulong[] care = new ulong[width];
        ulong[][] ones = [.. Enumerable.Range(0, Alphabet.BitsOf(table.StateSize)).Select(_ => new ulong[width])];
        Fill(table, classes, care, ones);
        LookupNetwork? inner = new LookupSearch(bits, ones, care).Run(Work, 4 * Circuit.MaxSize);
        return inner is null ? null : WithCoders(table, classes, inner);
    }

    private static void Fill(EssentialTable table, SymbolClasses[] classes, ulong[] care, ulong[][] ones)
    {
        for (int code = 0; code < 64 * care.Length; code++)
        {
            int rest = code;
            int index = 0;
            for (int p = 0; p < classes.Length && index >= 0; p++)
            {
                int bits = Alphabet.BitsOf(classes[p].Count);
                int value = rest & ((1 << bits) - 1);
                rest >>= bits;
                index = value < classes[p].Count ? index + (classes[p].Representative(value) * table.Weights[p]) : -1;
            }

            if (index < 0 || rest != 0)
                continue;
            care[code >> 6] |= 1UL << (code & 63);
            for (int bit = 0; bit < ones.Length; bit++)
                ones[bit][code >> 6] |= (ulong)((table.Results[index] >> bit) & 1) << (code & 63);
        }
    }

    /// <summary>Puts before the network what makes class codes out of symbols, at positions where classes need fewer bits.</summary>
    private static LookupNetwork? WithCoders(EssentialTable table, SymbolClasses[] classes, LookupNetwork inner)
    {
        int rawBits = table.Sizes.Sum(Alphabet.BitsOf);
        int first = LookupNetwork.FirstInput + rawBits;
        List<LookupNetwork.Gate> gates = [];
        List<int> coded = [LookupNetwork.Zero, LookupNetwork.One];
        int raw = LookupNetwork.FirstInput;
        for (int p = 0; p < classes.Length; p++)
        {
            int bits = Alphabet.BitsOf(table.Sizes[p]);
            if (classes[p].Count == table.Sizes[p])
                coded.AddRange(Enumerable.Range(raw, bits));
            else if (Coder(classes[p]) is { } coder)
                Append(coder, [LookupNetwork.Zero, LookupNetwork.One, .. Enumerable.Range(raw, bits)], coded);
            else
                return null;
            raw += bits;
        }

        List<int> outputs = [];
        Append(inner, coded, outputs);
        return new LookupNetwork(rawBits, GateMerger.Merge(rawBits, gates, [.. outputs]), [.. outputs]);

        void Append(LookupNetwork network, List<int> signals, List<int> results)
        {
            foreach (LookupNetwork.Gate gate in network.Gates)
            {
                gates.Add(new LookupNetwork.Gate(signals[gate.A], signals[gate.B], signals[gate.C], gate.Function));
                signals.Add(first + gates.Count - 1);
            }

            results.AddRange(network.Outputs.Select(output => signals[output]));
        }
    }

    private static LookupNetwork? Coder(SymbolClasses classes)
    {
        int bits = Alphabet.BitsOf(classes.Codes.Length);
        int width = Math.Max(1, (1 << bits) / 64);
        ulong[] care = new ulong[width];
        ulong[][] ones = [.. Enumerable.Range(0, Alphabet.BitsOf(classes.Count)).Select(_ => new ulong[width])];
        for (int symbol = 0; symbol < classes.Codes.Length; symbol++)
        {
            care[symbol >> 6] |= 1UL << (symbol & 63);
            for (int bit = 0; bit < ones.Length; bit++)
                ones[bit][symbol >> 6] |= (ulong)((classes.Codes[symbol] >> bit) & 1) << (symbol & 63);
        }

        return new LookupSearch(bits, ones, care).Run(CoderWork, 4 * Circuit.MaxSize);
    }
}
