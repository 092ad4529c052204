using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Inference;

/// <summary>
/// Finds a small machine with hidden states behind exact questions and answers: states of the tree of all prefixes are merged as long as no output is contradicted, those with most evidence first
/// (the red-blue framework of Lang, Pearlmutter and Price, ICGI 1998, here for machines that write one symbol for each that they read; Oncina, Garcia and Vidal 1993 for transducers).
/// </summary>
/// <remarks>The answers must be exact: a single wrong line makes the machine grow, and the number of its states shows it. Costs milliseconds for hundreds of lines.</remarks>
public sealed record StateMerging
{
    /// <summary>The most states that a machine may need, 1 to 256. Default 64.</summary>
    public int MaxStates { get; init => field = value is >= 1 and <= 256 ? value : throw new ArgumentOutOfRangeException(nameof(MaxStates), value, "MaxStates goes from 1 to 256."); } = 64;

    /// <summary>Whether pairs of digits may be told apart by their sum or difference only, when no line contradicts it and the machine becomes simpler. Default true.</summary>
    public bool Features { get; init; } = true;

    /// <summary>The machine with the fewest transitions that gives every answer.</summary>
    /// <exception cref="InputException">Two lines begin with the same question and differ in the answer, or more than <see cref="MaxStates"/> states are needed.</exception>
    public TransducerFit Fit(AlignedPairs pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        Machine best = Best(pairs);
        (int low, int high) = (1, pairs.Pairs.Length);
        // The first n pairs suffice when they alone give the same machine; that fewer do not is looked for by halving.
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (TryBest(pairs.Take(middle)) is { } part && part.Table.Equals(best.Table))
                high = middle;
            else
                low = middle + 1;
        }

        return new TransducerFit(pairs, best.Table, best.Feature, high, Method: "state merging");
    }

    /// <summary>The machine alone; null when some lines contradict each other or too many states are needed.</summary>
    public (Transducer Machine, PairFeature Feature)? Learn(AlignedPairs pairs) => TryBest(pairs) is { } best ? (best.Table, best.Feature) : null;

    private Machine Best(AlignedPairs pairs) => TryBest(pairs) ?? throw Refuse(pairs);

    private Machine? TryBest(AlignedPairs pairs)
    {
        Machine? best = null;
        foreach (PairFeature feature in PairFeature.Of(pairs.Input))
            if ((Features || feature.IsPlain) && Merge(pairs, feature) is { } machine && (best is null || machine.Transitions < best.Transitions))
                best = machine;
        return best;
    }

    private InputException Refuse(AlignedPairs pairs)
    {
        (PrefixTree? tree, int first, int second) = PrefixTree.Build(pairs, static symbol => symbol);
        return tree is null
            ? new InputException($"lines {first} and {second} begin alike and go on with different answers: no signal that travels along the row gives both. Is the order of the symbols right, or a line wrong?", new SourceLocation(pairs.File, second))
            : new InputException($"more than {MaxStates} states would be needed: the answers are noisy, or no signal with so few states makes them. One wrong line is enough.", new SourceLocation(pairs.File));
    }

    private Machine? Merge(AlignedPairs pairs, PairFeature feature)
    {
        if (PrefixTree.Build(pairs, symbol => feature.Classes[symbol]).Tree is not { } tree)
            return null;
        List<int> red = [0];
        while (Fringe(tree, red) is { Count: > 0 } blue)
        {
            (int Score, int Parent, byte Input, int Node, int Into)? merge = null;
            int? promote = null;
            foreach ((int parent, byte input, int node) in blue)
            {
                bool fits = false;
                foreach (int state in red)
                {
                    // The edge leads to its new place while folding, so that loops fold into themselves.
                    tree.Redirect(parent, input, state);
                    int score = tree.Fold(state, node, keep: false);
                    tree.Redirect(parent, input, node);
                    fits |= score >= 0;
                    if (score >= 0 && (merge is null || score > merge.Value.Score))
                        merge = (score, parent, input, node, state);
                }

                // The fringe is in order of depth: the first that fits nowhere is the nearest.
                if (!fits)
                    promote ??= node;
            }

            if (promote is { } another)
            {
                if (red.Count == MaxStates)
                    return null;
                red.Add(another);
            }
            else
            {
                (_, int parent, byte input, int node, int into) = merge!.Value;
                tree.Redirect(parent, input, into);
                tree.Fold(into, node, keep: true);
            }
        }

        return Machine.Of(tree, red, pairs, feature);
    }

    /// <summary>The nodes one edge away from the states, each once.</summary>
    private static List<(int Parent, byte Input, int Node)> Fringe(PrefixTree tree, List<int> red)
    {
        List<(int Parent, byte Input, int Node)> blue = [];
        HashSet<int> known = [.. red];
        foreach (int parent in red)
            foreach ((byte input, _, int target) in tree.Edges(parent))
                if (!known.Contains(target))
                    blue.Add((parent, input, target));
        return [.. blue.OrderBy(item => tree.Depth(item.Node)).ThenBy(static item => item.Parent).ThenBy(static item => item.Input)];
    }

    /// <summary>A machine over the pairs' own symbols, completed where nothing was shown, and the number of transitions that were.</summary>
    private sealed record Machine(Transducer Table, PairFeature Feature, int Transitions)
    {
        public static Machine Of(PrefixTree tree, List<int> red, AlignedPairs pairs, PairFeature feature)
        {
            Dictionary<int, int> number = red.Select(static (node, state) => (node, state)).ToDictionary(static pair => pair.node, static pair => pair.state);
            (int Next, int Output)?[] known = new (int, int)?[red.Count * feature.Count];
            foreach (int node in red)
                foreach ((byte input, int output, int target) in tree.Edges(node))
                    known[(number[node] * feature.Count) + input] = (number[target], Math.Max(0, output));
            return new(
                Transducer.FromFunction(pairs.Input, pairs.Output, red.Count, 0, (state, symbol) => known[(state * feature.Count) + feature.Classes[symbol]] ?? (0, 0)),
                feature,
                known.Count(static edge => edge is not null));
        }
    }
}
