using System.Text;
using Lightcone.Proofs.Checking;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Search;

/// <summary>
/// Learns the map from starts to ends as a bimachine, by running rows: beginnings of rows are one state as long as no ending that is known tells them apart by how it ends, and endings likewise. The teacher is the check: a row on which it fails shows what was one by mistake
/// (Angluin's learning with queries and counterexamples, 1987, from both sides at once).
/// </summary>
internal sealed class EndMapSearch
{
    /// <summary>So many letters are tried behind and before words from the start.</summary>
    private const int MostAtFirst = 16;

    private readonly EndRow row;
    private readonly int symbols;
    private readonly int mostStates;
    private readonly long mostWork;
    private readonly Dictionary<string, int[]> ends = [];
    private readonly List<int[]> beginnings = [];
    private readonly List<int[]> endings = [];
    private long work;

    private EndMapSearch(EndRow row, int symbols, int mostStates, long mostWork)
    {
        (this.row, this.symbols, this.mostStates, this.mostWork) = (row, symbols, mostStates, mostWork);
        // Of many letters a few, spread over all, tell most apart; the check asks for the rest.
        for (int i = 0; i < Math.Min(row.Cells, MostAtFirst); i++)
        {
            int[] letter = [(int)((long)i * row.Cells / Math.Min(row.Cells, MostAtFirst))];
            beginnings.Add(letter);
            endings.Add(letter);
        }
    }

    /// <summary>The map of a rule that comes to rest; null when it was not found.</summary>
    /// <param name="row">The rule.</param>
    /// <param name="symbols">Symbols of a cell's state.</param>
    /// <param name="mostStates">The most states of either machine.</param>
    /// <param name="mostWork">How many cells may be computed.</param>
    /// <param name="isTooLarge">Whether so many states do not suffice: more beginnings or endings of rows than that were told apart by runs.</param>
    public static Bimachine? Run(EndRow row, int symbols, int mostStates, long mostWork, out bool isTooLarge)
    {
        EndMapSearch search = new(row, symbols, mostStates, mostWork);
        isTooLarge = false;
        while (true)
        {
            if (search.Learn(isFirst: true) is not { } first || search.Learn(isFirst: false) is not { } last)
            {
                isTooLarge = search.work <= mostWork;
                return null;
            }

            IEnumerable<int> outputs = first.Access.SelectMany(before => Enumerable.Range(0, row.Cells).SelectMany(letter => last.Access.Select(after => search.End([.. before, letter, .. after])[before.Length])));
            Bimachine machine = new(row.Cells, symbols, [.. first.Next], [.. last.Next], [.. outputs]);
            if (search.work > mostWork)
                return null;
            if (EndMapCheck.Counterexample(row, machine, out _) is not { } wrong)
                return machine;
            search.Split(machine, first.Access, machine.Run(wrong.Row).SequenceEqual(search.End(wrong.Row)) ? search.Step(wrong.Row) : wrong.Row);
        }
    }

    /// <summary>Adds the endings of a row for which the machine is wrong, and the beginnings of that row with what stands before a wrong place replaced by the shortest beginning that the machine takes for it. One of these tells two words apart that were one state.</summary>
    private void Split(Bimachine machine, List<int[]> access, int[] wrong)
    {
        int[] right = End(wrong);
        int[] written = machine.Run(wrong);
        int state = 0;
        for (int i = 0; i < wrong.Length; i++)
        {
            Add(endings, wrong[i..]);
            int[] other = [.. access[state], .. wrong[i..]];
            for (int length = access[state].Length + 1; written[i] != right[i] && length <= other.Length; length++)
                Add(beginnings, other[..length]);
            state = machine.First[(state * row.Cells) + wrong[i]];
        }

        static void Add(List<int[]> known, int[] word)
        {
            if (!known.Any(each => each.AsSpan().SequenceEqual(word)))
                known.Add(word);
        }
    }

    /// <summary>One of both machines, with a shortest word to each of its states; null when there are too many states or too much was computed.</summary>
    private (List<int[]> Access, List<int> Next)? Learn(bool isFirst)
    {
        List<int[]> access = [[]];
        List<int> next = [];
        Dictionary<string, int> states = new() { [Signature([], isFirst)] = 0 };
        for (int state = 0; state < access.Count; state++)
            for (int letter = 0; letter < row.Cells; letter++)
            {
                int[] word = isFirst ? [.. access[state], letter] : [letter, .. access[state]];
                string signature = Signature(word, isFirst);
                if (states.TryAdd(signature, access.Count))
                    access.Add(word);
                if (access.Count > mostStates || work > mostWork)
                    return null;
                next.Add(states[signature]);
            }

        return (access, next);
    }

    /// <summary>How all known endings end behind a beginning, or beginnings before an ending.</summary>
    private string Signature(int[] word, bool isFirst)
    {
        StringBuilder written = new();
        foreach (int[] other in isFirst ? endings : beginnings)
        {
            int[] end = End(isFirst ? [.. word, .. other] : [.. other, .. word]);
            written.Append(Key(isFirst ? end[word.Length..] : end[..other.Length]));
        }

        return written.ToString();
    }

    /// <summary>Where the cells of a row come to rest; when too much was computed, just some row.</summary>
    private int[] End(int[] word)
    {
        work += word.Length;
        string key = Key(word);
        if (ends.TryGetValue(key, out int[]? known))
            return known;
        int[] now = word;
        for (int[] later = Step(now); work <= mostWork && !later.AsSpan().SequenceEqual(now); later = Step(now))
            now = later;
        return ends[key] = Array.ConvertAll(now, letter => letter % symbols);
    }

    private int[] Step(int[] word)
    {
        work += word.Length;
        Span<int> padded = new int[row.Left + word.Length + row.Right];
        padded.Fill(row.End);
        word.CopyTo(padded[row.Left..]);
        int[] later = new int[word.Length];
        for (int i = 0; i < later.Length; i++)
            later[i] = row.Next(padded.Slice(i, row.Left + 1 + row.Right));
        return later;
    }

    private static string Key(int[] word) => new(Array.ConvertAll(word, static letter => (char)letter));
}
