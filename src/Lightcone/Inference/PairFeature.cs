using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Inference;

/// <summary>What of an input symbol may matter: the symbol itself or, for a pair of digits, their sum, difference or unordered pair. Fewer classes need fewer examples; that nothing else matters is then an assumption.</summary>
/// <param name="Name">What it is called: "symbol", "sum of the digits", ...</param>
/// <param name="Classes">For each symbol of the input alphabet, the number of its class.</param>
public sealed record PairFeature(string Name, ImmutableArray<byte> Classes)
{
    /// <summary>How many classes there are.</summary>
    public int Count => Classes.Max() + 1;

    /// <summary>Whether every symbol is its own class, so that nothing is assumed.</summary>
    public bool IsPlain => Count == Classes.Length;

    /// <summary>The features that are tried for an alphabet, coarse ones first; the symbol itself is always among them.</summary>
    internal static IEnumerable<PairFeature> Of(Alphabet input)
    {
        if (input.Tracks.Length == 2 && input.Tracks[0].Alphabet.Equals(input.Tracks[1].Alphabet) && input.Tracks[0].Alphabet.IsOrdinal)
        {
            int n = input.Tracks[0].Alphabet.Size;
            yield return new("sum of the two digits", [.. Enumerable.Range(0, n * n).Select(symbol => (byte)((symbol / n) + (symbol % n)))]);
            yield return new("difference of the two digits", [.. Enumerable.Range(0, n * n).Select(symbol => (byte)((symbol / n) - (symbol % n) + n - 1))]);
        }

        yield return Plain(input);
    }

    /// <summary>The symbol itself.</summary>
    internal static PairFeature Plain(Alphabet input) => new("symbol", [.. Enumerable.Range(0, input.Size).Select(static symbol => (byte)symbol)]);
}
