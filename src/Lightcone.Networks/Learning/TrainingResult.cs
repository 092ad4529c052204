using System.Collections.Immutable;

namespace Lightcone.Networks.Learning;

/// <summary>A trained network and the story of its training.</summary>
/// <param name="Network">The network after the last epoch, or the best one when that was asked for.</param>
/// <param name="Epochs">One report per epoch, resumed ones included.</param>
/// <param name="Outcome">How the training ended.</param>
/// <param name="Warnings">What a person should know, such as layers that never fire.</param>
public sealed record TrainingResult(Network Network, ImmutableArray<EpochReport> Epochs, TrainingOutcome Outcome, ImmutableArray<string> Warnings)
{
    /// <summary>The epoch whose network this is, counted from 1: the last one, or the first of the best validation accuracy when that was asked for; null before the first epoch has ended.</summary>
    public int? KeptEpoch { get; init; }

    /// <summary>One line: how it ended and the last epoch.</summary>
    public override string ToString() => Epochs.IsEmpty
        ? $"{Outcome} before the first epoch ended"
        : FormattableString.Invariant($"{Outcome} after {Epochs.Length:N0} epochs, loss {Epochs[^1].Loss:F4}, training {Epochs[^1].Accuracy:P1}{(Epochs[^1].ValidationAccuracy is { } judged ? FormattableString.Invariant($", validation {judged:P1}") : "")}");
}
