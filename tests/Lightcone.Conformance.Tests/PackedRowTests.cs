using System.Buffers.Binary;
using System.Security.Cryptography;
using Lightcone.Engines.Emit;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Wavefront;
using Lightcone.Engines;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>Rows as planes of bits hold and give what a byte a cell would, and run as lattices do.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class PackedRowTests
{
    private static readonly long[] Lengths = [512, 513, 575, 1_000, 1_023, 1_024, 4_097, 33_000, 70_001];

    [Fact]
    public void A_random_row_is_the_random_lattice_of_the_same_stream()
    {
        foreach (long length in Lengths)
            foreach (int size in (int[])[2, 3, 4, 7])
            {
                Lattice lattice = Lattice.Random(Alphabet.Digits(size), Shape.Row((int)length), Boundary.Periodic, new RandomStream(80, "packed", (ulong)length));
                PackedRow row = PackedRow.Random(Alphabet.Digits(size), length, Boundary.Periodic, new RandomStream(80, "packed", (ulong)length));
                Assert.True(lattice.Equals(row.ToLattice()));
                Assert.True(row.HasSameCells(PackedRow.FromLattice(lattice)));
                for (byte symbol = 0; symbol < size; symbol++)
                    Assert.Equal(lattice.Cells.Count(symbol), row.Count(symbol));
            }
    }

    [Fact]
    public void Words_and_symbols_of_any_range_are_those_of_the_lattice()
    {
        RandomStream stream = new(81, "ranges");
        foreach (long length in Lengths)
        {
            Lattice lattice = Lattice.Random(Alphabet.Digits(5), Shape.Row((int)length), Boundary.Fixed(3), stream);
            ulong[] words = Pack(lattice, 3);
            int each = words.Length / 3;
            PackedRow row = PackedRow.FromWords(lattice.Alphabet, length, lattice.Boundary, words);
            Assert.True(lattice.Equals(row.ToLattice()));
            for (int i = 0; i < Round.Count(20, 60, 60); i++)
            {
                int first = stream.NextInt32((int)length + 1);
                byte[] symbols = new byte[stream.NextInt32((int)length - first + 1)];
                Array.Fill(symbols, (byte)77);
                row.CopyTo(first, symbols);
                Assert.Equal(lattice.Cells.Slice(first, symbols.Length).ToArray(), symbols);
                int word = stream.NextInt32(each);
                int plane = stream.NextInt32(3);
                ulong[] part = new ulong[1 + stream.NextInt32(each - word)];
                Array.Fill(part, ulong.MaxValue);
                row.CopyWordsTo(plane, word, part);
                Assert.Equal(words.AsSpan((plane * each) + word, part.Length).ToArray(), part);
            }

            Assert.Equal(lattice[(int)length - 1], row[length - 1]);
        }
    }

    /// <summary>Rules that settle, from carries to rows that hardly move, and one that never does, against the same run on a lattice.</summary>
    [Fact]
    public void A_row_settles_where_the_lattice_does()
    {
        int settled = 0;
        foreach (LocalRule rule in (LocalRule[])[Tasks.BinaryAdditionCarrySave.Rule, LocalRule.Elementary(232), LocalRule.Elementary(4), LocalRule.Elementary(170), LocalRule.Elementary(110)])
            foreach (int length in (int[])[512, 1_000, 4_097])
                foreach (long most in (long[])[0, 1, 11, 12, 40, 10_000])
                {
                    Lattice start = Lattice.Random(rule.State, Shape.Row(length), Boundary.Fixed(), new RandomStream(84, "settle", (ulong)length));
                    PackedRow row = PackedRow.FromLattice(start);
                    Evolution run = rule.Compile(Engine.Table).Evolve(start, Until.FixedPoint(most));
                    bool fixedPoint = rule.Compile().RunToFixedPoint(row, most);
                    Assert.Equal(run.Final, row.ToLattice());
                    Assert.Equal(rule.Compile(Engine.Table).Step(run.Final).Equals(run.Final), fixedPoint);
                    settled += fixedPoint ? 1 : 0;
                }

        Assert.InRange(settled, 20, 60);
    }

    /// <summary>Rows so long that a sweep goes through several rounds, at walls and on rings: a wall's masks once held the ends of all lanes.</summary>
    [Fact]
    public void Long_rows_go_through_several_rounds()
    {
        foreach (LocalRule rule in (LocalRule[])[Tasks.BinaryAdditionCarrySave.Rule, LocalRule.Elementary(110)])
            foreach (Boundary boundary in (Boundary[])[Boundary.Fixed(1), Boundary.Periodic])
            {
                Lattice start = Lattice.Random(rule.State, Shape.Row(1_000_001), boundary, new RandomStream(87, "rounds"));
                PackedRow row = PackedRow.FromLattice(start);
                rule.Compile().Advance(row, 75);
                Assert.Equal(rule.Compile(Engine.Bits).Evolve(start, Until.Steps(75)).Final, row.ToLattice());
            }
    }

    [Fact]
    public void A_row_takes_over_anothers_cells_if_it_can()
    {
        PackedRow row = PackedRow.Random(Alphabet.Binary, 700, Boundary.Periodic, new RandomStream(85, "copy"));
        PackedRow other = PackedRow.Random(Alphabet.Binary, 700, Boundary.Fixed(), new RandomStream(86, "copy"));
        row.CopyFrom(other);
        Assert.True(row.HasSameCells(other));
        Assert.Equal(Boundary.Periodic, row.Boundary);
        Assert.Contains("rows differ", Assert.Throws<ArgumentException>(() => row.CopyFrom(PackedRow.Random(Alphabet.Binary, 701, Boundary.Periodic, new RandomStream(86, "copy")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_differ_in_one_cell_differ()
    {
        foreach (int size in (int[])[2, 3])
        {
            Lattice lattice = Lattice.Random(Alphabet.Digits(size), Shape.Row(1_300), Boundary.Periodic, new RandomStream(89, "one cell"));
            PackedRow row = PackedRow.FromLattice(lattice);
            for (int cell = 0; cell < lattice.Count; cell++)
                Assert.False(row.HasSameCells(PackedRow.FromLattice(lattice.With(cell, (byte)((lattice[cell] + 1) % size)))), $"cell {cell} of {size} symbols");
        }

        // The same bits of other symbols.
        PackedRow three = PackedRow.FromLattice(Lattice.Filled(Alphabet.Digits(3), Shape.Row(600), Boundary.Periodic));
        PackedRow four = PackedRow.FromLattice(Lattice.Filled(Alphabet.Digits(4), Shape.Row(600), Boundary.Periodic));
        Assert.False(three.HasSameCells(four));
        Assert.Contains("rows differ", Assert.Throws<ArgumentException>(() => three.CopyFrom(four)).Message, StringComparison.Ordinal);
    }

    /// <summary>Lanes of more than 512 cells are collected in several pieces, of more than 2,048 at several times, and a range may begin inside any of them.</summary>
    [Fact]
    public void Ranges_of_long_lanes_are_those_of_the_lattice()
    {
        RandomStream stream = new(88, "long lanes");
        Lattice lattice = Lattice.Random(Alphabet.Binary, Shape.Row(1_300_003), Boundary.Periodic, stream);
        PackedRow row = PackedRow.FromLattice(lattice);
        for (int i = 0; i < 150; i++)
        {
            int first = stream.NextInt32(lattice.Count);
            byte[] symbols = new byte[Math.Min(lattice.Count - first, i < 100 ? 1 + stream.NextInt32(6_000) : stream.NextInt32(lattice.Count))];
            row.CopyTo(first, symbols);
            Assert.True(lattice.Cells.Slice(first, symbols.Length).SequenceEqual(symbols), $"{symbols.Length} cells from {first}");
            int word = first / 64;
            ulong[] words = new ulong[Math.Min(((lattice.Count + 63) / 64) - word, 1 + (symbols.Length / 64))];
            row.CopyWordsTo(0, word, words);
            for (int k = 0; k < Math.Min(64 * words.Length, lattice.Count - (64 * word)); k++)
                Assert.True(lattice[(64 * word) + k] == ((words[k / 64] >> (k % 64)) & 1), $"{words.Length} words from {word}: cell {k}");
        }
    }

    [Theory]
    [InlineData(3, 20_001)]
    [InlineData(2, 8_500_000)]
    public void The_hash_is_that_of_the_words(int size, int length)
    {
        PackedRow row = PackedRow.Random(Alphabet.Digits(size), length, Boundary.Periodic, new RandomStream(82, "hash"));
        ulong[] words = Pack(row.ToLattice(), size - 1);
        byte[] content = new byte[12 + (words.Length * 8)];
        BinaryPrimitives.WriteInt64LittleEndian(content, length);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(8), size);
        for (int i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(content.AsSpan(12 + (8 * i)), words[i]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), row.Hash);
    }

    [Fact]
    public void A_row_runs_as_its_lattice_does()
    {
        for (int i = 0; i < Round.Count(20, 60, 60); i++)
        {
            RandomStream stream = new(83, "run", (ulong)i);
            Case drawn = Case.Draw(i);
            LocalRule rule = i % 2 == 0 ? LocalRule.Elementary(stream.NextInt32(256)) : drawn.Rule;
            CompiledRule compiled = rule.Compile();
            if (rule.Dimensions != 1 || WavefrontPasses.Of(compiled.Forms) is null)
                continue;
            int length = (int)Lengths[stream.NextInt32(Lengths.Length)];
            Boundary boundary = stream.NextInt32(3) switch { 0 => Boundary.Reflecting, 1 => Boundary.Fixed(1), _ => Boundary.Periodic };
            Lattice start = Lattice.Random(rule.State, Shape.Row(length), boundary, stream);
            if (rule.Frozen is { } frozen)
                start = start.WithInput(Lattice.Random(frozen, start.Shape, Boundary.Periodic, stream));
            PackedRow row = PackedRow.FromLattice(start);
            PackedRow before = row.Copy();
            int steps = stream.NextInt32(40);
            compiled.Advance(row, steps / 3);
            compiled.Advance(row, steps - (steps / 3));
            Lattice expected = rule.Compile(Engine.Table).Evolve(start, Until.Steps(steps)).Final;
            Assert.True(expected.Equals(row.ToLattice()), $"{i}: other cells");
            Assert.True(row.HasSameCells(PackedRow.FromLattice(expected)), $"{i}: what stands behind the lanes' ends is compared");
            Assert.True(start.Equals(before.ToLattice()));
        }
    }

    /// <summary>A sweep of several rounds on short lanes, so that its margins are longer than a lane; the usual one is as long as the lanes allow.</summary>
    [Fact]
    public void Sweeps_of_any_number_of_rounds_give_the_same()
    {
        for (int i = 0; i < 24; i++)
        {
            RandomStream stream = new(84, "rounds", (ulong)i);
            LocalRule rule = i % 3 == 0 ? LocalRule.Elementary(110) : WavefrontTests.Draw(stream);
            if (WavefrontPasses.Of(rule.Compile().Forms) is not { } wavefront)
                continue;
            Boundary boundary = i % 2 == 0 ? Boundary.Periodic : Boundary.Fixed(1);
            Lattice start = Lattice.Random(rule.State, Shape.Row(20_000 + stream.NextInt32(20_000)), boundary, stream);
            Func<byte[]>? codes = null;
            if (rule.Frozen is { } frozen)
            {
                start = start.WithInput(Lattice.Random(frozen, start.Shape, boundary, stream));
                codes = rule.Compile().Forms.Table.FrozenOffsets.Length == 0 ? null : () => new RuleForms(rule).ContextCodes(start.Input!);
            }

            PackedRow row = PackedRow.FromLattice(start);
            int rounds = 1 + stream.NextInt32(6);
            row.Run.Prepare(wavefront, boundary, codes, rounds);
            int steps = 1 + stream.NextInt32(100);
            row.Run.Advance(steps, 1, new Reporter(null, CancellationToken.None));
            byte[] expected = rule.Compile(Engine.Table).Evolve(start, Until.Steps(steps)).Final.Cells.ToArray();
            byte[] actual = row.ToLattice().Cells.ToArray();
            Assert.True(expected.AsSpan().SequenceEqual(actual), $"{i}: {rule.Signature} {wavefront} on {start.Shape} {boundary}, {steps} steps, {rounds} rounds a sweep: other cells, first at {expected.AsSpan().CommonPrefixLength(actual)}");
        }
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Any_number_of_threads_gives_the_same()
    {
        int shared = 0;
        int cases = Round.Count(8, 8, 16);
        for (int i = 0; i < cases; i++)
        {
            RandomStream stream = new(85, "threads", (ulong)i);
            LocalRule rule = i % 2 == 0 ? LocalRule.Elementary(30 + i) : WavefrontTests.Draw(stream);
            if (rule.Frozen is not null || WavefrontPasses.Of(rule.Compile().Forms) is not { } wavefront)
                continue;
            Boundary boundary = (i % 4) switch { 0 or 1 => Boundary.Periodic, 2 => Boundary.Fixed(1), _ => Boundary.Reflecting };
            PackedRow start = PackedRow.Random(rule.State, 900_000 + stream.NextInt32(1_000), boundary, stream);
            int steps = 1 + stream.NextInt32(90);
            PackedRow expected = start.Copy();
            rule.Compile().Advance(expected, steps);
            Lattice slow = rule.Compile(Engine.Table).Evolve(start.ToLattice(), Until.Steps(Math.Min(steps, 20))).Final;
            Assert.True(slow.Equals(Advanced(start, rule, Math.Min(steps, 20), 3).ToLattice()), $"{i}: 3 threads beside the table");
            foreach (int threads in (int[])[2, 3, 5])
            {
                PackedRow row = start.Copy();
                row.Run.Prepare(wavefront, boundary, null, rounds: 2);
                shared += row.Run.Advance(steps, threads, new Reporter(null, CancellationToken.None)) > 1 ? 1 : 0;
                Assert.True(expected.HasSameCells(row), $"{i}: {threads} threads");
            }
        }

        // Interpreted passes are not in place, and threads share only what is.
        Assert.InRange(shared, WordEmitter.IsAvailable ? cases : 0, WordEmitter.IsAvailable ? 3 * cases : 0);
    }

    [Fact]
    public void A_run_can_be_ended_on_any_number_of_threads()
    {
        foreach (int threads in (int[])[1, 2])
        {
            PackedRow row = PackedRow.Random(Alphabet.Binary, 2_000_000, Boundary.Periodic, new RandomStream(86, "end"));
            using CancellationTokenSource source = new();
            Progress progress = new(source);
            Assert.Throws<OperationCanceledException>(() => LocalRule.Elementary(110).Compile().Advance(row, long.MaxValue, threads, progress, source.Token));
            Assert.True(progress.Reports > 2, $"{progress.Reports} reports");
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("Use a Lattice", Assert.Throws<ArgumentOutOfRangeException>(() => PackedRow.Random(Alphabet.Binary, 511, Boundary.Periodic, new RandomStream(1, "x"))).Message, StringComparison.Ordinal);
        Assert.Contains("Use at most 17,179,869,184 cells", Assert.Throws<ResourceLimitException>(() => PackedRow.Random(Alphabet.Binary, 1L << 40, Boundary.Periodic, new RandomStream(1, "x"))).Message, StringComparison.Ordinal);
        ulong[] words = new ulong[16];
        words[3] = 4;
        words[11] = 4;
        Assert.Throws<ArgumentException>(() => PackedRow.FromWords(Alphabet.Digits(3), 512, Boundary.Periodic, words));
        Assert.Equal(3, PackedRow.FromWords(Alphabet.Digits(4), 512, Boundary.Periodic, words)[194]);
        Assert.Throws<ArgumentException>(() => LocalRule.Elementary(110).Compile().Advance(PackedRow.FromWords(Alphabet.Digits(4), 512, Boundary.Periodic, words), 1));
        Assert.Throws<ArgumentException>(() => LocalRule.Elementary(110).Compile(Engine.Table).Advance(PackedRow.Random(Alphabet.Binary, 512, Boundary.Periodic, new RandomStream(1, "x")), 1));
    }

    private static ulong[] Pack(Lattice lattice, int planes)
    {
        int each = (lattice.Count + 63) / 64;
        ulong[] words = new ulong[each * planes];
        for (int i = 0; i < lattice.Count; i++)
            for (int plane = 0; plane < planes; plane++)
                words[(plane * each) + (i / 64)] |= (ulong)((lattice[i] >> plane) & 1) << (i % 64);
        return words;
    }

    private static PackedRow Advanced(PackedRow start, LocalRule rule, int steps, int threads)
    {
        PackedRow row = start.Copy();
        rule.Compile().Advance(row, steps, threads);
        return row;
    }

    private sealed class Progress(CancellationTokenSource source) : IProgress<long>
    {
        public int Reports { get; private set; }

        public void Report(long value)
        {
            if (++Reports > 2)
                source.Cancel();
        }
    }
}
