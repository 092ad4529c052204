using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Controls;

/// <summary>The steps of sequences in another order.</summary>
internal static class StepOrder
{
    public static int[] Backward(int time) => [.. Enumerable.Range(0, time).Reverse()];

    public static int[] Random(int time, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, time)];
        new RandomStream(seed, "time shuffle").Shuffle<int>(order);
        return order;
    }

    public static SequenceFill Fill(Sequences sequences, int[] order) => (i, to) =>
    {
        for (int t = 0; t < order.Length; t++)
            sequences[i, order[t]].CopyTo(to[(t * sequences.Features)..]);
    };
}
