using System.Numerics;
using Lightcone.Experiments.Lengths;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Experiments.Tests.Lengths;

public sealed class SequenceTaskTests
{
    // The answers are not those of the rules that are tested: sums and products are the base library's, rows the task's own reference.
    [Theory]
    [InlineData("addition")]
    [InlineData("addition-carry-save")]
    [InlineData("multiplication")]
    public void Answers_of_numbers_are_those_of_big_integers(string name)
    {
        SequenceTask task = SequenceTask.Find(name, 1);
        for (int i = 0; i < 50; i++)
        {
            SequenceExample example = task.Draw(1 + i, new RandomStream(3, "numbers", (ulong)i));
            BigInteger a = Natural.FromDigits(2, example.Channels[0]).ToBigInteger(), b = Natural.FromDigits(2, example.Channels[1]).ToBigInteger();
            Assert.Equal(name == "multiplication" ? a * b : a + b, Natural.FromDigits(2, example.Answer).ToBigInteger());
            Assert.Equal((1 + i, task.Steps(1 + i)), (example.Length, example.Steps));
            Assert.All(example.Channels, channel => Assert.Equal(example.Steps, channel.Length));
        }
    }

    [Fact]
    public void Answers_of_rows_are_those_of_the_reference()
    {
        SequenceExample parity = new ParitySequences().Draw(77, new RandomStream(3, "rows"));
        Lattice start = Parity.Task.Encode(Lattice.FromCells(Alphabet.Binary, Shape.Row(77), Boundary.Fixed(), parity.Channels[0]));
        Assert.Equal(Parity.Task.Reference(start, null).Cells.ToArray(), parity.Answer);
        Assert.Equal(Parity.Task.StepLaw!(start), parity.Chain);
        SequenceExample cells = SequenceTask.Find("rule110", 3).Draw(77, new RandomStream(3, "rows", 1));
        Lattice row = Lattice.FromCells(Alphabet.Binary, Shape.Row(77), Boundary.Fixed(), cells.Channels[0].AsSpan(0, 77));
        for (int t = 0; t < 3; t++)
            row = LocalRule.Elementary(110).Step(row);
        Assert.Equal(row.Cells.ToArray(), cells.Answer[3..]);
        Assert.All(cells.Answer[..3], static answer => Assert.Equal(SequenceExample.NoAnswer, answer));
    }

    // A chain that is asked for is there, and it is as long as the law of steps says.
    [Theory]
    [InlineData("parity")]
    [InlineData("addition")]
    public void Chains_have_the_length_that_was_asked(string name)
    {
        SequenceTask task = SequenceTask.Find(name, 1);
        for (int chain = 1; chain <= 40; chain++)
        {
            SequenceExample example = task.DrawChain(40, chain, new RandomStream(5, "chains", (ulong)chain));
            Assert.Equal(chain, example.Chain);
            if (name == "addition")
                Assert.Equal(chain, BinaryAddition.Task.StepLaw!(Natural.FromDigits(2, example.Channels[0]), Natural.FromDigits(2, example.Channels[1])));
        }

        Assert.Throws<InputException>(() => task.DrawChain(40, 41, new RandomStream(5, "chains")));
        Assert.Throws<InputException>(() => SequenceTask.Find("rule110", 1).DrawChain(40, 4, new RandomStream(5, "chains")));
    }

    [Theory]
    [InlineData("parrity", 1, "Did you mean parity?")]
    [InlineData("addition", 2, "run until it settles")]
    [InlineData("rule110", 0, "at least 1")]
    [InlineData("W300", 1, "W300")]
    public void What_is_no_sequence_task_is_refused(string name, int steps, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => SequenceTask.Find(name, steps)).Message, StringComparison.Ordinal);

    // Totals of all pairs: OEIS A192054.
    [Fact]
    public void The_law_of_settling_is_the_published_sequence()
    {
        long[] published = [0, 1, 9, 57, 307, 1_517, 7_103, 32_117, 141_711, 614_429, 2_629_495, 11_141_893, 46_846_671];
        Assert.Equal(published.Select(static total => (BigInteger)total), Enumerable.Range(0, published.Length).Select(SettlingLaw.Total));
        Assert.Equal(BigInteger.Parse("294610539143446735", System.Globalization.CultureInfo.InvariantCulture), SettlingLaw.Total(28));
        foreach (int digits in new[] { 1, 5, 12, 100 })
            Assert.Equal((double)SettlingLaw.Total(digits) / Math.Pow(4, digits), SettlingLaw.Mean(digits), 12);
        Assert.InRange(SettlingLaw.Mean(65_536) - SettlingLaw.Mean(32_768), 0.999, 1.001);
    }
}
