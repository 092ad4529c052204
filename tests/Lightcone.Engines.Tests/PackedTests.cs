using System.Numerics;
using System.Runtime.InteropServices;
using Lightcone.Engines.LargeLattices;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tests;

[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class PackedTests
{
    private static readonly int[] Lengths = [1, 63, 64, 65, 511, 512, 513, 1_023, 1_024, 1_500, 40_000];

    /// <summary>Every rule of two states and up to four frozen symbols that has the form, with every readout of a kind, against the engine of active cells on a lattice.</summary>
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Bits_settle_as_symbols_do()
    {
        int settled = 0;
        for (int i = 0; i < 400; i++)
        {
            RandomStream stream = new(56, "packed", (ulong)i);
            Alphabet frozen = Alphabet.Digits(2 + stream.NextInt32(4));
            byte[] kinds = stream.NextInt32(3) == 0 ? [1, 2] : [0, 2, 3];
            byte[] maps = [.. Enumerable.Range(0, frozen.Size).Select(_ => kinds[stream.NextInt32(kinds.Length)])];
            LocalRule rule = LocalRule.FromFunction(new Signature(frozen, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1)), n => (byte)((maps[n[0]] >> n[1]) & 1));
            byte[] read = new byte[2 * frozen.Size];
            stream.FillSymbols(read, 2);
            LocalRule? readout = i % 2 == 0 ? null : LocalRule.FromFunction(rule.Signature, n => read[(2 * n[0]) + n[1]]);
            int length = Lengths[stream.NextInt32(Lengths.Length)];
            byte wall = (byte)stream.NextInt32(2);
            Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(length), Boundary.Fixed(wall), stream)
                .WithInput(Lattice.Random(frozen, Shape.Row(length), Boundary.Fixed(), stream));
            // Step by step where that is short; parities of long rows need a step for each cell, and the fixed point is then read off its definition.
            Lattice final = length <= 1_500 ? rule.Compile(Engine.ActiveCells).Evolve(start, Until.FixedPoint()).Final : InOrder(rule, start, wall);
            ReadOnlySpan<byte> expected = (readout is null ? final : readout.Map(final)).Cells;
            ulong[] result = new ulong[((length + 63) / 64) + 1];
            result[^1] = 7;
            rule.Compile().RunToFixedPoint(length, Planes(start.Input!), result, readout, wall);
            for (int cell = 0; cell < length; cell++)
                Assert.True(expected[cell] == ((result[cell >> 6] >> (cell & 63)) & 1), $"case {i}: maps {string.Join(' ', maps)}, {length} cells, wall {wall}: cell {cell}");
            Assert.Equal(7UL, result[^1]);
            Assert.True((length & 63) == 0 || result[^2] >> (length & 63) == 0);
            settled++;
        }

        Assert.Equal(400, settled);
    }

    /// <summary>Each cell from its input and the cell before, beginning at the wall.</summary>
    private static Lattice InOrder(LocalRule rule, Lattice start, byte wall)
    {
        byte[] cells = new byte[start.Count];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = rule.Apply([start.Input![i], i == 0 ? wall : cells[i - 1]]);
        return Lattice.FromCells(rule.State, start.Shape, start.Boundary, cells).WithInput(start.Input!);
    }

    [Fact]
    public void Addition_of_words_is_addition()
    {
        foreach ((int bits, int kind) in (ReadOnlySpan<(int, int)>)[(64, 0), (1_000, 0), (1_024, 1), (100_000, 0), (100_000, 1), (1_000_000, 0)])
        {
            int words = (bits + 63) / 64;
            ulong[] planes = new ulong[2 * words];
            RandomStream stream = new(57, "addition", (ulong)bits);
            for (int i = 0; i < planes.Length; i++)
                planes[i] = kind == 1 ? (i < words ? (i == 0 ? 1UL : 0) : ulong.MaxValue) : stream.NextUInt64();
            ulong[] sum = new ulong[words];
            BinaryAddition.Rule.Compile().RunToFixedPoint(64 * words, planes, sum, BinaryAddition.Readout);
            BigInteger modulus = BigInteger.One << (64 * words);
            Assert.Equal((Number(planes.AsSpan(0, words)) + Number(planes.AsSpan(words))) % modulus, Number(sum));
        }
    }

    [Fact]
    public void Subtraction_comparison_and_parity_have_the_form_too()
    {
        RandomStream stream = new(58, "others");
        const int length = 5_000;
        foreach (LocalRule rule in (LocalRule[])[BinarySubtraction.Task.Rule, Parity.Rule])
        {
            Lattice start = Lattice.Filled(rule.State, Shape.Row(length), Boundary.Fixed()).WithInput(Lattice.Random(rule.Frozen!, Shape.Row(length), Boundary.Fixed(), stream));
            ulong[] result = new ulong[(length + 63) / 64];
            rule.Compile().RunToFixedPoint(length, Planes(start.Input!), result);
            ReadOnlySpan<byte> expected = rule.Compile(Engine.ActiveCells).Evolve(start, Until.FixedPoint()).Final.Cells;
            for (int cell = 0; cell < length; cell++)
                Assert.Equal(expected[cell], (byte)((result[cell >> 6] >> (cell & 63)) & 1));
        }
    }

    [Fact]
    public void Settling_allocates_nothing()
    {
        CompiledRule compiled = BinaryAddition.Rule.Compile();
        ulong[] planes = new ulong[200];
        ulong[] sum = new ulong[100];
        Assert.Equal(0, Allocation.Of(() => compiled.RunToFixedPoint(6_400, planes, sum, BinaryAddition.Readout)));
    }

    [Fact]
    public void Rules_without_the_form_are_refused() =>
        Assert.Contains("Use Evolve", Assert.Throws<ArgumentException>(() => LocalRule.Elementary(110).Compile().RunToFixedPoint(64, new ulong[2], new ulong[1])).Message, StringComparison.Ordinal);

    private static BigInteger Number(ReadOnlySpan<ulong> words) => new(MemoryMarshal.AsBytes(words), isUnsigned: true);

    private static ulong[] Planes(Lattice field)
    {
        int words = (field.Count + 63) / 64;
        ulong[] planes = new ulong[words * (32 - int.LeadingZeroCount(field.Alphabet.Size - 1))];
        for (int i = 0; i < planes.Length; i++)
            for (int cell = i % words * 64; cell < Math.Min(field.Count, (i % words * 64) + 64); cell++)
                planes[i] |= (ulong)((field[cell] >> (i / words)) & 1) << (cell & 63);
        return planes;
    }
}
