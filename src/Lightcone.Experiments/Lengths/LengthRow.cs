using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Lengths;

/// <summary>One model at one length, or with one chain of influence, over all seeds.</summary>
/// <param name="Model">The model's name, or <see cref="LengthStudy.Control"/>.</param>
/// <param name="IsChain">Whether <paramref name="Number"/> is a chain.</param>
/// <param name="Number">The length, or the chain, in digits or cells.</param>
/// <param name="Samples">Inputs of each seed.</param>
/// <param name="Exact">The share of inputs whose every bit is right, 0 to 1.</param>
/// <param name="Bits">The share of right bits, 0 to 1.</param>
/// <param name="Parameters">Parameters of the model.</param>
/// <param name="Certified">Of the automaton, how many seeds were certified; null for networks.</param>
public sealed record LengthRow(string Model, bool IsChain, int Number, int Samples, Summary Exact, Summary Bits, int Parameters, int? Certified);
