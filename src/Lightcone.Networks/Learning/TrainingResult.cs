using System.Collections.Immutable;

namespace Lightcone.Networks.Learning;

/// <summary>A trained network and the story of its training.</summary>
/// <param name="Network">The network after the last epoch, or the best one when that was asked for.</param>
/// <param name="Epochs">One report per epoch, resumed ones included.</param>
/// <param name="Outcome">How the training ended.</param>
/// <param name="Warnings">What a person should know, such as layers that never fire.</param>
public sealed record TrainingResult(Network Network, ImmutableArray<EpochReport> Epochs, TrainingOutcome Outcome, ImmutableArray<string> Warnings);
