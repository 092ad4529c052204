using Lightcone.Engines.Synthesis;
using Lightcone.Engines.Wavefront;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tests;

public sealed class LookupTests
{
    /// <summary>Every function of three bits is one look-up or none; carry-save takes 2, as in the facts of this project.</summary>
    [Theory]
    [InlineData("W110", 1)]
    [InlineData("W150", 1)]
    [InlineData("W204", 0)]
    [InlineData("W0", 0)]
    [InlineData("W51", 1)]
    public void Known_functions_have_their_known_size(string name, int size) =>
        Assert.Equal(size, LookupSynthesis.Synthesize(new EssentialTable(LocalRule.Parse(name)))!.Gates.Length);

    [Fact]
    public void Carry_save_addition_takes_two_look_ups() =>
        Assert.Equal(2, LookupSynthesis.Synthesize(new EssentialTable(Lightcone.Tasks.BinaryAdditionCarrySave.Rule))!.Gates.Length);

    [Fact]
    public void A_network_equals_its_table_on_every_neighborhood()
    {
        for (int i = 0; i < 60; i++)
        {
            RandomStream stream = new(53, "lookups", (ulong)i);
            Signature signature = new(
                Alphabet.Digits(1 + stream.NextInt32(6)), Neighborhood.Of(0, 2), Alphabet.Digits(1 + stream.NextInt32(6)), i % 3 == 0 ? Neighborhood.Of(-1) : Neighborhood.Of(-1, 1));
            byte[] results = new byte[signature.DomainSize];
            stream.FillSymbols(results, signature.State.Size);
            // Every other table has symbols that act alike.
            if (i % 2 == 0)
                for (int k = 0; k < results.Length; k++)
                    results[k] = results[k - (k % signature.State.Size % 2)];
            EssentialTable table = new(LocalRule.FromTable(signature, results));
            foreach (EssentialTable form in (EssentialTable[])[table, table.WithContexts(out _)!])
                CheckAll(form, LookupSynthesis.Synthesize(form)!);
        }
    }

    [Fact]
    public void Random_rules_of_three_and_four_symbols_have_small_networks()
    {
        int[] sizes = [.. Enumerable.Range(0, 6).Select(i => Random(3 + (i % 2), i)).Select(static table => LookupSynthesis.Synthesize(table)!.Gates.Length)];
        Assert.All(sizes.Where(static (_, i) => i % 2 == 0), static size => Assert.InRange(size, 4, 9));
        Assert.All(sizes.Where(static (_, i) => i % 2 == 1), static size => Assert.InRange(size, 15, 28));
    }

    /// <summary>berkeley-abc proves the network equal to the table, written as a sum of products by other means.</summary>
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void An_outside_judge_finds_network_and_table_equal()
    {
        OutsideJudge.Abc.Require();
        string folder = Directory.CreateTempSubdirectory("lightcone-abc").FullName;
        foreach (EssentialTable table in (EssentialTable[])[new(LocalRule.Elementary(110)), new(LocalRule.LifeLike("B3/S23")), Random(4, 9), Random(2, 10)])
        {
            string network = Path.Combine(folder, "network.blif");
            string reference = Path.Combine(folder, "table.blif");
            File.WriteAllText(network, Blif(LookupSynthesis.Synthesize(table)!));
            File.WriteAllText(reference, Blif(table));
            Assert.Contains("Networks are equivalent", OutsideJudge.Abc.Run(folder, "-c", $"cec {network} {reference}"), StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_round_of_an_elementary_rule_moves_nothing_and_fits_the_registers()
    {
        WavefrontShape shape = new(new EssentialTable(LocalRule.Elementary(110)), LookupSynthesis.Synthesize(new EssentialTable(LocalRule.Elementary(110)))!);
        StageSchedule schedule = new(shape, 26, null);
        // A stage overwrites the two cells before the block first, so results stand two registers farther each time: 28 registers are back after 14 stages.
        Assert.Equal((28, 14, 2), (schedule.Locals, schedule.Stages, schedule.KeptVectors));
        Assert.Equal(Enumerable.Range(0, 26), schedule.Exit);
        Assert.Equal(14 * 26, schedule.Operations.Count(static operation => operation.Kind == StageOperation.Verb.Lookup));
        Assert.Equal(14 * 2, schedule.Operations.Count(static operation => operation.Kind == StageOperation.Verb.Copy));
        Assert.DoesNotContain(schedule.Operations, static operation => operation.Kind == StageOperation.Verb.Copy && operation.A.Space == StageOperation.Space.Local);
    }

    /// <summary>Where a look-up is several operations a round is shorter: beyond some thousands of them the compiler gives up optimizing.</summary>
    [Fact]
    public void A_round_of_many_operations_is_closed_early()
    {
        RandomStream stream = new(66, "rounds");
        EssentialTable table = new(LocalRule.FromTable(new Signature(null, Neighborhood.None, Alphabet.Binary, Neighborhood.Radius(2)), [.. Enumerable.Range(0, 32).Select(_ => (byte)stream.NextInt32(2))]));
        WavefrontShape shape = new(table, LookupSynthesis.Synthesize(table)!);
        int[] rounds = [.. ((int[])[1, 4]).Select(perLookup => new StageSchedule(shape, 8, null, perLookup: perLookup).Operations.Count(static operation => operation.Kind == StageOperation.Verb.Lookup))];
        Assert.InRange(rounds[1], 200, 200 + (8 * shape.Network.Gates.Length));
        Assert.True(rounds[0] > 2 * rounds[1], $"{rounds[0]} and {rounds[1]} look-ups");
    }

    [Fact]
    public void Bits_go_to_lanes_and_back()
    {
        foreach (int length in (int[])[512, 513, 1_023, 4_096, 70_001])
        {
            byte[] cells = new byte[length];
            new RandomStream(54, "lanes", (ulong)length).FillSymbols(cells, 200);
            LaneField field = new(new LaneGeometry(length), 8, 1, 1);
            field.Load(cells);
            byte[] back = new byte[length];
            field.CopyTo(back);
            Assert.Equal(cells, back);
        }
    }

    private static void CheckAll(EssentialTable table, LookupNetwork network)
    {
        for (int index = 0; index < table.Results.Length; index++)
            Assert.Equal(table.Results[index], network.Evaluate(Bits(table, index)));
    }

    private static int Bits(EssentialTable table, int index)
    {
        int bits = 0;
        int at = 0;
        for (int p = 0; p < table.Sizes.Length; p++)
        {
            bits |= index / table.Weights[p] % table.Sizes[p] << at;
            at += Alphabet.BitsOf(table.Sizes[p]);
        }

        return bits;
    }

    private static EssentialTable Random(int symbols, int number)
    {
        Signature signature = new(null, Neighborhood.None, Alphabet.Digits(symbols), Neighborhood.Radius(1));
        byte[] results = new byte[signature.DomainSize];
        new RandomStream(55, "random", (ulong)number).FillSymbols(results, symbols);
        return new EssentialTable(LocalRule.FromTable(signature, results));
    }

    private static string Blif(LookupNetwork network)
    {
        List<string> lines = [Head(network.Inputs, network.Outputs.Length), ".names s0", ".names s1", "1"];
        for (int i = 0; i < network.Gates.Length; i++)
        {
            LookupNetwork.Gate gate = network.Gates[i];
            lines.Add($".names s{gate.A} s{gate.B} s{gate.C} s{LookupNetwork.FirstInput + network.Inputs + i}");
            lines.AddRange(Enumerable.Range(0, 8).Where(k => ((gate.Function >> k) & 1) != 0).Select(static k => $"{k >> 2}{(k >> 1) & 1}{k & 1} 1"));
        }

        lines.AddRange(network.Outputs.Select(static (output, i) => $".names s{output} o{i}\n1 1"));
        return string.Join('\n', [.. lines, ".end\n"]);
    }

    /// <summary>Codes without a symbol would be don't-cares that the judge does not know: only tables of 2 and 4 symbols are asked about.</summary>
    private static string Blif(EssentialTable table)
    {
        int inputs = table.Sizes.Sum(Alphabet.BitsOf);
        int outputs = Alphabet.BitsOf(table.StateSize);
        List<string> lines = [Head(inputs, outputs)];
        for (int bit = 0; bit < outputs; bit++)
        {
            lines.Add($".names {string.Join(' ', Enumerable.Range(0, inputs).Select(static i => $"s{LookupNetwork.FirstInput + i}"))} o{bit}");
            for (int index = 0; index < table.Results.Length; index++)
                if (((table.Results[index] >> bit) & 1) != 0)
                    lines.Add(string.Concat(Enumerable.Range(0, inputs).Select(i => (Bits(table, index) >> i) & 1)) + " 1");
        }

        return string.Join('\n', [.. lines, ".end\n"]);
    }

    private static string Head(int inputs, int outputs) =>
        $".model rule\n.inputs {string.Join(' ', Enumerable.Range(0, inputs).Select(static i => $"s{LookupNetwork.FirstInput + i}"))}\n.outputs {string.Join(' ', Enumerable.Range(0, outputs).Select(static i => $"o{i}"))}";
}
