using Lightcone.Foundation.Arrays;

namespace Lightcone.Tasks;

/// <summary>What the tasks share in which a signal runs once along a frozen row: each cell's state follows from its input and the state of the cell before, and rest is symbol 0 behind a wall of the same.</summary>
internal static class SignalTask
{
    /// <summary>The rule of a signal: input at the own cell, signal from the cell before.</summary>
    public static LocalRule Rule(Alphabet input, Alphabet state, Func<int, int, int> next) =>
        LocalRule.FromFunction(new Signature(input, Neighborhood.Own, state, Neighborhood.Of(-1)), n => (byte)next(n[1], n[0]));

    /// <summary>A readout of the same two symbols.</summary>
    public static LocalRule Readout(Alphabet input, Alphabet state, Alphabet output, Func<int, int, int> answer) =>
        LocalRule.FromFunction(new Signature(input, Neighborhood.Own, state, Neighborhood.Of(-1), output), n => (byte)answer(n[1], n[0]));

    /// <summary>The configuration after some steps from rest: a cell then holds the last state of the word that the last so many inputs form; after arbitrarily many, that of its whole prefix.</summary>
    /// <param name="initial">A row at rest with its input.</param>
    /// <param name="steps">How many, or null.</param>
    /// <param name="prefixes">The state after each prefix of a word.</param>
    public static Lattice After(Lattice initial, long? steps, Func<byte[], byte[]> prefixes)
    {
        byte[] word = initial.Input!.Cells.ToArray();
        byte[] result = new byte[word.Length];
        if (steps is not { } t || t >= word.Length)
            result = prefixes(word);
        else if (t > 0)
            for (int i = 0; i < word.Length; i++)
                result[i] = prefixes(word[Math.Max(0, i - (int)t + 1)..(i + 1)])[^1];
        return Lattice.FromCells(initial.Alphabet, initial.Shape, initial.Boundary, result).WithInput(initial.Input);
    }

    /// <summary>
    /// The number of steps from rest, by theory: after t steps a cell holds the state of its last t inputs, so it changes at step t exactly when starting one input earlier makes a difference that has not died out on the way.
    /// Each input thus begins a pair of states, without it and with it; of pairs that have become equal the oldest counts, and the answer is the greatest age of a living pair.
    /// </summary>
    public static long Steps(Lattice lattice, Func<int, int, int> next)
    {
        ReadOnlySpan<byte> word = lattice.Input!.Cells;
        Dictionary<(int, int), int> living = [];
        long steps = 0;
        for (int i = 0; i < word.Length; i++)
        {
            Dictionary<(int, int), int> mapped = [];
            foreach (((int low, int high), int birth) in living)
                Keep(mapped, next(low, word[i]), next(high, word[i]), birth);
            Keep(mapped, 0, next(0, word[i]), i);
            living = mapped;
            foreach (int birth in living.Values)
                steps = Math.Max(steps, i - birth + 1);
        }

        return steps;
    }

    /// <summary>A machine whose outputs are its next states.</summary>
    public static Transducer Visible(Alphabet input, Alphabet state, Func<int, int, int> next) =>
        Transducer.FromFunction(input, state, state.Size, 0, (before, symbol) => (next(before, symbol), next(before, symbol)));

    /// <summary>The number of steps from rest where the first symbol other than 0 is felt in every cell above it.</summary>
    public static long SinceFirst(Lattice lattice) => lattice.Input!.Cells.IndexOfAnyExcept((byte)0) is >= 0 and int first ? lattice.Count - first : 0;

    /// <summary>The input that takes the most steps then.</summary>
    public static byte[] FirstOnly(int length) => [1, .. new byte[length - 1]];

    private static void Keep(Dictionary<(int, int), int> pairs, int one, int other, int birth)
    {
        if (one == other)
            return;
        (int, int) pair = (Math.Min(one, other), Math.Max(one, other));
        pairs[pair] = pairs.TryGetValue(pair, out int older) ? Math.Min(older, birth) : birth;
    }
}
