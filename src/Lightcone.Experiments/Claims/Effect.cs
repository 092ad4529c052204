using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Claims;

/// <summary>What a claim is about as one number: the difference of two arms, or the mean of one.</summary>
/// <param name="Name">"difference of means" (first arm less second) or "mean".</param>
/// <param name="Value">Its value.</param>
/// <param name="Interval95">Its 95 % interval, by <see cref="Bootstrap"/>.</param>
/// <param name="CliffsDelta">Of two arms, the share of pairs in which the first is larger less that in which it is smaller; null for one.</param>
/// <param name="MannWhitneyP">Of two arms, the probability by ranks (<see cref="MannWhitney"/>); null for one.</param>
public sealed record Effect(string Name, double Value, ConfidenceInterval Interval95, double? CliffsDelta, double? MannWhitneyP);
