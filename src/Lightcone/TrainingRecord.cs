using System.Collections.Immutable;

namespace Lightcone;

/// <summary>How a network was made.</summary>
public sealed record TrainingRecord
{
    /// <summary>The most neighborhoods that <see cref="Unseen"/> lists.</summary>
    public const int MostUnseen = 100;

    /// <summary>The seed of all random numbers.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many times training started again before the attempt that gave this network; 0 means the first one did.</summary>
    public required int Restarts { get; init; }

    /// <summary>Steps of the optimizer in that attempt.</summary>
    public required int Steps { get; init; }

    /// <summary>Whether the network gives the right result for every neighborhood it was shown. It says nothing about neighborhoods that were not.</summary>
    public required bool Exact { get; init; }

    /// <summary>The smallest margin over the neighborhoods shown, in logits; negative when one of them is wrong.</summary>
    public required double Margin { get; init; }

    /// <summary>How many different neighborhoods were shown.</summary>
    public required int Seen { get; init; }

    /// <summary>The neighborhoods that were not shown, by number, at most <see cref="MostUnseen"/> of them.</summary>
    public ImmutableArray<int> Unseen { get; init; } = [];

    /// <summary>Size of the whole domain: when it exceeds <see cref="Seen"/>, the rest are guesses.</summary>
    public required int DomainSize { get; init; }

    /// <summary>The recipe in words: batch, optimizer, activation, code, initialization, stopping rule.</summary>
    public required string Recipe { get; init; }

    /// <summary>The record of a network whose weights were given and not learned.</summary>
    internal static TrainingRecord None(Signature signature) =>
        new() { Seed = 0, Restarts = 0, Steps = 0, Exact = false, Margin = 0, Seen = 0, DomainSize = signature.DomainSize, Recipe = "weights as given, not trained" };
}
