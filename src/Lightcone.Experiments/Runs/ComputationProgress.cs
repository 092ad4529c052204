namespace Lightcone.Experiments.Runs;

/// <summary>How far a computation of many runs is.</summary>
/// <param name="Runs">How many runs it has to give.</param>
/// <param name="Done">How many of them are complete.</param>
/// <param name="Reused">How many of these were in the store before.</param>
/// <param name="Share">Which share of the runs that were not there before is computed, parts of runs included, 0 to 1.</param>
public sealed record ComputationProgress(int Runs, int Done, int Reused, double Share);
