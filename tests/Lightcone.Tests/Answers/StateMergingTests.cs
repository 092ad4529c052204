using Lightcone.Answers;
using Lightcone.Certification;
using Lightcone.Tasks;

namespace Lightcone.Tests.Answers;

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
            MachineFit fit = new StateMerging { Features = false }.Fit(LockstepPairs.Sample(machine, pairs, 16, new RandomStream(seed, name)));
            Assert.True(fit.IsExact);
            Assert.Equal(states, fit.Machine.States);
            Assert.True(Same(fit.Machine, machine), $"{name}, seed {seed}");
            Assert.InRange(fit.Sufficed, 1, pairs);
        }
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
