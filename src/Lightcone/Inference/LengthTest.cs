using Lightcone.Foundation.Input;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Inference;

/// <summary>
/// Whether a rule learned from short rows holds on longer ones: it is learned again without the longest lines, which it must then answer, and from the beginning of every line alone, where it must need no fewer states.
/// A machine that grows with its data is a list of what it was shown, as state merging makes it of every language that no finite machine accepts.
/// </summary>
public sealed record LengthTest
{
    private LengthTest()
    {
    }

    /// <summary>Lines from which the rule was learned again: the shorter half.</summary>
    public required int Learned { get; init; }

    /// <summary>The longest lines, which were held out.</summary>
    public required int HeldOut { get; init; }

    /// <summary>Symbols of the shortest line that was held out.</summary>
    public required int Shortest { get; init; }

    /// <summary>Symbols of the longest line.</summary>
    public required int Longest { get; init; }

    /// <summary>Held-out lines that were answered as they should be.</summary>
    public required int Right { get; init; }

    /// <summary>Held-out lines that were answered otherwise, or that need something the shorter lines never show.</summary>
    public int Wrong => HeldOut - Right;

    /// <summary>The share of such lines that may be answered wrongly all the same, 0 to 1: the upper end of the one-sided 95 % interval of what was seen. Three lines that are right leave .63, a hundred .03.</summary>
    public double WrongAtMost => BinomialShare.UpperBound(Wrong, HeldOut);

    /// <summary>States that the lines reach in the machine learned from all of them.</summary>
    public required int States { get; init; }

    /// <summary>The same in the machine learned from the shorter lines; null when none was found.</summary>
    public required int? ShorterStates { get; init; }

    /// <summary>The first so many symbols of each line, from which it was learned once more; 0 when all lines are too short to be cut.</summary>
    public required int Cut { get; init; }

    /// <summary>States of that machine; null when none was found or nothing was cut.</summary>
    public required int? CutStates { get; init; }

    /// <summary>Whether a rule was found: the machine needs no more states than the first half of each line does, and what is learned from the shorter lines answers all the others with no fewer states, or each quarter of the lines is answered by what is learned from the rest. What is learned from the first halves may answer for them, unless the machine of the shorter lines is smaller and answers a longer one wrongly or not at all.</summary>
    public required bool IsPassed { get; init; }

    /// <summary>Why no rule was found, as a sentence; empty when one was.</summary>
    public string Reason
    {
        get
        {
            if (IsPassed)
                return "";
            bool grew = CutStates is { } cut && cut < States;
            if (grew)
                return FormattableString.Invariant($"the machine grows with the data: {EditDistance.Count(CutStates!.Value, "state")} for the first {EditDistance.Count(Cut, "symbol")} of each line, {States:N0} for all of it. Either no machine of finitely many states gives these answers, or the lines are too few or too short to show all that one needs.");
            if (ShorterStates is { } few && Wrong == 0)
                return FormattableString.Invariant($"learned from the shorter half of the lines, with {EditDistance.Count(few, "state")}, it answers the longest too; with all lines it has {States:N0}. The lines are too few to tell which it is.");
            return ShorterStates is { } states
                ? FormattableString.Invariant($"learned from the shorter half of the lines, with {EditDistance.Count(states, "state")}, {Wrong:N0} of the {HeldOut:N0} longest lines {(Wrong == 1 ? "is" : "are")} not answered; with all lines it has {States:N0}. Either no machine of finitely many states gives these answers, or the lines are too few.")
                : "from the shorter half of the lines nothing could be learned that answers them. Either no machine of finitely many states gives these answers, or the lines are too few.";
        }
    }

    /// <summary>The sentence of the command line.</summary>
    public override string ToString() => IsPassed
        ? FormattableString.Invariant($"learned without the longest {HeldOut:N0} lines, {Right:N0} of these are right; {States:N0} states")
        : $"no rule found: {Reason}";

    /// <summary>Learns again from less.</summary>
    /// <param name="pairs">All lines.</param>
    /// <param name="machine">What was learned from all of them.</param>
    /// <param name="learn">The same way of learning, for some of the lines; null when it finds nothing.</param>
    /// <param name="isSlow">Whether learning takes so long that it is done once more and not three times.</param>
    /// <returns>The result; null when there is a single line, of which nothing can be held out.</returns>
    public static LengthTest? Of(AlignedPairs pairs, Transducer machine, Func<AlignedPairs, (Transducer Machine, PairFeature Feature)?> learn, bool isSlow = false)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(learn);
        if (pairs.Pairs.Length < 2)
            return null;
        // The order of lines that are equally long stays that of the file.
        AlignedPair[] sorted = [.. pairs.Pairs.OrderBy(static pair => pair.Input.Length)];
        int half = (sorted.Length + 1) / 2;
        (AlignedPair[] shorter, AlignedPair[] longer) = (sorted[..half], sorted[half..]);
        int states = Reached(machine, sorted);
        Trial first = Trial.Of(learn, pairs.With(shorter), longer);
        int longest = sorted[^1].Input.Length;
        int cut = longest / 2 < 1 ? 0 : (longest + 1) / 2;
        // From the first half of each line to the whole: the strongest sign there is, where lines are long enough for it.
        Trial? grown = !isSlow && Cutting(pairs, cut) is { } beginnings ? Trial.Of(learn, beginnings, pairs.Layout.Form == AnswerForm.LastSymbol ? [] : sorted) : null;
        // Fewer states from more lines are no growth: a machine that training finds may be larger than need be.
        bool holds = grown is null || grown.States >= states;
        bool isOutgrown = first.Right < longer.Length && !(first.States >= states);
        bool passed = holds && (Passes(first, longer.Length, states)
            || (grown is not null && pairs.Layout.Form != AnswerForm.LastSymbol && !isOutgrown && Passes(grown, sorted.Length, states))
            || (!isSlow && ShowsSymbols(shorter, longer) && IsSteady(pairs, learn, states)));
        return new LengthTest
        {
            Learned = half,
            HeldOut = longer.Length,
            Shortest = longer[0].Input.Length,
            Longest = longest,
            Right = first.Right,
            States = states,
            ShorterStates = first.States,
            Cut = grown is null ? 0 : cut,
            CutStates = grown?.States,
            IsPassed = passed,
        };
    }

    private static bool Passes(Trial trial, int asked, int states) => trial.States >= states && trial.IsPassed(asked);

    /// <summary>Whether the shorter lines show every symbol of the longer ones' answers.</summary>
    private static bool ShowsSymbols(AlignedPair[] shorter, AlignedPair[] longer) =>
        shorter.SelectMany(static pair => pair.Output).ToHashSet() is var shown && longer.All(pair => pair.Output.All(shown.Contains));

    /// <summary>Where the shorter lines show too little of a machine that does not grow: whether each quarter of the lines, taken from all lengths, is answered by what is learned from the others, with as many states.</summary>
    private static bool IsSteady(AlignedPairs pairs, Func<AlignedPairs, (Transducer Machine, PairFeature Feature)?> learn, int states)
    {
        const int parts = 4;
        if (pairs.Pairs.Length < 5 * parts)
            return false;
        for (int part = 0; part < parts; part++)
        {
            AlignedPair[] asked = [.. pairs.Pairs.Where((_, line) => line % parts == part)];
            Trial trial = Trial.Of(learn, pairs.With(pairs.Pairs.Where((_, line) => line % parts != part)), asked);
            if (!Passes(trial, asked.Length, states))
                return false;
        }

        return true;
    }

    /// <summary>The first symbols of each line; of answers to whole words only the short ones. Null when too little is left.</summary>
    private static AlignedPairs? Cutting(AlignedPairs pairs, int symbols)
    {
        AlignedPair[] parts = pairs.Layout.Form == AnswerForm.LastSymbol
            ? [.. pairs.Pairs.Where(pair => pair.Input.Length <= symbols)]
            : [.. pairs.Pairs.Select(pair => pair.Input.Length <= symbols ? pair : pair with { Input = pair.Input[..symbols], Output = pair.Output[..symbols] })];
        return symbols < 1 || 4 * parts.Length < pairs.Pairs.Length ? null : pairs.With(parts);
    }

    private static int Reached(Transducer machine, IEnumerable<AlignedPair> pairs)
    {
        HashSet<int> states = [machine.Start];
        foreach (AlignedPair pair in pairs)
        {
            int state = machine.Start;
            foreach (byte input in pair.Input)
                states.Add(state = machine.Next[(state * machine.Input.Size) + input]);
        }

        return states.Count;
    }

    /// <summary>What was learned from some lines, and how many others it answers.</summary>
    private sealed record Trial(int? States, int Right, int Wrong)
    {
        /// <summary>Nothing is answered wrongly, and few lines need something that was never shown: of many symbols a few pairs may be missing.</summary>
        public bool IsPassed(int asked) => Wrong == 0 && 10L * Right >= 9L * asked;

        public static Trial Of(Func<AlignedPairs, (Transducer Machine, PairFeature Feature)?> learn, AlignedPairs shown, AlignedPair[] asked)
        {
            if (learn(shown) is not { } learned)
                return new(null, 0, asked.Length);
            (Transducer machine, PairFeature feature) = learned;
            bool[] seen = new bool[machine.States * feature.Count];
            foreach (AlignedPair pair in shown.Pairs)
                foreach (int edge in Edges(machine, feature, pair))
                    seen[edge] = true;
            int right = 0;
            int wrong = 0;
            foreach (AlignedPair pair in asked)
            {
                bool known = Edges(machine, feature, pair).All(edge => seen[edge]);
                bool fits = AlignedPairs.IsAnsweredBy(machine, pair);
                right += known && fits ? 1 : 0;
                wrong += known && !fits ? 1 : 0;
            }

            return new(Reached(machine, shown.Pairs), right, wrong);
        }

        private static IEnumerable<int> Edges(Transducer machine, PairFeature feature, AlignedPair pair)
        {
            int state = machine.Start;
            foreach (byte input in pair.Input)
            {
                yield return (state * feature.Count) + feature.Classes[input];
                state = machine.Next[(state * machine.Input.Size) + input];
            }
        }
    }
}
