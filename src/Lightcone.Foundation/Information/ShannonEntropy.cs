namespace Lightcone.Foundation.Information;

/// <summary>Shannon entropies of symbols, of words of symbols, and the entropy rate.</summary>
public static class ShannonEntropy
{
    /// <summary>The entropy of overlapping words of neighboring symbols, in bits, with Miller and Madow's correction; at most that of as many symbols as occur.</summary>
    /// <param name="symbols">At least as many symbols as a word has.</param>
    /// <param name="length">Symbols per word, 1 to 8; default 1.</param>
    /// <exception cref="ArgumentException">There are too few symbols, or the length is out of its range.</exception>
    public static InformationEstimate Estimate(ReadOnlySpan<byte> symbols, int length = 1)
    {
        SymbolCounts words = Words(symbols, length);
        double plugIn = words.PlugIn();
        return InformationEstimate.Entropy(plugIn, words.MillerMadow(), Words(symbols, 1).Cells, length, words, $"plug-in with Miller-Madow, words of {length}");
    }

    /// <summary>The entropy rate in bits per symbol: the entropy of words of <paramref name="length"/> + 1 symbols minus that of words of <paramref name="length"/>.</summary>
    /// <param name="symbols">At least two more symbols than the length.</param>
    /// <param name="length">How many symbols of the past are known, 1 to 7.</param>
    /// <exception cref="ArgumentException">There are too few symbols, or the length is out of its range.</exception>
    public static InformationEstimate Rate(ReadOnlySpan<byte> symbols, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 7);
        SymbolCounts longer = Words(symbols, length + 1);
        SymbolCounts shorter = Words(symbols[..^1], length);
        double plugIn = longer.PlugIn() - shorter.PlugIn();
        return InformationEstimate.Entropy(plugIn, longer.MillerMadow() - shorter.MillerMadow(), Words(symbols, 1).Cells, 1, longer, $"plug-in with Miller-Madow, past of {length}");
    }

    private static SymbolCounts Words(ReadOnlySpan<byte> symbols, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 8);
        if (symbols.Length < length)
            throw new ArgumentException($"{symbols.Length} symbols hold no word of {length}.", nameof(symbols));
        SymbolCounts words = new();
        ulong mask = length == 8 ? ulong.MaxValue : (1UL << (8 * length)) - 1;
        ulong word = 0;
        for (int i = 0; i < symbols.Length; i++)
        {
            word = SymbolCounts.Append(word, symbols[i]) & mask;
            if (i >= length - 1)
                words.Add(word);
        }

        return words;
    }
}
