using System.Globalization;
using System.Numerics;
using System.Text;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tests;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class NumeralTests
{
    /// <summary>Lengths on both sides of a block of 64 digits, equal and different, against the arithmetic of the base class library.</summary>
    [Fact]
    public void Sums_of_decimal_numerals_are_sums()
    {
        CompiledRule compiled = DecimalAddition.Rule.Compile();
        RandomStream stream = new(61, "numerals");
        int[] lengths = [0, 1, 5, 63, 64, 65, 127, 128, 129, 700, 4_001];
        foreach (int first in lengths)
            foreach (int second in lengths)
            {
                byte[] a = Digits(stream, first, 10);
                byte[] b = Digits(stream, second, 10);
                byte[] sum = new byte[Math.Max(first, second) + 1];
                compiled.RunNumeralsToFixedPoint(a, b, sum, DecimalAddition.Readout);
                Assert.Equal(Number(a) + Number(b), Number(sum));
                Assert.False(sum.AsSpan().ContainsAnyExceptInRange((byte)'0', (byte)'9'));
            }
    }

    [Fact]
    public void The_longest_chain_crosses_every_block()
    {
        byte[] nines = new byte[10_000];
        nines.AsSpan().Fill((byte)'9');
        byte[] sum = new byte[nines.Length + 1];
        DecimalAddition.Rule.Compile().RunNumeralsToFixedPoint(nines, "1"u8, sum, DecimalAddition.Readout);
        Assert.Equal((byte)'1', sum[0]);
        Assert.False(sum.AsSpan(1).ContainsAnyExcept((byte)'0'));
    }

    /// <summary>Any rule and readout of the form, any base and wall, against the engine of active cells on a lattice.</summary>
    [Fact]
    public void Text_settles_as_symbols_do()
    {
        for (int i = 0; i < 200; i++)
        {
            RandomStream stream = new(62, "numeral rules", (ulong)i);
            int numberBase = 2 + stream.NextInt32(9);
            Alphabet digits = Alphabet.Digits(numberBase);
            Alphabet pairs = Alphabet.Product(new Alphabet.Track("a", digits), new Alphabet.Track("b", digits));
            Signature signature = new(pairs, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1));
            byte[] kinds = [0, 2, 3];
            byte[] maps = [.. Enumerable.Range(0, pairs.Size).Select(_ => kinds[stream.NextInt32(3)])];
            byte[] read = new byte[2 * pairs.Size];
            stream.FillSymbols(read, numberBase);
            LocalRule rule = LocalRule.FromFunction(signature, n => (byte)((maps[n[0]] >> n[1]) & 1));
            LocalRule readout = LocalRule.FromFunction(new Signature(pairs, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1), digits), n => read[(2 * n[0]) + n[1]]);
            int length = 1 + stream.NextInt32(400);
            byte wall = (byte)stream.NextInt32(2);
            byte[] a = Digits(stream, length, numberBase);
            byte[] b = Digits(stream, stream.NextInt32(length + 1), numberBase);
            byte[] input = [.. Enumerable.Range(0, length).Select(at => (byte)(((a[^(at + 1)] - '0') * numberBase) + (at < b.Length ? b[^(at + 1)] - '0' : 0)))];
            Lattice start = Lattice.Filled(Alphabet.Binary, Shape.Row(length), Boundary.Fixed(wall)).WithInput(Lattice.FromCells(pairs, Shape.Row(length), Boundary.Fixed(), input));
            Lattice expected = readout.Map(rule.Compile(Engine.ActiveCells).Evolve(start, Until.FixedPoint()).Final);
            byte[] result = new byte[length];
            rule.Compile().RunNumeralsToFixedPoint(a, b, result, readout, wall);
            for (int at = 0; at < length; at++)
                Assert.True(expected[at] == result[^(at + 1)] - '0', $"case {i}: base {numberBase}, {length} digits, wall {wall}: digit {at}");
        }
    }

    [Theory]
    [InlineData("12x4", "1", "character 3 of the first numeral is 'x'")]
    [InlineData("1", "1 000", "character 2 of the second numeral is the byte 32")]
    [InlineData("", "-5", "character 1 of the second numeral is '-'")]
    public void What_is_not_a_digit_is_named(string a, string b, string said)
    {
        CompiledRule compiled = DecimalAddition.Rule.Compile();
        foreach (int length in (ReadOnlySpan<int>)[10, 300])
            Assert.Contains(said, Assert.Throws<InputException>(() => compiled.RunNumeralsToFixedPoint(Encoding.ASCII.GetBytes(a), Encoding.ASCII.GetBytes(b), new byte[length], DecimalAddition.Readout)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settling_numerals_allocates_nothing_and_other_rules_are_refused()
    {
        CompiledRule compiled = DecimalAddition.Rule.Compile();
        byte[] a = Digits(new RandomStream(63, "digits"), 1_000, 10);
        byte[] sum = new byte[1_001];
        Assert.Equal(0, Allocation.Of(() => compiled.RunNumeralsToFixedPoint(a, a, sum, DecimalAddition.Readout)));
        Assert.Contains("Use Evolve", Assert.Throws<ArgumentException>(() => Parity.Rule.Compile().RunNumeralsToFixedPoint(a, a, sum, DecimalAddition.Readout)).Message, StringComparison.Ordinal);
        // One pair of digits that inverts the state cannot be added, and an eleventh symbol is no digit.
        LocalRule inverting = LocalRule.FromFunction(DecimalAddition.Rule.Signature, static n => (byte)(n[0] == 57 ? 1 - n[1] : DecimalAddition.Rule.Apply([n[0], n[1]])));
        Signature read = DecimalAddition.Readout.Signature;
        LocalRule eleven = LocalRule.FromFunction(new Signature(read.Frozen, read.FrozenNeighborhood, read.State, read.StateNeighborhood, Alphabet.Digits(11)), static n => DecimalAddition.Readout.Apply([n[0], n[1]]));
        Assert.Contains("Use Evolve", Assert.Throws<ArgumentException>(() => inverting.Compile().RunNumeralsToFixedPoint(a, a, sum, DecimalAddition.Readout)).Message, StringComparison.Ordinal);
        Assert.Contains("Use Evolve", Assert.Throws<ArgumentException>(() => compiled.RunNumeralsToFixedPoint(a, a, sum, eleven)).Message, StringComparison.Ordinal);
    }

    private static byte[] Digits(RandomStream stream, int count, int numberBase) => [.. Enumerable.Range(0, count).Select(_ => (byte)('0' + stream.NextInt32(numberBase)))];

    private static BigInteger Number(byte[] digits) => digits.Length == 0 ? 0 : BigInteger.Parse(Encoding.ASCII.GetString(digits), CultureInfo.InvariantCulture);
}
