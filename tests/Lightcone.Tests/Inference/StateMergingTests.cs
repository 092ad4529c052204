using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Inference;
using Lightcone.Tasks;

namespace Lightcone.Tests;

public sealed class StateMergingTests
{
    private static readonly Transducer ModThree = Transducer.FromFunction(Alphabet.Binary, Alphabet.Digits(3), 3, 0, static (rest, bit) => (((2 * rest) + bit) % 3, ((2 * rest) + bit) % 3));

    /// <summary>Pairs of length 16 for twenty exact machines of twenty: measured with the prototype of this project (parity 5, addition 10, subtraction 10, mod 3 5).</summary>
    [Theory]
    [InlineData("parity", 5, 2)]
    [InlineData("addition", 10, 2)]
    [InlineData("subtraction", 10, 2)]
    [InlineData("mod 3", 5, 3)]
    [InlineData("comparison", 100, 3)]
    public void So_many_random_pairs_of_length_16_suffice_for_twenty_of_twenty(string name, int pairs, int states)
    {
        Transducer machine = name == "mod 3" ? ModThree : TaskCatalog.Find(name).Specification!;
        for (ulong seed = 0; seed < 20; seed++)
        {
            TransducerFit fit = new StateMerging { Features = false }.Fit(AlignedPairs.Sample(machine, pairs, 16, new RandomStream(seed, name)));
            Assert.True(fit.IsExact);
            Assert.Equal(states, fit.Machine.States);
            Assert.True(Same(fit.Machine, machine), $"{name}, seed {seed}");
            Assert.InRange(fit.Sufficed, 1, pairs);
        }
    }

    /// <summary>The number of pairs that suffice: with these alone the same machine is found, with one less it is not.</summary>
    [Fact]
    public void One_pair_less_than_sufficed_gives_another_machine()
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            AlignedPairs pairs = AlignedPairs.Sample(ModThree, 40, 4, new RandomStream(seed, "sufficed"));
            TransducerFit fit = new StateMerging().Fit(pairs);
            Assert.InRange(fit.Sufficed, 2, 39);
            Assert.Equal(fit.Machine, new StateMerging().Fit(pairs.Take(fit.Sufficed)).Machine);
            Assert.NotEqual(fit.Machine, new StateMerging().Fit(pairs.Take(fit.Sufficed - 1)).Machine);
        }
    }

    [Fact]
    public void States_are_counted_and_numbered_in_the_order_in_which_they_are_met()
    {
        AlignedPairs pairs = AlignedPairs.Sample(ModThree, 20, 16, new RandomStream(1, "states"));
        Assert.Equal(3, new StateMerging { MaxStates = 3 }.Fit(pairs).Machine.States);
        Assert.Contains("more than 2 states", Assert.Throws<InputException>(() => new StateMerging { MaxStates = 2 }.Fit(pairs)).Message, StringComparison.Ordinal);
        Transducer comparison = TaskCatalog.Find("comparison").Specification!;
        Transducer found = new StateMerging { Features = false }.Fit(AlignedPairs.Sample(comparison, 200, 16, new RandomStream(1, "comparison"))).Machine;
        Assert.Equal([0, 1, 2, 0], found.Next[..4]);
    }

    private static bool Same(Transducer one, Transducer other)
    {
        HashSet<(int, int)> seen = [(one.Start, other.Start)];
        Queue<(int One, int Other)> open = new(seen);
        while (open.TryDequeue(out (int One, int Other) pair))
            for (int input = 0; input < one.Input.Size; input++)
            {
                int a = (pair.One * one.Input.Size) + input;
                int b = (pair.Other * one.Input.Size) + input;
                if (one.Outputs[a] != other.Outputs[b])
                    return false;
                if (seen.Add((one.Next[a], other.Next[b])))
                    open.Enqueue((one.Next[a], other.Next[b]));
            }

        return true;
    }
}
