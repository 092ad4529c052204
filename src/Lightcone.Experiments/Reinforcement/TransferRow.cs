using Lightcone.Experiments.Environments;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>How a group of agents did on one difficulty.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="IsControl">Whether it is a control.</param>
/// <param name="Difficulty">The difficulty.</param>
/// <param name="Reward">The mean rewards of its agents: n, minimum, mean, maximum.</param>
/// <param name="Success">The shares of successful episodes of its agents.</param>
public sealed record TransferRow(string Group, bool IsControl, Difficulty Difficulty, Summary Reward, Summary Success);
