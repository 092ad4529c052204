using Lightcone.Engines;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Tests.Learning;

public sealed class TransitionsTests
{
    [Fact]
    public void A_rule_shows_its_whole_domain_once()
    {
        Transitions all = Transitions.Of(LocalRule.Elementary(110));
        Assert.Equal(8, all.Count);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1], all.Counts.ToArray());
        Assert.Equal(1, all.Coverage);
        Assert.Empty(all.Unseen);
    }

    [Fact]
    public void Sampling_is_uniform_and_counts_what_it_drew()
    {
        Transitions sample = Transitions.Sample(LearningRules.CarrySave, 90_000, new RandomStream(6, "sample"));
        Assert.Equal(90_000, sample.Count);
        // 10,000 expected with a standard deviation of 94: five deviations.
        Assert.All(sample.Counts.ToArray(), count => Assert.InRange(count, 9_529, 10_471));
        Transitions few = Transitions.Sample(LearningRules.CarrySave, 3, new RandomStream(6, "sample"));
        Assert.Equal(9, few.Seen.Length + few.Unseen.Length);
        Assert.InRange(few.Coverage, 1.0 / 9, 3.0 / 9);
    }

    [Theory]
    [InlineData("W110", 1)]
    [InlineData("B3/S23", 2)]
    public void Examples_cut_from_a_run_are_the_rule_s(string name, int dimensions)
    {
        LocalRule rule = LocalRule.Parse(name);
        foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(1)])
        {
            Lattice start = Lattice.Random(Alphabet.Binary, dimensions == 1 ? Shape.Row(400) : Shape.Grid(64, 64), boundary, new RandomStream(3, "start"));
            Transitions run = Transitions.FromRun(rule, start, 3);
            Assert.Equal(3 * start.Count, run.Count);
            Assert.Equal(run.Count, run.Counts.ToArray().Sum());
            Assert.All(run.Seen, index => Assert.Equal(rule.Table[index], run.ResultOf(index)));
            Assert.Equal(dimensions == 1 ? 0 : run.Unseen.Length, run.Unseen.Length);
        }
    }

    [Fact]
    public void Frozen_inputs_are_part_of_the_neighborhood()
    {
        Lattice input = Lattice.Random(Alphabet.Binary, Shape.Row(200), Boundary.Fixed(), new RandomStream(1, "input"));
        Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(200), Boundary.Fixed(), new RandomStream(2, "state")).WithInput(input);
        Transitions run = Transitions.FromRun(LearningRules.Parity, start, 2);
        Assert.Empty(run.Unseen);
        Assert.All(run.Seen, index => Assert.Equal(LearningRules.Parity.Table[index], run.ResultOf(index)));
        Assert.Throws<ArgumentException>(() => Transitions.FromLattices(LearningRules.Parity.Signature, start.WithInput(null), start));
    }

    [Fact]
    public void Contradictory_examples_are_named()
    {
        Signature signature = LocalRule.Elementary(0).Signature;
        InputException error = Assert.Throws<InputException>(() => Transitions.FromExamples(signature, [0, 1, 1, 0, 0, 0, 0, 1, 1], [1, 0, 0]));
        Assert.Contains("examples 1 and 3 give the neighborhood (0,1,1) different results (1 and 0)", error.Message, StringComparison.Ordinal);
        Assert.Contains("read more cells", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_radius_that_tells_contradicting_cells_apart_is_proposed()
    {
        // The exclusive or of the cells two away: cells 1 and 3 of 0001000 see the same three cells, but not the same five.
        LocalRule wide = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Of(-2, 2), n => (byte)(n[0] ^ n[1]));
        Lattice before = Lattice.Parse(Alphabet.Binary, "00010000", Boundary.Periodic);
        Lattice after = wide.Compile(Engine.Table).Step(before);
        InputException error = Assert.Throws<InputException>(() => Transitions.FromLattices(LocalRule.Elementary(0).Signature, before, after));
        Assert.Contains("Radius 2 separates them", error.Message, StringComparison.Ordinal);
        Assert.Contains("(0,0,0)", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Cells 2 and 3 see the same as far as one can look to the right, and not the same two cells to the left.</summary>
    [Fact]
    public void A_radius_separates_to_either_side()
    {
        Lattice before = Lattice.Parse(Alphabet.Binary, "100000000000", Boundary.Fixed());
        Lattice after = Lattice.Parse(Alphabet.Binary, "001000000000", Boundary.Fixed());
        Assert.Contains("Radius 2 separates them", Assert.Throws<InputException>(() => Transitions.FromLattices(LocalRule.Elementary(0).Signature, before, after)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_are_joined_and_contradictions_between_them_refused()
    {
        Signature signature = LocalRule.Elementary(110).Signature;
        Transitions one = Transitions.FromExamples(signature, [0, 0, 0], [0]);
        Transitions two = Transitions.FromExamples(signature, [0, 0, 0, 1, 1, 1], [0, 0]);
        Transitions both = one.With(two);
        Assert.Equal(3, both.Count);
        Assert.Equal([0, 7], both.Seen);
        Assert.Equal(2, both.Counts[0]);
        Assert.Equal((0, 1), (both.ResultOf(0), one.With(Transitions.FromExamples(signature, [1, 1, 1], [1])).ResultOf(7)));
        Transitions other = Transitions.FromExamples(signature, [1, 1, 1], [1]);
        Assert.Contains("(1,1,1) different results (0 and 1)", Assert.Throws<InputException>(() => both.With(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_said_in_words()
    {
        Transitions seen = Transitions.FromExamples(LearningRules.CarrySave.Signature, [0, 0, 0, 1, 0, 2, 1, 0, 1, 1, 1, 2], [0, 0, 1, 1, 1, 2]);
        Assert.Equal("3 of 9 neighborhoods were never shown: (2,0) (2,1) (2,2). Their outputs are guesses.", seen.ToString());
        Assert.Throws<ArgumentException>(() => seen.ResultOf(8));
        Transitions nearly = seen.With(Transitions.FromExamples(LearningRules.CarrySave.Signature, [2, 0, 2, 1], [0, 1]));
        Assert.Equal("1 of 9 neighborhoods was never shown: (2,2). Its output is a guess.", nearly.ToString());
        Assert.Equal("1 of 9 neighborhoods was never shown: (2,2). Its output is a guess.", Coverage.Of(nearly).ToString());
    }
}
