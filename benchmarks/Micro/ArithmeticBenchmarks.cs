using System.Numerics;
using BenchmarkDotNet.Attributes;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Micro;

/// <summary>Rules that settle in one pass, on packed bits and on text, beside the arithmetic of the base class library.</summary>
[MemoryDiagnoser(false)]
public class ArithmeticBenchmarks
{
    private readonly CompiledRule addition = BinaryAddition.Rule.Compile();
    private readonly CompiledRule parity = Parity.Rule.Compile();
    private readonly CompiledRule decimals = DecimalAddition.Rule.Compile();
    private ulong[] planes = [];
    private ulong[] result = [];
    private byte[] numeral = [];
    private byte[] sum = [];
    private BigInteger a;
    private BigInteger b;

    [Params(10_000, 1_000_000)]
    public int Digits { get; set; }

    [GlobalSetup]
    public void Load()
    {
        int words = (Digits + 63) / 64;
        RandomStream stream = new(1, "benchmark numbers");
        planes = [.. Enumerable.Range(0, 2 * words).Select(_ => stream.NextUInt64())];
        result = new ulong[words];
        numeral = [.. Enumerable.Range(0, Digits).Select(_ => (byte)('1' + stream.NextInt32(9)))];
        sum = new byte[Digits + 1];
        a = Number(planes.AsSpan(0, words));
        b = Number(planes.AsSpan(words));
    }

    [Benchmark(Baseline = true)]
    public BigInteger BigIntegerAdd() => a + b;

    [Benchmark]
    public void Add() => addition.RunToFixedPoint(Digits, planes, result, BinaryAddition.Readout);

    [Benchmark]
    public void PrefixParity() => parity.RunToFixedPoint(Digits, planes, result);

    [Benchmark]
    public void AddNumerals() => decimals.RunNumeralsToFixedPoint(numeral, numeral, sum, DecimalAddition.Readout);

    private static BigInteger Number(ReadOnlySpan<ulong> words) => new(System.Runtime.InteropServices.MemoryMarshal.AsBytes(words), isUnsigned: true);
}
