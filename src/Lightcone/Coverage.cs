using System.Collections.Immutable;

namespace Lightcone;

/// <summary>Level 2: which neighborhoods the learner was shown. What it was not shown, it guessed; a guess may be right, but the examples do not say so.</summary>
/// <param name="Seen">Neighborhoods that the examples held.</param>
/// <param name="Total">Neighborhoods in the domain.</param>
/// <param name="Guessed">The others, for people, the first hundred of them.</param>
public sealed record Coverage(int Seen, int Total, ImmutableArray<string> Guessed)
{
    /// <summary>So many of the guessed neighborhoods are named at most.</summary>
    internal const int MostNamed = 100;

    /// <summary>Whether every neighborhood was shown.</summary>
    public bool IsComplete => Seen == Total;

    /// <summary>The share of the domain that was never shown, 0 to 1: so much of the table is guessed.</summary>
    public double GuessedShare => (double)(Total - Seen) / Total;

    /// <summary>The sentence of the command line: <c>3 of 27 neighborhoods were never shown: ...</c></summary>
    public override string ToString() => IsComplete
        ? $"all {Total} neighborhoods were shown."
        : $"{Total - Seen} of {Total} neighborhoods {(Total - Seen == 1 ? "was" : "were")} never shown: {string.Join(' ', Guessed.Take(12))}{(Guessed.Length > 12 ? " ..." : "")}. {(Total - Seen == 1 ? "Its output is a guess" : "Their outputs are guesses")}.";

    /// <summary>What examples showed.</summary>
    public static Coverage Of(Transitions transitions)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        return new(transitions.Seen.Length, transitions.Signature.DomainSize, [.. transitions.Unseen.Take(MostNamed).Select(transitions.Signature.Describe)]);
    }

    internal static Coverage Of(NeuralRule network) =>
        new(network.Training.Seen, network.Training.DomainSize, [.. network.Training.Unseen.Select(network.Signature.Describe)]);
}
