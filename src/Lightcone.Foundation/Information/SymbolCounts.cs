using System.Runtime.InteropServices;

namespace Lightcone.Foundation.Information;

/// <summary>Counts of words of up to eight symbols, and the entropy of their frequencies.</summary>
internal sealed class SymbolCounts
{
    private readonly Dictionary<ulong, int> counts = [];

    public int Total { get; private set; }

    /// <summary>How many different words occurred.</summary>
    public int Cells => counts.Count;

    public void Add(ulong word)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
        Total++;
    }

    /// <summary>Entropy of the observed frequencies in bits.</summary>
    public double PlugIn()
    {
        double sum = 0;
        foreach (int count in counts.Values)
            sum += count * PortableMath.Log(count);
        return (PortableMath.Log(Total) - (sum / Total)) / PortableMath.Log(2);
    }

    /// <summary>What Miller and Madow add to the entropy: (cells - 1) / (2 n) in natural units. Miller, "Note on the bias of information estimates" (1955).</summary>
    public double MillerMadow() => (Cells - 1) / (2.0 * Total * PortableMath.Log(2));

    /// <summary>Appends a symbol to a word.</summary>
    public static ulong Append(ulong word, byte symbol) => (word << 8) | symbol;
}
