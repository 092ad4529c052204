using Lightcone.Foundation.Random;
using Lightcone.Inference;

namespace Lightcone.Tests;

/// <summary>Words whose answers are known by a definition that shares nothing with any machine: an output for every prefix.</summary>
internal static class Languages
{
    /// <summary>Of each language the number of input symbols and what a prefix answers. The first dozen are those of finite machines with so many states; no finite machine accepts the others.</summary>
    public static readonly Dictionary<string, (int Symbols, int? States, Func<byte[], int> Answer)> All = new(StringComparer.Ordinal)
    {
        ["parity"] = (2, 2, static p => p.Sum(static b => b) % 2),
        ["value mod 3"] = (2, 3, static p => p.Aggregate(0, static (value, bit) => ((2 * value) + bit) % 3)),
        ["divisible by 3"] = (2, 3, static p => p.Aggregate(0, static (value, bit) => ((2 * value) + bit) % 3) == 0 ? 1 : 0),
        ["divisible by 5"] = (2, 5, static p => p.Aggregate(0, static (value, bit) => ((2 * value) + bit) % 5) == 0 ? 1 : 0),
        ["ones mod 4"] = (2, 4, static p => p.Sum(static b => b) % 4 == 0 ? 1 : 0),
        ["ones mod 5"] = (2, 5, static p => p.Sum(static b => b) % 5 == 0 ? 1 : 0),
        ["contains 101"] = (2, 4, static p => string.Concat(p).Contains("101", StringComparison.Ordinal) ? 1 : 0),
        ["first equals last"] = (2, 3, static p => p[0] == p[^1] ? 1 : 0),
        ["two before"] = (2, 4, static p => p.Length > 2 ? p[^3] : 0),
        ["ternary mod 3"] = (3, 3, static p => p.Sum(static b => b) % 3),
        ["both even"] = (2, 4, static p => p.Count(static b => b == 0) % 2 == 0 && p.Count(static b => b == 1) % 2 == 0 ? 1 : 0),
        ["majority"] = (2, null, static p => 2 * p.Sum(static b => b) > p.Length ? 1 : 0),
        ["equally many"] = (2, null, static p => 2 * p.Sum(static b => b) == p.Length ? 1 : 0),
        ["palindrome"] = (2, null, static p => p.AsSpan().SequenceEqual(p.Reverse().ToArray()) ? 1 : 0),
        ["open brackets"] = (2, null, static p => p.Aggregate(0, static (depth, b) => Math.Max(0, depth + (b == 1 ? 1 : -1))) > 0 ? 1 : 0),
        ["square length"] = (2, null, static p => Math.Sqrt(p.Length) % 1 == 0 ? 1 : 0),
        ["a square"] = (2, null, static p => p.Length % 2 == 0 && p.AsSpan(0, p.Length / 2).SequenceEqual(p.AsSpan(p.Length / 2)) ? 1 : 0),
        ["count"] = (2, null, static p => Math.Min(9, p.Sum(static b => b))),
        ["plurality of three"] = (3, null, static p => Enumerable.Range(0, 3).MaxBy(symbol => (p.Count(b => b == symbol), -symbol))),
        ["more than twice"] = (2, null, static p => p.Count(static b => b == 1) > 2 * p.Count(static b => b == 0) ? 1 : 0),
    };

    /// <summary>Random words of some lengths, each with the answers of all its prefixes, or with the last one alone.</summary>
    public static AlignedPairs Sample(string name, int lines, int shortest, int longest, ulong seed = 1, bool lastOnly = false)
    {
        (int symbols, _, Func<byte[], int> answer) = All[name];
        RandomStream stream = new(seed, name);
        string[] texts = new string[lines];
        for (int i = 0; i < lines; i++)
        {
            byte[] word = new byte[shortest + stream.NextInt32(longest - shortest + 1)];
            stream.FillSymbols(word, symbols);
            texts[i] = $"{string.Concat(word)} -> {(lastOnly ? $"{answer(word)}" : string.Concat(Enumerable.Range(1, word.Length).Select(length => answer(word[..length]))))}";
        }

        return AlignedPairs.Parse(string.Join('\n', texts));
    }
}
