using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Inference;

/// <summary>The automaton behind questions and answers, as it is found without any training, and what speaks for it.</summary>
public sealed record AnswerFit
{
    private AnswerFit()
    {
    }

    /// <summary>The automaton.</summary>
    public required Automaton Automaton { get; init; }

    /// <summary>Whether it gives every answer.</summary>
    public bool IsExact => Right == Lines;

    /// <summary>How many of the answers it gives.</summary>
    public required int Right { get; init; }

    /// <summary>How many lines there are.</summary>
    public required int Lines { get; init; }

    /// <summary>How it was found, in words.</summary>
    public required string Method { get; init; }

    /// <summary>Its states, in words.</summary>
    public required string Machine { get; init; }

    /// <summary>How many of the lines, from the first on, already give the same.</summary>
    public required int Sufficed { get; init; }

    /// <summary>How many transitions it needs: what is compared when there are two ways.</summary>
    public required int Transitions { get; init; }

    /// <summary>What became of the longest lines, which were held out; null where there was nothing to hold out.</summary>
    public required LengthTest? Test { get; init; }

    /// <summary>The answer as the state where that explains the lines with no more transitions than hidden states would, and holds on the longest of them; else hidden states.</summary>
    /// <param name="pairs">The lines.</param>
    /// <param name="task">A task whose names for the states are taken over; left out, they are q0, q1, ...</param>
    /// <exception cref="InputException">Neither way explains the lines; the message says why.</exception>
    public static AnswerFit Of(AlignedPairs pairs, LocalTask? task = null)
    {
        AnswerFit? visible = Visible(pairs);
        AnswerFit merged;
        try
        {
            merged = Merged(pairs, task);
        }
        catch (InputException) when (visible is not null)
        {
            return visible;
        }

        return visible switch
        {
            null => merged,
            { Test.IsPassed: false } when merged is { Test.IsPassed: true } => merged,
            { Test.IsPassed: true } when merged is { Test.IsPassed: false } => visible,
            _ => visible.Transitions <= merged.Transitions ? visible : merged,
        };
    }

    /// <summary>The answer as the state; null when there is hidden state.</summary>
    /// <param name="pairs">The lines.</param>
    public static AnswerFit? Visible(AlignedPairs pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return DirectFit.Fit(pairs) is not { } fit ? null : new()
        {
            Automaton = fit.Automaton,
            Right = pairs.Pairs.Length,
            Lines = pairs.Pairs.Length,
            Method = "visible state: each answer is its own training set",
            Machine = $"{pairs.Output.Size} states, the answer's symbols",
            Sufficed = fit.Sufficed,
            Transitions = fit.Transitions.Seen.Length,
            Test = LengthTest.Of(pairs, DirectFit.Learn(pairs)!.Value.Machine, DirectFit.Learn),
        };
    }

    /// <summary>Hidden states, by merging.</summary>
    /// <param name="pairs">The lines.</param>
    /// <param name="task">A task whose names for the states are taken over; left out, they are q0, q1, ...</param>
    /// <exception cref="InputException">Lines contradict each other, or too many states are needed.</exception>
    public static AnswerFit Merged(AlignedPairs pairs, LocalTask? task = null)
    {
        StateMerging merging = new();
        TransducerFit fit = merging.Fit(pairs);
        return Of(fit, task, LengthTest.Of(pairs, fit.Machine, merging.Learn));
    }

    /// <summary>A machine that was found in another way.</summary>
    /// <param name="fit">The machine.</param>
    /// <param name="task">A task whose names for the states are taken over; left out, they are q0, q1, ...</param>
    /// <param name="test">What became of the longest lines; null where none was held out.</param>
    public static AnswerFit Of(TransducerFit fit, LocalTask? task = null, LengthTest? test = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return new()
        {
            Automaton = fit.ToAutomaton(task),
            Right = fit.Right,
            Lines = fit.Pairs.Pairs.Length,
            Method = fit.Method,
            Machine = $"{EditDistance.Count(fit.Machine.States, "state")}{(fit.Feature.IsPlain ? "" : $"; that only the {fit.Feature.Name} matters is assumed, and no line contradicts it")}",
            Sufficed = fit.Sufficed,
            Transitions = fit.Machine.States * fit.Feature.Count,
            Test = test,
        };
    }
}
