using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>Random small rules for laws: two or three symbols, two or three neighbors, on rings and between walls. Half of them are biased to keep a cell, so that enough of them come to rest.</summary>
internal static class RandomRules
{
    /// <summary>One of a sample: a rule that keeps a cell in one to eight of eight neighborhoods, and is random in the others, on a ring or row.</summary>
    public static (LocalRule Rule, Boundary Boundary) Sample(string purpose, ulong seed, int size, int[] offsets)
    {
        RandomStream stream = new(seed, purpose);
        int own = Array.IndexOf(offsets, 0);
        int kept = 1 + stream.NextInt32(8);
        LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(size), Neighborhood.Of(offsets), n => stream.NextInt32(8) < kept ? n[own] : (byte)stream.NextInt32(size));
        return (rule, stream.NextInt32(4) switch { 0 => Boundary.Periodic, 1 => Boundary.Reflecting, _ => Boundary.Fixed((byte)stream.NextInt32(size)) });
    }

    public static (LocalRule Rule, Boundary Boundary) Next(RandomStream stream)
    {
        int size = 2 + stream.NextInt32(2);
        int[][] shapes = size == 2 ? [[-1, 0, 1], [-1, 0], [0, 1], [-1, 1], [-2, 0, 1]] : [[-1, 0], [0, 1], [0, 2]];
        int[] offsets = shapes[stream.NextInt32(shapes.Length)];
        bool biased = stream.NextInt32(2) == 0;
        int own = Array.IndexOf(offsets, 0);
        LocalRule rule = LocalRule.FromFunction(Alphabet.Digits(size), Neighborhood.Of(offsets), n => biased && own >= 0 && stream.NextInt32(3) > 0 ? n[own] : (byte)stream.NextInt32(size));
        return (rule, stream.NextInt32(2) == 0 ? Boundary.Periodic : Boundary.Fixed((byte)stream.NextInt32(size)));
    }
}
