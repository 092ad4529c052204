using System.CommandLine;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Comparisons;

/// <summary>Random tables of radius 1, the hardest rules there are for an engine: no input can be left out, no symbols act alike.</summary>
internal static class RandomTables
{
    /// <summary>A table by its number.</summary>
    public static LocalRule Rule(int symbols, int number)
    {
        Signature signature = new(null, Neighborhood.None, Alphabet.Digits(symbols), Neighborhood.Radius(1));
        byte[] results = new byte[signature.DomainSize];
        new RandomStream((ulong)number, "bench table", (ulong)symbols).FillSymbols(results, symbols);
        return LocalRule.FromTable(signature, results);
    }

    /// <summary>The alphabets asked for.</summary>
    /// <exception cref="InputException">A number is none, or outside 2 to 64.</exception>
    public static int[] Alphabets(ParseResult parse, LatticeOptions options) =>
        [.. parse.GetValue(options.Alphabets)!.Split(',').Select(static text => LatticeOptions.Number(text, "--alphabet", 2, 64))];

    /// <summary>How many tables of each.</summary>
    public static int Count(ParseResult parse, LatticeOptions options) => LatticeOptions.Number(parse.GetValue(options.Tables)!, "--random", 1, 10_000);
}
