using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>Learned and certified decimal addition, from text to text, against the way through another program's numbers.</summary>
internal static class NumeralBenchmark
{
    public static Workload Workload(int digits, bool worst)
    {
        byte[] a = Numeral(digits, 1, worst ? (byte)'9' : null);
        byte[] b = worst ? "1\0"u8.ToArray() : Numeral(digits, 2, null);
        byte[] sum = new byte[digits + 1];
        (CompiledRule compiled, LocalRule readout) = LearnedRules.Of(DecimalAddition.Task);
        InProcess own = new(() => compiled.RunNumeralsToFixedPoint(a.AsSpan(..^1), b.AsSpan(..^1), sum, readout), () => WorkResult(sum));
        string first = Encoding.ASCII.GetString(a, 0, a.Length - 1);
        string second = Encoding.ASCII.GetString(b, 0, b.Length - 1);
        string text = "";
        ImmutableArray<Peer> peers =
        [
            new("bigint", () => new InProcess(
                () => text = (BigInteger.Parse(first, CultureInfo.InvariantCulture) + BigInteger.Parse(second, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
                () => WorkResult(Encoding.ASCII.GetBytes(text)))),
            new("gmp", () => Gmp.Decimals(a, b, static numeral => WorkResult(numeral))),
        ];
        return new(string.Create(CultureInfo.InvariantCulture, $"sum of two decimal numerals of {digits:N0} digits, {(worst ? "nines + 1" : "random")}, learned and certified, text to text"), own, peers)
        {
            Reference = () => WorkResult(Schoolbook(a.AsSpan(..^1), b.AsSpan(..^1))),
            ProblemSize = new("scan", digits, 1),
        };
    }

    /// <summary>A numeral of digits above zero at the front, with a zero byte at its end.</summary>
    private static byte[] Numeral(int digits, ulong seed, byte? all)
    {
        RandomStream stream = new(seed, "bench numerals");
        byte[] text = new byte[digits + 1];
        for (int i = 0; i < digits; i++)
            text[i] = all ?? (byte)('0' + (i == 0 ? 1 + stream.NextInt32(9) : stream.NextInt32(10)));
        return text;
    }

    private static byte[] Schoolbook(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        byte[] sum = new byte[Math.Max(a.Length, b.Length) + 1];
        int carry = 0;
        for (int i = 0; i < sum.Length; i++)
        {
            int value = (i < a.Length ? a[^(i + 1)] - '0' : 0) + (i < b.Length ? b[^(i + 1)] - '0' : 0) + carry;
            sum[^(i + 1)] = (byte)('0' + (value % 10));
            carry = value / 10;
        }

        return sum;
    }

    /// <summary>The text without leading zeros, which some programs write and others do not.</summary>
    private static WorkResult WorkResult(ReadOnlySpan<byte> numeral) => Lightcone.Comparisons.WorkResult.Of("numeral", numeral.TrimStart((byte)'0'));
}
