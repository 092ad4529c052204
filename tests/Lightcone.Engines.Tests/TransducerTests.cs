using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Scan;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tests;

/// <summary>One-way rules from bytes to bytes, against running along the row cell by cell.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
public sealed class TransducerTests
{
    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(5, 20)]
    [InlineData(8, 8)]
    [InlineData(8, 16)]
    [InlineData(16, 8)]
    [InlineData(16, 16)]
    [InlineData(2, 128)]
    [InlineData(7, 200)]
    [InlineData(16, 256)]
    public void The_fixed_point_is_what_follows_cell_by_cell_from_the_wall(int states, int symbols)
    {
        foreach (bool permutes in (bool[])[false, true])
            foreach (int length in (int[])[1, 63, 4_095, 4_096, 4_097, 8_200, 70_001])
            {
                RandomStream stream = new(60, "transducer", (ulong)((states * 1_000) + symbols));
                LocalRule rule = Draw(states, symbols, permutes, stream);
                Signature readoutSignature = new(rule.Frozen, Neighborhood.Own, rule.State, Neighborhood.Of(-1), Alphabet.Digits(9));
                byte[] reads = new byte[readoutSignature.DomainSize];
                stream.FillSymbols(reads, 9);
                LocalRule readout = LocalRule.FromTable(readoutSignature, reads);
                byte wall = (byte)stream.NextInt32(states);
                byte[] input = new byte[length];
                stream.FillSymbols(input, symbols);
                // Cell after cell from the wall: the one configuration that a step leaves as it is.
                byte[] expected = new byte[length];
                byte[] read = new byte[length];
                byte state = wall;
                for (int i = 0; i < length; i++)
                {
                    read[i] = readout.Table[(input[i] * states) + state];
                    expected[i] = state = rule.Table[(input[i] * states) + state];
                }

                CompiledRule compiled = rule.Compile();
                byte[] result = new byte[length];
                compiled.RunToFixedPoint(input, result, null, wall);
                Assert.Equal(expected, result);
                byte[] inPlace = [.. input];
                compiled.RunToFixedPoint(inPlace, inPlace, readout, wall);
                Assert.Equal(read, inPlace);
            }
    }

    [Fact]
    public void Every_way_of_running_gives_the_same()
    {
        HashSet<string> ways = [];
        foreach ((int states, int symbols) in ((int, int)[])[(2, 3), (4, 100), (16, 16), (16, 60)])
            foreach (bool reads in (bool[])[false, true])
            {
                RandomStream stream = new(61, "transducer", (ulong)symbols);
                LocalRule rule = Draw(states, symbols, true, stream);
                OneWayTransducer machine = OneWayTransducer.TryFind(rule, reads ? Draw(states, symbols, false, stream) : null)!;
                Assert.Equal(!reads, machine.WritesState);
                byte[] input = new byte[20_000];
                stream.FillSymbols(input, symbols);
                byte[] expected = new byte[input.Length];
                byte[] actual = new byte[input.Length];
                byte end = machine.Run(input, expected, 1);
                TransducerRun run = new(machine);
                ways.Add(run.ToString());
                Assert.Equal(end, run.Run(input, actual, 1));
                Assert.Equal(expected, actual);
                // Eight stretches in maps, which lanes take over where the processor has them.
                MapTransducer maps = new(machine);
                int whole = maps.Whole(input.Length);
                Assert.InRange(whole, 19_000, input.Length);
                Array.Clear(actual);
                byte middle = maps.Run(input.AsSpan(0, whole), actual, 1);
                Assert.Equal(end, machine.Run(input.AsSpan(whole), actual.AsSpan(whole), middle));
                Assert.Equal(expected, actual);
            }

        Assert.Equal(LaneTransducer<Look64>.IsAvailable ? 2 : 1, ways.Count);
    }

    /// <summary>Symbols that change nothing, with a reset here and there: some stretches have forgotten how they began, some only when all of their cells are looked at, some never.</summary>
    [Fact]
    public void Stretches_that_forget_and_stretches_that_remember_give_the_same()
    {
        Signature signature = new(Alphabet.Digits(3), Neighborhood.Own, Alphabet.Digits(2), Neighborhood.Of(-1));
        OneWayTransducer machine = OneWayTransducer.TryFind(LocalRule.FromFunction(signature, static n => n[0] == 0 ? n[1] : (byte)(n[0] - 1)), null)!;
        for (int i = 0; i < 60; i++)
        {
            RandomStream stream = new(62, "resets", (ulong)i);
            byte[] input = new byte[16_384];
            for (int resets = 1 + stream.NextInt32(16); resets > 0; resets--)
                input[stream.NextInt32(input.Length)] = (byte)(1 + stream.NextInt32(2));
            byte[] expected = new byte[input.Length];
            byte[] actual = new byte[input.Length];
            byte end = machine.Run(input, expected, 1);
            Assert.Equal(end, new MapTransducer(machine).Run(input, actual, 1));
            Assert.Equal(expected, actual);
            Array.Clear(actual);
            Assert.Equal(end, new TransducerRun(machine).Run(input, actual, 1));
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Settling_allocates_nothing_and_refuses_what_it_cannot_do()
    {
        CompiledRule adder = BinaryAddition.Rule.Compile();
        byte[] cells = new byte[10_000];
        byte[] sum = new byte[cells.Length];
        Assert.Equal(0, Allocation.Of(() => adder.RunToFixedPoint(cells, sum, BinaryAddition.Readout)));
        Assert.Contains("Use Evolve", Assert.Throws<ArgumentException>(() => LocalRule.Elementary(110).Compile().RunToFixedPoint(cells, sum)).Message, StringComparison.Ordinal);
        foreach (byte none in (byte[])[4, 200])
        {
            cells[77] = none;
            Assert.Contains("no symbol", Assert.Throws<ArgumentException>(() => adder.RunToFixedPoint(cells, sum)).Message, StringComparison.Ordinal);
        }

        Assert.Equal("wall", Assert.Throws<ArgumentOutOfRangeException>(() => adder.RunToFixedPoint(cells, sum, null, 2)).ParamName);
        Assert.Contains("do not fit", Assert.Throws<ArgumentException>(() => adder.RunToFixedPoint(cells, sum.AsSpan(1))).Message, StringComparison.Ordinal);
    }

    private static LocalRule Draw(int states, int symbols, bool permutes, RandomStream stream)
    {
        Signature signature = new(Alphabet.Digits(symbols), Neighborhood.Own, Alphabet.Digits(states), Neighborhood.Of(-1));
        byte[] maps = new byte[symbols * states];
        stream.FillSymbols(maps, states);
        for (int symbol = 0; symbol < symbols && permutes; symbol++)
        {
            for (int s = 0; s < states; s++)
                maps[(symbol * states) + s] = (byte)s;
            stream.Shuffle(maps.AsSpan(symbol * states, states));
        }

        return LocalRule.FromTable(signature, maps);
    }
}
