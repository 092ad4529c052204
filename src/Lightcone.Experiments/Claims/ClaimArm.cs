using System.Collections.Immutable;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Claims;

/// <summary>One side of a comparison: what is computed for a seed, and the one number that it gives.</summary>
/// <param name="Name">What it is, in a word or two.</param>
/// <param name="Runs">The runs of a seed, at least one.</param>
/// <param name="Number">From their results, in the order of the runs, to one finite number; what a run that diverged counts is said here.</param>
public sealed record ClaimArm(string Name, Func<ulong, ImmutableArray<RunSpec>> Runs, Func<ImmutableArray<RunResult>, double> Number);
