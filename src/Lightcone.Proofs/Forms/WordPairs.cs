using System.Collections.Immutable;

namespace Lightcone.Proofs.Forms;

/// <summary>
/// All rows of a rule, each beside a second row whose letters are chosen one by one from the windows of the first, as a bimachine reads both. At a cut between two cells the states that a beginning can lead to do not depend on those that an ending can lead to,
/// but for what a window shows there. So what is written for both rows in one place, on rows of every length, is a finite list: where beginnings lead, a window, where endings lead.
/// </summary>
/// <param name="row">The rule on rows with ends.</param>
/// <param name="machine">The bimachine, which reads the rule's whole cells.</param>
/// <param name="others">Which letters the second row may have in the middle of a window of the first.</param>
/// <param name="mostChanges">In how many places the rows may differ; null where that does not matter.</param>
internal sealed class WordPairs(EndRow row, Bimachine machine, Func<int[], IEnumerable<int>> others, int? mostChanges = null)
{
    private readonly int cuts = RowForm.Power(row.Symbols, row.Left + row.Right);
    private readonly int behind = RowForm.Power(row.Symbols, row.Right);
    private readonly int[]?[] choices = Choices(row, others);

    /// <summary>How many cases the last search looked at.</summary>
    public int Cases { get; private set; }

    /// <summary>The shortest pair of rows for which something else is written in some place than is demanded; null when there is none of any length.</summary>
    /// <param name="holds">Whether a letter of the first row, what is written for it, and what is written for the second row are as demanded.</param>
    public (int[] Row, int[] Other)? Violation(Func<int, int, int, bool> holds)
    {
        List<Node>[] endings = [.. Enumerable.Range(0, cuts).Select(static _ => new List<Node>())];
        foreach (Node node in Closure(isBeginning: false))
            endings[node.Cut].Add(node);
        (Node Beginning, int Letter, int Other, Node Ending)? shortest = null;
        Cases = 0;
        foreach (Node beginning in Closure(isBeginning: true))
            for (int number = beginning.Cut * row.Symbols; number < (beginning.Cut + 1) * row.Symbols; number++)
            {
                int letter = Letter(number);
                foreach (int other in choices[number] ?? [])
                    foreach (Node ending in endings[number % cuts])
                    {
                        if (beginning.Changes + Change(letter, other) + ending.Changes > (mostChanges ?? 0))
                            continue;
                        Cases++;
                        if ((shortest is not { } known || beginning.Length + ending.Length < known.Beginning.Length + known.Ending.Length)
                            && !holds(letter, machine.Output(beginning.State, letter, ending.State), machine.Output(beginning.OtherState, other, ending.OtherState)))
                            shortest = (beginning, letter, other, ending);
                    }
            }

        return shortest is { } found ? (Word(found.Beginning, found.Letter, found.Ending, static node => node.Letter), Word(found.Beginning, found.Other, found.Ending, static node => node.Other)) : null;
    }

    private static int[] Word(Node beginning, int letter, Node ending, Func<Node, int> letterOf)
    {
        List<int> word = [letter];
        for (Node at = beginning; at.From is { } from; at = from)
            word.Insert(0, letterOf(at));
        for (Node at = ending; at.From is { } from; at = from)
            word.Add(letterOf(at));
        return [.. word];
    }

    private int Change(int letter, int other) => mostChanges is null || letter == other ? 0 : 1;

    private int Letter(int window) => window / behind % row.Symbols;

    /// <summary>For each window the letters of the second row; null when no row shows it, or not with a cell in its middle.</summary>
    private static int[]?[] Choices(EndRow row, Func<int[], IEnumerable<int>> others)
    {
        int[]?[] choices = new int[RowForm.Power(row.Symbols, row.Left + 1 + row.Right)][];
        int[] window = new int[row.Left + 1 + row.Right];
        for (int number = 0; number < choices.Length; number++)
        {
            RowForm.Unpack(number, row.Symbols, window);
            if (window[row.Left] != row.End && RowForm.IsRow(window, row.End))
                choices[number] = [.. others(window)];
        }

        return choices;
    }

    /// <summary>Where beginnings lead, or endings, at a cut behind them, the shortest first.</summary>
    private List<Node> Closure(bool isBeginning)
    {
        ImmutableArray<int> next = isBeginning ? machine.First : machine.Last;
        int states = next.Length / machine.Letters;
        List<Node> nodes = [];
        HashSet<long> seen = [];
        int[] overlap = new int[row.Left + row.Right];
        for (int cut = 0; cut < cuts; cut++)
        {
            RowForm.Unpack(cut, row.Symbols, overlap);
            ReadOnlySpan<int> beyond = isBeginning ? overlap.AsSpan(0, row.Left) : overlap.AsSpan(row.Left);
            ReadOnlySpan<int> within = isBeginning ? overlap.AsSpan(row.Left) : overlap.AsSpan(0, row.Left);
            if (!beyond.ContainsAnyExcept(row.End) && (within.IsEmpty || (within[isBeginning ? 0 : ^1] != row.End && RowForm.IsRow(within, row.End))))
                Add(cut, 0, 0, 0, null, 0, 0);
        }

        for (int i = 0; i < nodes.Count; i++)
            for (int symbol = 0; symbol < row.Symbols; symbol++)
            {
                Node at = nodes[i];
                int number = isBeginning ? (at.Cut * row.Symbols) + symbol : (symbol * cuts) + at.Cut;
                int letter = Letter(number);
                foreach (int other in choices[number] ?? [])
                    if (at.Changes + Change(letter, other) <= (mostChanges ?? 0))
                        Add(isBeginning ? number % cuts : number / row.Symbols, next[(at.State * row.Cells) + letter], next[(at.OtherState * row.Cells) + other], at.Changes + Change(letter, other), at, letter, other);
            }

        return nodes;

        void Add(int cut, int state, int otherState, int changes, Node? from, int letter, int other)
        {
            if (seen.Add((((((long)cut * states) + state) * states) + otherState) * ((mostChanges ?? 0) + 1L) + changes))
                nodes.Add(new(cut, state, otherState, changes, (from?.Length ?? -1) + 1, from, letter, other));
        }
    }

    /// <summary>Where a beginning or ending leads.</summary>
    /// <param name="Cut">The symbols around the cut behind it.</param>
    /// <param name="State">The machine's state on the first row.</param>
    /// <param name="OtherState">Its state on the second.</param>
    /// <param name="Changes">In how many places the rows differ, where that matters.</param>
    /// <param name="Length">Its cells.</param>
    /// <param name="From">The one that is a cell shorter; null for none.</param>
    /// <param name="Letter">The cell that it is longer by.</param>
    /// <param name="Other">The same of the second row.</param>
    private sealed record Node(int Cut, int State, int OtherState, int Changes, int Length, Node? From, int Letter, int Other);
}
