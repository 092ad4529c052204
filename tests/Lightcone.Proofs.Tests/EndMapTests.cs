using System.Numerics;
using Lightcone.Foundation.Random;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>Maps from starts to ends that were found and proved, beside every start on every small row; and which rules have one.</summary>
public sealed class EndMapTests
{
    [Theory]
    [InlineData("fixed:0", 84, 22, 0)]
    [InlineData("fixed:1", 84, 22, 0)]
    [InlineData("reflecting", 115, 19, 2)]
    public void Elementary_rules_that_come_to_rest_have_a_map_or_need_too_many_states(string boundary, int regular, int excluded, int open)
    {
        Certificate[] proved = [.. ElementaryVerdicts.All.Where(verdict => verdict.Boundary == boundary && verdict.Certificate.Convergence.Status == ProofStatus.Proved).Select(static verdict => verdict.Certificate)];
        Assert.Equal(regular, proved.Count(static certificate => certificate.Ends is not null));
        Assert.Equal(excluded, proved.Where(static certificate => certificate.Ends is null).Count(static certificate => EndMapDiscovery.Run(certificate.Rule, certificate.Automaton.Boundary, certificate.Convergence) is { Map: null, IsExcluded: true }));
        Assert.Equal(proved.Length, regular + excluded + open);
    }

    [Fact]
    public void Ends_of_elementary_rules_are_those_of_every_start()
    {
        int cells = Round.Count(8, 9, 12);
        foreach ((_, _, Certificate certificate) in ElementaryVerdicts.All)
            if (certificate.Ends is { } ends)
                for (int n = 1; n <= cells; n++)
                    AssertEnds(certificate.Rule, certificate.Automaton.Boundary, ends, n);
    }

    [Fact]
    public void Ends_of_random_rules_are_those_of_every_start()
    {
        int found = 0;
        for (ulong seed = 0; seed < (ulong)Round.Count(30, 60, 300); seed++)
        {
            (LocalRule rule, Boundary boundary) = RandomRules.Sample("end maps", seed, 3, [-1, 0, 1]);
            Certificate certificate = ElementaryVerdicts.Certify(rule, boundary);
            if (certificate.Ends is not { } ends)
                continue;
            found++;
            for (int n = 1; n <= 6; n++)
                AssertEnds(certificate.Rule, certificate.Automaton.Boundary, ends, n);
        }

        Assert.InRange(found, 5, 300);
    }

    /// <summary>Reach two, one-sided reach, an own cell alone, and rules with an input.</summary>
    [Fact]
    public void Ends_of_rules_of_other_forms_are_those_of_every_start()
    {
        int found = 0;
        foreach (int[] offsets in (int[][])[[-2, 0, 2], [0, 1, 2], [0], [-1, 0]])
            for (ulong seed = 0; seed < 12; seed++)
            {
                (LocalRule rule, Boundary boundary) = RandomRules.Sample($"end maps {offsets.Length}", seed, 2, offsets);
                if (ElementaryVerdicts.Certify(rule, boundary) is not { Ends: { } ends } certificate)
                    continue;
                found++;
                for (int n = 1; n <= 9; n++)
                    AssertEnds(certificate.Rule, certificate.Automaton.Boundary, ends, n);
            }

        Signature signature = new(Alphabet.Binary, Neighborhood.Of(0), Alphabet.Binary, Neighborhood.Of(-1, 0, 1));
        for (ulong seed = 0; seed < 40; seed++)
        {
            RandomStream stream = new(seed, "end maps with input");
            LocalRule rule = LocalRule.FromFunction(signature, neighborhood => stream.NextInt32(3) > 0 ? neighborhood[2] : (byte)stream.NextInt32(2));
            if (ElementaryVerdicts.Certify(rule, seed % 2 == 0 ? Boundary.Fixed() : Boundary.Reflecting) is not { Ends: { } ends } certificate)
                continue;
            found++;
            for (int n = 1; n <= 5; n++)
                AssertEnds(certificate.Rule, certificate.Automaton.Boundary, ends, n);
        }

        Assert.InRange(found, 20, 100);
    }

    /// <summary>Nothing of a sum is told to the search; what it finds are the machines of a textbook.</summary>
    [Fact]
    public void Running_parity_and_the_serial_adder_are_discovered()
    {
        EndMap parity = Certified(Parity.Task).Ends!;
        Assert.True(parity.ForgetsStart);
        Assert.Equal(Transducer.FromFunction(Alphabet.Binary, Alphabet.Binary, 2, 0, static (state, input) => (state ^ input, state ^ input)), parity.Machine);

        EndMap carry = Certified(BinaryAddition.Task).Ends!;
        Transducer adder = carry.Machine!;
        Assert.Equal((2, true), (adder.States, carry.ForgetsStart));
        for (int state = 0; state < 2; state++)
            for (int pair = 0; pair < 4; pair++)
            {
                int sum = (pair >> 1) + (pair & 1) + state;
                Assert.Equal((sum / 2, sum / 2), (adder.Next[(4 * state) + pair], adder.Outputs[(4 * state) + pair]));
            }

        Assert.Equal((2, 100), (Certified(DecimalAddition.Task).Ends!.Machine!.States, Certified(DecimalAddition.Task).Ends!.Inputs));
    }

    /// <summary>Digits 0, 1, 2 become the digits 0, 1 of the same number: the machine holds a carry.</summary>
    [Fact]
    public void The_adder_that_consumes_its_input_is_a_carry_too()
    {
        Transducer machine = Certified(BinaryAdditionCarrySave.Task).Ends!.Machine!;
        Assert.Equal(Transducer.FromFunction(BinaryAdditionCarrySave.Rule.State, BinaryAdditionCarrySave.Rule.State, 2, 0, static (carry, digit) => ((carry + digit) / 2, (carry + digit) % 2)), machine);
    }

    /// <summary>Runs of ones shrink from both sides (132), or the cars of a row count (184), or a sort: finite memory does not suffice.</summary>
    [Fact]
    public void What_needs_the_middle_of_a_run_or_a_count_is_excluded()
    {
        foreach (int number in (int[])[132, 232, 77])
            Assert.Equal(new EndMapDiscovery(null, true), Discover(LocalRule.Elementary(number), Boundary.Fixed()));
        Assert.Equal(new EndMapDiscovery(null, true), Discover(BucketSort.Rule, Boundary.Reflecting));
        Assert.Null(Discover(LocalRule.Elementary(4), Boundary.Periodic));
        Assert.Null(Discover(LocalRule.Elementary(30), Boundary.Fixed()));

        static EndMapDiscovery? Discover(LocalRule rule, Boundary boundary) => EndMapDiscovery.Run(rule, boundary, ElementaryVerdicts.Certify(rule, boundary).Convergence);
    }

    /// <summary>Three cells whose inputs read abc take their majority, a repetition code; all others are 0 (an input beyond the ends is b). One flip comes back on every length, two need not.</summary>
    [Fact]
    public void A_code_that_repairs_one_flip_is_recognized()
    {
        LocalRule code = LocalRule.FromFunction(new Signature(Alphabet.Of("b", "a", "c"), Neighborhood.Radius(2), Alphabet.Binary, Neighborhood.Radius(2)), static n =>
        {
            int first = n[2] switch { 0 => 1, 1 => 2, _ => 0 };
            return (byte)(n[first] == 1 && n[first + 1] == 0 && n[first + 2] == 2 && n.Slice(5 + first, 3).Count((byte)1) >= 2 ? 1 : 0);
        });
        // At rest after one step: then three cells of a code agree. The searches for proofs do not reach that far.
        Convergence convergence = new(new ConvergenceArgument.BoundedTime(1, HasEnds: true, Windows: 0));
        EndMap ends = EndMapDiscovery.Run(code, Boundary.Fixed(), convergence)!.Map!;
        Healing healing = HealingExamination.Run(code, Boundary.Fixed(), convergence, ends);
        Assert.Equal(new Healing.FewFlips(1), healing);
        Assert.Contains("whatever cell is flipped in a row at rest of any length", healing.Statement, StringComparison.Ordinal);
        // As many as inputs, and twice as many for each place of a code.
        Assert.Equal([3, 9, 28, 87], Enumerable.Range(1, 4).Select(n => (int)ends.Ends(n)));
        for (int n = 1; n <= 4; n++)
            AssertEnds(code, Boundary.Fixed(), ends, n);
    }

    /// <summary>Where the map decides about healing: what is claimed to heal does on every small row, and a witness is a fixed point that does not come back.</summary>
    [Fact]
    public void Healing_is_what_every_flip_on_small_rows_shows()
    {
        foreach ((int number, string name, Certificate certificate) in ElementaryVerdicts.All)
        {
            if (certificate.Ends is not { } map)
                continue;
            Assert.NotNull(certificate.Healing.Heals);
            Assert.Equal(map.ForgetsStart, certificate.Convergence.IsUnique);
            int[][] ends = [.. Enumerable.Range(1, 7).Select(n => BruteForce.Ends(certificate.Rule, certificate.Automaton.Boundary, new byte[n]))];
            bool heals = ends.All(static all => Enumerable.Range(0, all.Length).Where(rest => all[rest] == rest).All(rest => Enumerable.Range(0, BitOperations.Log2((uint)all.Length)).All(cell => all[rest ^ (1 << cell)] == rest)));
            Assert.True(certificate.Healing.Heals == heals, $"{number} {name}");
            if (certificate.Healing is Healing.Witness witness)
                Assert.True(map.End(witness.Rest).Equals(witness.Rest) && map.End(witness.Flipped).Equals(witness.After) && !witness.After.Equals(witness.Rest));
        }
    }

    [Fact]
    public void A_row_of_another_rule_is_refused()
    {
        EndMap ends = ElementaryVerdicts.Certify(LocalRule.Elementary(4), Boundary.Fixed()).Ends!;
        Assert.Throws<ArgumentException>(() => ends.End(Lattice.Parse(Alphabet.Binary, "01", Boundary.Fixed(1))));
        Assert.Throws<ArgumentException>(() => ends.Starts(Lattice.Parse(Alphabet.Digits(3), "01", Boundary.Fixed())));
        Assert.Throws<ArgumentOutOfRangeException>(() => ends.Ends(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ends.Basin(2));
        Assert.Throws<ArgumentException>(() => Certified(Parity.Task).Ends!.End(Lattice.Parse(Alphabet.Binary, "01", Boundary.Fixed())));
        Assert.Null(Certified(Parity.Task).Ends!.Basin(0));
    }

    private static Certificate Certified(LocalTask task) => Assert.IsType<Certificate>(Verdict.Examine(Automaton.Of(task), task));

    /// <summary>The ends of all starts, the sizes of all basins, the number of ends, and the starts that come to one symbol, on rows of n cells under every input.</summary>
    private static void AssertEnds(LocalRule rule, Boundary boundary, EndMap ends, int n)
    {
        int size = rule.State.Size;
        Transducer?[] basins = [.. Enumerable.Range(0, size).Select(symbol => ends.Basin((byte)symbol))];
        BigInteger pairs = 0;
        for (int input = 0; input < Math.Pow(rule.Frozen?.Size ?? 1, n); input++)
        {
            byte[] inputs = rule.Frozen is null ? new byte[n] : BruteForce.Digits(input, rule.Frozen.Size, n);
            int[] expected = BruteForce.Ends(rule, boundary, inputs);
            for (int start = 0; start < expected.Length; start++)
            {
                Lattice row = Row(BruteForce.Digits(start, size, n), inputs);
                byte[] end = BruteForce.Digits(expected[start], size, n);
                if (!ends.End(row).Cells.SequenceEqual(end))
                    Assert.Fail($"{rule} behind {boundary}: \"{row}\" ends at \"{Row(end, inputs)}\", not at \"{ends.End(row)}\".");
                for (int symbol = 0; symbol < size; symbol++)
                    if (basins[symbol] is { } basin)
                        Assert.Equal(end.All(cell => cell == symbol), basin.Run(row.Cells)[^1] == 1);
            }

            int[] counts = new int[expected.Length];
            foreach (int end in expected)
                counts[end]++;
            if (n <= 5)
                Assert.Equal(counts.Select(static count => (BigInteger)count), Enumerable.Range(0, counts.Length).Select(end => ends.Starts(Row(BruteForce.Digits(end, size, n), inputs))));
            pairs += counts.Count(static count => count > 0);
            Assert.True(!ends.ForgetsStart || counts.Count(static count => count > 0) == 1);
        }

        Assert.True(ends.Inputs == 1 && rule.Frozen is not null || ends.Ends(n) == pairs);

        Lattice Row(byte[] cells, byte[] inputs)
        {
            Lattice row = Lattice.FromCells(rule.State, Shape.Row(n), boundary, cells);
            return rule.Frozen is null ? row : row.WithInput(Lattice.FromCells(rule.Frozen, Shape.Row(n), Boundary.Fixed(), inputs));
        }
    }
}
