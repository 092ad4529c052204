using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>Random small rules for laws: two or three symbols, two or three neighbors, on rings and between walls. Half of them are biased to keep a cell, so that enough of them come to rest.</summary>
internal static class RandomRules
{
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
