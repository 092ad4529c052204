namespace Lightcone.Foundation.Information;

/// <summary>Transfer entropy: how much the past of a source tells about the next symbol of a target beyond the target's own past.</summary>
/// <remarks>Schreiber, "Measuring information transfer", Phys. Rev. Lett. 85, 461 (2000).</remarks>
public static class TransferEntropy
{
    /// <summary>Estimates the transfer from a source's latest symbol, in bits, with Miller and Madow's correction.</summary>
    /// <param name="source">The source's symbols.</param>
    /// <param name="target">The target's symbols, equally many.</param>
    /// <param name="history">Symbols of the target's past that are known, 1 to 6; default 1.</param>
    /// <param name="lag">How many steps the source's symbol lies before the target's next, at least 1; default 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, there are too few symbols, or a setting is out of its range.</exception>
    public static InformationEstimate Estimate(ReadOnlySpan<byte> source, ReadOnlySpan<byte> target, int history = 1, int lag = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(history, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(history, 6);
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        if (source.Length != target.Length)
            throw new ArgumentException($"The source has {source.Length} symbols, the target {target.Length}; they must be equally many.", nameof(source));
        int first = Math.Max(history, lag);
        if (target.Length <= first)
            throw new ArgumentException($"{target.Length} symbols are too few for a history of {history} and a lag of {lag}.", nameof(target));
        SymbolCounts past = new(), pastNext = new(), pastSource = new(), all = new();
        for (int t = first; t < target.Length; t++)
        {
            ulong word = 0;
            for (int k = history; k >= 1; k--)
                word = SymbolCounts.Append(word, target[t - k]);
            ulong withSource = SymbolCounts.Append(word, source[t - lag]);
            past.Add(word);
            pastNext.Add(SymbolCounts.Append(word, target[t]));
            pastSource.Add(withSource);
            all.Add(SymbolCounts.Append(withSource, target[t]));
        }

        double plugIn = pastNext.PlugIn() + pastSource.PlugIn() - past.PlugIn() - all.PlugIn();
        double correction = pastNext.MillerMadow() + pastSource.MillerMadow() - past.MillerMadow() - all.MillerMadow();
        return InformationEstimate.Shared(plugIn, correction, all, $"plug-in with Miller-Madow, history {history}, lag {lag}");
    }
}
