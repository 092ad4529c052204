using Lightcone.Networks;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>How the training of an agent went.</summary>
/// <param name="Network">The network as it was at the end.</param>
/// <param name="Returns">The sum of rewards of each training episode.</param>
/// <param name="ReachedGoal">Whether the evaluations reached the goal.</param>
/// <param name="Evaluations">After which episode each evaluation took place, and its mean return.</param>
internal sealed record AgentOutcome(Network Network, IReadOnlyList<double> Returns, bool ReachedGoal, IReadOnlyList<(int Episode, double Mean)> Evaluations);
