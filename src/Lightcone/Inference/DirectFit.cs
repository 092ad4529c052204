using Lightcone.Foundation.Arrays;
using Lightcone.Tasks;

namespace Lightcone.Inference;

/// <summary>Reads a rule off converged pairs when the answer is the state itself: the fixed point is then its own training set, y[i] = f(x[i], y[i-1]) at every cell.</summary>
public static class DirectFit
{
    /// <summary>Every cell of every pair as an example, behind a wall of the first symbol under which no two contradict each other.</summary>
    /// <returns>The examples and the wall; null when under every wall two examples contradict each other: there is hidden state, as there is behind the answers to whole words.</returns>
    public static (Transitions Transitions, Boundary Boundary)? Cut(AlignedPairs pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Layout.Form == AnswerForm.LastSymbol)
            return null;
        Signature signature = new(pairs.Input, Neighborhood.Own, pairs.Output, Neighborhood.Of(pairs.IsReversed ? 1 : -1));
        for (byte wall = 0; wall < pairs.Output.Size; wall++)
            if (Cut(pairs, signature, wall) is { } transitions)
                return (transitions, Boundary.Fixed(wall));
        return null;
    }

    /// <summary>The rule with its coverage, and how many pairs showed all that was shown; null when there is hidden state.</summary>
    public static (Automaton Automaton, Transitions Transitions, int Sufficed)? Fit(AlignedPairs pairs)
    {
        if (Cut(pairs) is not { } cut)
            return null;
        (Transitions transitions, Boundary boundary) = cut;
        byte[] table = new byte[transitions.Signature.DomainSize];
        foreach (int index in transitions.Seen)
            table[index] = transitions.ResultOf(index);
        HashSet<int> missing = [.. transitions.Seen];
        int sufficed = 0;
        while (missing.Count > 0)
        {
            AlignedPair pair = pairs.Pairs[sufficed++];
            byte before = ((Boundary.FixedBoundary)boundary).Symbol;
            for (int i = 0; i < pair.Input.Length; i++)
            {
                missing.Remove(transitions.Signature.IndexOf([pair.Input[i], before]));
                before = pair.Output[i];
            }
        }

        return (new Automaton { Rule = LocalRule.FromTable(transitions.Signature, table), Boundary = boundary, Coverage = Coverage.Of(transitions), Layout = pairs.Layout }, transitions, sufficed);
    }

    /// <summary>The same as a machine, whose states are the answer's symbols; with what it looks at of an input symbol; null when there is hidden state.</summary>
    public static (Transducer Machine, PairFeature Feature)? Learn(AlignedPairs pairs)
    {
        if (Cut(pairs) is not { } cut)
            return null;
        Transitions transitions = cut.Transitions;
        int wall = ((Boundary.FixedBoundary)cut.Boundary).Symbol;
        return (Transducer.FromFunction(pairs.Input, pairs.Output, pairs.Output.Size, wall, (state, input) =>
        {
            int index = transitions.Signature.IndexOf([(byte)input, (byte)state]);
            int next = transitions.Counts[index] > 0 ? transitions.ResultOf(index) : 0;
            return (next, next);
        }), PairFeature.Plain(pairs.Input));
    }

    private static Transitions? Cut(AlignedPairs pairs, Signature signature, byte wall)
    {
        byte[] results = new byte[signature.DomainSize];
        bool[] seen = new bool[signature.DomainSize];
        foreach (AlignedPair pair in pairs.Pairs)
        {
            byte before = wall;
            for (int i = 0; i < pair.Input.Length; i++)
            {
                int index = signature.IndexOf([pair.Input[i], before]);
                if (seen[index] && results[index] != pair.Output[i])
                    return null;
                (seen[index], results[index], before) = (true, pair.Output[i], pair.Output[i]);
            }
        }

        TransitionCollector collector = new(signature);
        foreach (AlignedPair pair in pairs.Pairs)
            for (int i = 0; i < pair.Input.Length; i++)
                collector.Add(signature.IndexOf([pair.Input[i], i == 0 ? wall : pair.Output[i - 1]]), pair.Output[i]);
        return collector.ToTransitions();
    }
}
