using System.Globalization;
using System.Runtime.InteropServices;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>The parity of every prefix by a learned and certified rule, from bits to bits.</summary>
internal static class ParityBenchmark
{
    private const int Calls = 20;

    public static Benchmark Create(LatticeOptions options) => new(
        "parity", "The parity of every prefix of a row of bits by a learned and certified rule, packed bits in one pass.", ["numpy"],
        (parse, _) => [Workload(LatticeOptions.Number(parse.GetValue(options.Length)!, "--length", 1, 1 << 28))])
    {
        Options = [options.Length],
    };

    private static Workload Workload(int length)
    {
        int words = (length + 63) / 64;
        ulong[] row = new ulong[words];
        RandomStream stream = new(1, "bench parity");
        for (int i = 0; i < words; i++)
            row[i] = stream.NextUInt64();
        ulong[] result = new ulong[words];
        CompiledRule compiled = LearnedRules.Of(Parity.Task).CompiledRule;
        InProcess own = new(() =>
        {
            for (int i = 0; i < Calls; i++)
                compiled.RunToFixedPoint(64 * words, row, result);
        }, () => WorkResult(MemoryMarshal.AsBytes<ulong>(result)));
        Peer numpy = new("numpy", () => new Scaled(
            PythonPeer.Start("numpy", "parity_numpy", [("numpy", "apt-get install python3-numpy")], [], [("row", NpyArray.FromBytes(MemoryMarshal.AsBytes<ulong>(row), 8 * words))]), Calls));
        return new(string.Create(CultureInfo.InvariantCulture, $"{Calls} rows of {64L * words:N0} bits, the parity of every prefix, learned and certified, packed to packed"), own, [numpy])
        {
            Reference = () => WorkResult(OneByOne(row)),
            ProblemSize = new("scan", 64L * words, Calls),
            Facts = seconds => [("microsecondsPerRow", seconds / Calls * 1e6)],
        };
    }

    private static byte[] OneByOne(ulong[] row)
    {
        byte[] parities = new byte[8 * row.Length];
        int odd = 0;
        for (int i = 0; i < 64 * row.Length; i++)
        {
            odd ^= (int)(row[i >> 6] >> (i & 63)) & 1;
            parities[i >> 3] |= (byte)(odd << (i & 7));
        }

        return parities;
    }

    private static WorkResult WorkResult(ReadOnlySpan<byte> bytes) => Lightcone.Comparisons.WorkResult.Of("parities", bytes);
}
