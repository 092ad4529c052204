using System.Collections.Immutable;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone;

/// <summary>Single-step examples: which neighborhoods were seen, how often, and what they give. The training data of a local rule, and the coverage of what was learned from it.</summary>
/// <remarks>Immutable. Needs 9 bytes for each neighborhood of the domain. Examples are numbered from 1 in the order in which they were given; messages name them by that number.</remarks>
/// <example>
/// <code>
/// Transitions all = Transitions.Of(rule110);                  // every neighborhood once
/// Transitions shown = Transitions.FromRun(rule110, start, steps: 4);
/// </code>
/// </example>
public sealed class Transitions
{
    private readonly int[] counts;
    private readonly byte[] results;

    internal Transitions(Signature signature, int[] counts, byte[] results, long count)
    {
        Signature = signature;
        this.counts = counts;
        this.results = results;
        Count = count;
        ImmutableArray<int>.Builder seen = ImmutableArray.CreateBuilder<int>();
        ImmutableArray<int>.Builder unseen = ImmutableArray.CreateBuilder<int>();
        for (int index = 0; index < counts.Length; index++)
            (counts[index] > 0 ? seen : unseen).Add(index);
        Seen = seen.ToImmutable();
        Unseen = unseen.ToImmutable();
    }

    /// <summary>What is read and given.</summary>
    public Signature Signature { get; }

    /// <summary>How many examples there are, repetitions included.</summary>
    public long Count { get; }

    /// <summary>How often each neighborhood was shown, by its number.</summary>
    public ReadOnlySpan<int> Counts => counts;

    /// <summary>The numbers of the neighborhoods that were shown, ascending.</summary>
    public ImmutableArray<int> Seen { get; }

    /// <summary>The numbers of the neighborhoods that were never shown, ascending: what a network says there is a guess.</summary>
    public ImmutableArray<int> Unseen { get; }

    /// <summary>The share of the domain that was shown, 0 to 1.</summary>
    public double Coverage => (double)Seen.Length / Signature.DomainSize;

    /// <summary>Every neighborhood of a rule, once.</summary>
    public static Transitions Of(LocalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        int[] counts = new int[rule.Signature.DomainSize];
        Array.Fill(counts, 1);
        return new(rule.Signature, counts, rule.Table.ToArray(), counts.Length);
    }

    /// <summary>Uniformly random neighborhoods of a rule, independent of each other.</summary>
    /// <param name="rule">The rule that is asked.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="stream">Where the choice comes from.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static Transitions Sample(LocalRule rule, int count, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int[] counts = new int[rule.Signature.DomainSize];
        for (int i = 0; i < count; i++)
            counts[stream.NextInt32(counts.Length)]++;
        return new(rule.Signature, counts, rule.Table.ToArray(), count);
    }

    /// <summary>Examples one by one.</summary>
    /// <param name="signature">What is read and given.</param>
    /// <param name="neighborhoods">The neighborhoods, one after the other, each with one symbol number for each position.</param>
    /// <param name="outcomes">The symbol that each of them gives.</param>
    /// <exception cref="ArgumentException">The lengths do not go together, or a number is no symbol.</exception>
    /// <exception cref="InputException">Two examples give one neighborhood different results; the message names them.</exception>
    public static Transitions FromExamples(Signature signature, ReadOnlySpan<byte> neighborhoods, ReadOnlySpan<byte> outcomes)
    {
        TransitionCollector collector = new(signature);
        int width = signature.Positions;
        if (neighborhoods.Length != (long)outcomes.Length * width)
            throw new ArgumentException($"{outcomes.Length} outcomes need {(long)outcomes.Length * width} symbols of neighborhoods, not {neighborhoods.Length}.", nameof(neighborhoods));
        for (int i = 0; i < outcomes.Length; i++)
            collector.Add(signature.IndexOf(neighborhoods.Slice(i * width, width)), outcomes[i]);
        return collector.ToTransitions();
    }

    /// <summary>Examples cut from a configuration and the one that follows it: one for each cell, in the order of the cells.</summary>
    /// <param name="signature">What is read and given.</param>
    /// <param name="before">The configuration before the step, with its frozen input when the signature reads one.</param>
    /// <param name="after">The configuration after it.</param>
    /// <exception cref="ArgumentException">Alphabets, shapes or the input do not fit the signature.</exception>
    /// <exception cref="InputException">Two cells with one neighborhood take different symbols; the message names them and, in a row, the radius that would tell them apart.</exception>
    public static Transitions FromLattices(Signature signature, Lattice before, Lattice after)
    {
        TransitionCollector collector = new(signature);
        collector.Add(before, after);
        return collector.ToTransitions();
    }

    /// <summary>Examples cut from a run: one for each cell and step, in the order of the steps.</summary>
    /// <param name="signature">What is read and given.</param>
    /// <param name="states">Consecutive configurations, at least two. The frozen input of the first is that of all that have none.</param>
    /// <exception cref="ArgumentException">There are fewer than two configurations, or one does not fit the signature.</exception>
    /// <exception cref="InputException">Two cells with one neighborhood take different symbols.</exception>
    public static Transitions FromRun(Signature signature, IEnumerable<Lattice> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        TransitionCollector collector = new(signature);
        Lattice? before = null;
        int count = 0;
        foreach (Lattice state in states)
        {
            if (before is not null)
                collector.Add(before, state);
            before = state.Input is null && before?.Input is not null ? state.WithInput(before.Input) : state;
            count++;
        }

        return count >= 2 ? collector.ToTransitions() : throw new ArgumentException($"A run of {count} configurations has no step.", nameof(states));
    }

    /// <summary>Examples cut from a run of a rule.</summary>
    /// <param name="rule">The rule that runs.</param>
    /// <param name="initial">The first configuration.</param>
    /// <param name="steps">How many steps, at least 1.</param>
    public static Transitions FromRun(LocalRule rule, Lattice initial, int steps)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return FromRun(rule.Signature, States());
        IEnumerable<Lattice> States()
        {
            Lattice state = initial;
            yield return state;
            for (int i = 0; i < steps; i++)
                yield return state = rule.Step(state);
        }
    }

    /// <summary>These examples followed by <paramref name="more"/>, for instance the counterexamples of a refutation.</summary>
    /// <exception cref="ArgumentException">The signatures differ.</exception>
    /// <exception cref="InputException">The two contradict each other.</exception>
    public Transitions With(Transitions more)
    {
        ArgumentNullException.ThrowIfNull(more);
        if (!more.Signature.Equals(Signature))
            throw new ArgumentException($"Examples of {more.Signature} cannot be added to examples of {Signature}.", nameof(more));
        int[] sum = new int[counts.Length];
        byte[] union = new byte[counts.Length];
        for (int index = 0; index < sum.Length; index++)
        {
            if (counts[index] > 0 && more.counts[index] > 0 && results[index] != more.results[index])
                throw new InputException(
                    $"the two sets of examples give the neighborhood {Signature.Describe(index)} different results ({Name(results[index])} and {Name(more.results[index])}): no rule on these cells has both. Remove one, or read more cells.");
            sum[index] = counts[index] + more.counts[index];
            union[index] = counts[index] > 0 ? results[index] : more.results[index];
        }

        return new(Signature, sum, union, Count + more.Count);
        string Name(byte symbol) => Signature.Output.Names[symbol];
    }

    /// <summary>The result of a neighborhood that was shown.</summary>
    /// <exception cref="ArgumentException">It never was.</exception>
    public byte ResultOf(int neighborhoodIndex) =>
        counts[neighborhoodIndex] > 0 ? results[neighborhoodIndex] : throw new ArgumentException($"The neighborhood {Signature.Describe(neighborhoodIndex)} was never shown.", nameof(neighborhoodIndex));

    /// <summary>What was shown and what was not, as a sentence: <c>3 of 27 neighborhoods were never shown: (2,0,1) (2,2,1) (1,2,2). Their outputs are guesses.</c></summary>
    public override string ToString() => Unseen.Length == 0
        ? $"all {Signature.DomainSize} neighborhoods were shown, in {Count} examples."
        : $"{Unseen.Length} of {Signature.DomainSize} neighborhoods {(Unseen.Length == 1 ? "was" : "were")} never shown: {string.Join(' ', Unseen.Take(8).Select(Signature.Describe))}{(Unseen.Length > 8 ? " ..." : "")}. {(Unseen.Length == 1 ? "Its output is a guess" : "Their outputs are guesses")}.";
}
