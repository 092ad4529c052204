using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Lightcone.Cli;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>Learned and certified addition against other programs' addition, from bits to bits.</summary>
internal static class AdditionBenchmark
{
    /// <summary>Sums that make one run: a single one is shorter than the clock can see.</summary>
    private const int Calls = 20;

    private const int MostBits = 1 << 28;

    public static Benchmark Create(LatticeOptions options)
    {
        Option<bool> numerals = new("--decimal") { Description = "add: decimal numerals, from text to text." };
        return new("add", "Addition by a learned and certified rule: packed bits in one pass, the synchronous iteration (--engine wavefront, active-cells, hashlife), or decimal text.", ["bigint", "gmp", "numpy"], (parse, all) =>
        {
            int length = LatticeOptions.Number(parse.GetValue(options.Length)!, "--length", 1, MostBits);
            bool worst = parse.GetValue(options.Worst);
            string engine = parse.GetValue(options.Engine)!;
            if (all)
                return [Packed(length, false), Packed(length, true), NumeralBenchmark.Workload(length, false)];
            if (parse.GetValue(numerals))
                return [NumeralBenchmark.Workload(length, worst)];
            return [engine is "auto" or "scan" ? Packed(length, worst) : IterationBenchmark.Workload(length, worst, EngineName.Parse(engine))];
        })
        {
            Options = [options.Length, options.Worst, options.Engine, numerals],
        };
    }

    private static Workload Packed(int length, bool worst)
    {
        int words = (length + 63) / 64;
        ulong[] planes = Operands(words, worst);
        ulong[] sum = new ulong[words];
        Memory<ulong> b = planes.AsMemory(0, words);
        Memory<ulong> a = planes.AsMemory(words);
        (CompiledRule compiled, LocalRule readout) = LearnedRules.Of(BinaryAddition.Task);
        InProcess own = new(() =>
        {
            for (int i = 0; i < Calls; i++)
                compiled.RunToFixedPoint(64 * words, planes, sum, readout);
        }, () => WorkResult(sum));
        BigInteger x = Number(a.Span);
        BigInteger y = Number(b.Span);
        ImmutableArray<Peer> peers =
        [
            new("bigint", () => new InProcess(() =>
            {
                for (int i = 0; i < Calls; i++)
                    GC.KeepAlive(x + y);
            }, () => Truncated(x + y, words))),
            new("gmp", () => Gmp.Limbs(a, b, Calls, WorkResult)),
            new("numpy", () => new Scaled(PythonPeer.Start(
                "numpy", "add_numpy", [("numpy", "apt-get install python3-numpy")], [],
                [("a", Bytes(a.Span)), ("b", Bytes(b.Span))]), Calls)),
        ];
        return new(string.Create(CultureInfo.InvariantCulture, $"{Calls} sums of two numbers of {64L * words:N0} bits, {(worst ? "all ones + 1" : "random")}, learned and certified, packed to packed"), own, peers)
        {
            Reference = () => Truncated(x + y, words),
            ProblemSize = new("scan", 64L * words, Calls),
            Facts = seconds => [("microsecondsPerSum", seconds / Calls * 1e6)],
        };
    }

    /// <summary>The two operands as planes of bits; the plane of the second operand, the low bit of the pair, comes first.</summary>
    private static ulong[] Operands(int words, bool worst)
    {
        ulong[] planes = new ulong[2 * words];
        RandomStream stream = new(1, "bench add");
        for (int i = 0; i < planes.Length; i++)
            planes[i] = worst ? (i >= words ? ulong.MaxValue : i == 0 ? 1UL : 0) : stream.NextUInt64();
        return planes;
    }

    /// <summary>The number of the lowest words.</summary>
    private static WorkResult Truncated(BigInteger value, int words)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true);
        Array.Resize(ref bytes, 8 * words);
        return WorkResult(MemoryMarshal.Cast<byte, ulong>(bytes).ToArray());
    }

    private static WorkResult WorkResult(ulong[] words) => Lightcone.Comparisons.WorkResult.Of("sum", MemoryMarshal.AsBytes<ulong>(words));

    private static NpyArray Bytes(ReadOnlySpan<ulong> words) => NpyArray.FromBytes(MemoryMarshal.AsBytes(words), 8 * words.Length);

    private static BigInteger Number(ReadOnlySpan<ulong> words) => new(MemoryMarshal.AsBytes(words), isUnsigned: true);
}
