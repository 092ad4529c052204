using Lightcone.Foundation.Arrays;

namespace Lightcone.Experiments.Landscapes;

/// <summary>What an encoding made of samples.</summary>
/// <param name="Sequences">The sequences with their classes; null where a trajectory left the number range.</param>
/// <param name="Problem">Which did, and when; null where there are sequences.</param>
internal sealed record Encoded(Sequences? Sequences, string? Problem);
