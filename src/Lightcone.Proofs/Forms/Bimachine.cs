using System.Collections.Immutable;
using System.Numerics;

namespace Lightcone.Proofs.Forms;

/// <summary>
/// A map of words to words of the same length by two finite machines (a bimachine: Schützenberger, 1961): one reads from the first letter on, one from the last. What is written in a place is a function of its letter and of the states of both machines beside it.
/// </summary>
/// <param name="Letters">How many letters are read.</param>
/// <param name="Symbols">How many symbols are written.</param>
/// <param name="First">The next state of the machine that begins at the first letter, in state 0: at index state x letters + letter.</param>
/// <param name="Last">The same for the machine that begins at the last letter.</param>
/// <param name="Outputs">What is written: at index (state of the first machine x letters + letter) x states of the last machine + its state.</param>
internal sealed record Bimachine(int Letters, int Symbols, ImmutableArray<int> First, ImmutableArray<int> Last, ImmutableArray<int> Outputs)
{
    /// <summary>States of the machine that begins at the first letter.</summary>
    public int FirstStates => First.Length / Letters;

    /// <summary>States of the machine that begins at the last letter.</summary>
    public int LastStates => Last.Length / Letters;

    /// <summary>What is written in a place.</summary>
    public int Output(int first, int letter, int last) => Outputs[(((first * Letters) + letter) * LastStates) + last];

    /// <summary>Whether there are so many numbers as there should be, none of them out of range.</summary>
    public bool IsInRange(int mostStates) => Letters > 0 && First.Length > 0 && First.Length % Letters == 0 && FirstStates <= mostStates && Last.Length > 0 && Last.Length % Letters == 0 && LastStates <= mostStates
        && Outputs.Length == First.Length * LastStates && First.All(state => state >= 0 && state < FirstStates) && Last.All(state => state >= 0 && state < LastStates) && Outputs.All(symbol => symbol >= 0 && symbol < Symbols);

    /// <summary>
    /// The one bimachine that writes the same with the fewest states on both sides, numbered in the order in which they are first reached: two beginnings of words have the same state exactly when no ending tells them apart by what is written in it, and two endings likewise.
    /// </summary>
    public Bimachine Minimized()
    {
        List<int> first = Reached(First);
        List<int> last = Reached(Last);
        int[] firstKinds = Kinds(First, first, state => Enumerable.Range(0, Letters).SelectMany(letter => last.Select(other => Output(state, letter, other))));
        int[] lastKinds = Kinds(Last, last, state => first.SelectMany(other => Enumerable.Range(0, Letters).Select(letter => Output(other, letter, state))));
        int[] firstOf = [.. first.DistinctBy(state => firstKinds[state])];
        int[] lastOf = [.. last.DistinctBy(state => lastKinds[state])];
        return new(
            Letters, Symbols, [.. firstOf.SelectMany(state => Enumerable.Range(0, Letters).Select(letter => firstKinds[First[(state * Letters) + letter]]))],
            [.. lastOf.SelectMany(state => Enumerable.Range(0, Letters).Select(letter => lastKinds[Last[(state * Letters) + letter]]))],
            [.. firstOf.SelectMany(state => Enumerable.Range(0, Letters).SelectMany(letter => lastOf.Select(other => Output(state, letter, other))))]);
    }

    /// <summary>Whether two bimachines are the same, number by number.</summary>
    public bool IsSame(Bimachine other) => First.SequenceEqual(other.First) && Last.SequenceEqual(other.Last) && Outputs.SequenceEqual(other.Outputs);

    /// <summary>What is written for a word.</summary>
    public int[] Run(ReadOnlySpan<int> word)
    {
        int[] states = new int[word.Length + 1];
        for (int i = 0; i < word.Length; i++)
            states[i + 1] = First[(states[i] * Letters) + word[i]];
        int[] result = new int[word.Length];
        int last = 0;
        for (int i = word.Length - 1; i >= 0; i--)
        {
            result[i] = Output(states[i], word[i], last);
            last = Last[(last * Letters) + word[i]];
        }

        return result;
    }

    /// <summary>How many words of so many letters there are in which what is read and written in each place is allowed.</summary>
    /// <param name="length">Letters of the words.</param>
    /// <param name="allows">Whether in a place, counted from 0, a letter may be read and a symbol be written.</param>
    public BigInteger Count(int length, Func<int, int, int, bool> allows)
    {
        // A word has one state of each machine at a cut; the last machine's is guessed at the first cut, and must be where it begins at the end.
        BigInteger[,] words = new BigInteger[FirstStates, LastStates];
        for (int last = 0; last < LastStates; last++)
            words[0, last] = BigInteger.One;
        for (int place = 0; place < length; place++)
        {
            BigInteger[,] next = new BigInteger[FirstStates, LastStates];
            for (int first = 0; first < FirstStates; first++)
                for (int letter = 0; letter < Letters; letter++)
                    for (int last = 0; last < LastStates; last++)
                        if (allows(place, letter, Output(first, letter, last)))
                            next[First[(first * Letters) + letter], last] += words[first, Last[(last * Letters) + letter]];
            words = next;
        }

        return Enumerable.Range(0, FirstStates).Aggregate(BigInteger.Zero, (sum, first) => sum + words[first, 0]);
    }

    /// <summary>The words of which only such symbols are written, as a machine that reads from the first letter on and writes 1 behind each beginning that is such a word, 0 behind others. Null when it has too many states.</summary>
    public Bimachine? Accepting(Func<int, bool> allows)
    {
        // What the last machine will have said is not known yet: a state is that of the first machine with all states of the last that are still possible.
        List<(int First, ulong Last)> states = [(0, LastStates == 64 ? ulong.MaxValue : (1UL << LastStates) - 1)];
        List<int> next = [];
        List<int> outputs = [];
        for (int i = 0; i < states.Count; i++)
            for (int letter = 0; letter < Letters; letter++)
            {
                (int first, ulong last) = (states[i].First, 0);
                for (int state = 0; state < LastStates; state++)
                    if ((states[i].Last >> Last[(state * Letters) + letter] & 1) != 0 && allows(Output(first, letter, state)))
                        last |= 1UL << state;
                (int, ulong) to = (last == 0 ? 0 : First[(first * Letters) + letter], last);
                if (!states.Contains(to))
                    states.Add(to);
                if (states.Count > 1 << 10)
                    return null;
                next.Add(states.IndexOf(to));
                outputs.Add((int)(last & 1));
            }

        return new Bimachine(Letters, 2, [.. next], [.. Enumerable.Repeat(0, Letters)], [.. outputs]).Minimized();
    }

    /// <summary>The states that words lead to, by the length of the shortest.</summary>
    private List<int> Reached(ImmutableArray<int> next)
    {
        List<int> reached = [0];
        for (int i = 0; i < reached.Count; i++)
            for (int letter = 0; letter < Letters; letter++)
                if (next[(reached[i] * Letters) + letter] is var state && !reached.Contains(state))
                    reached.Add(state);
        return reached;
    }

    /// <summary>A number for each state, the same for those that do the same: first those that write the same, then of these those that lead to the same, until nothing more is told apart (Moore, 1956).</summary>
    private int[] Kinds(ImmutableArray<int> next, List<int> states, Func<int, IEnumerable<int>> writes)
    {
        int[] kinds = new int[next.Length / Letters];
        Dictionary<string, int> numbers = [];
        for (int before = -1; numbers.Count != before;)
        {
            before = numbers.Count;
            numbers.Clear();
            int[] finer = new int[kinds.Length];
            foreach (int state in states)
            {
                string kind = string.Join(',', writes(state).Concat(Enumerable.Range(0, Letters).Select(letter => kinds[next[(state * Letters) + letter]])));
                numbers.TryAdd(kind, numbers.Count);
                finer[state] = numbers[kind];
            }

            kinds = finer;
        }

        return kinds;
    }
}
