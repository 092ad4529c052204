using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>Agents that differ in their seeds alone.</summary>
/// <param name="Name">What they have in common, in words.</param>
/// <param name="Agent">One of them; its seed is replaced.</param>
/// <param name="IsControl">Whether the group is there to explain another one away.</param>
public sealed record TransferGroup(string Name, RunSpec Agent, bool IsControl = false)
{
    /// <summary>The group's agent with a seed.</summary>
    internal RunSpec With(ulong seed) => Agent switch
    {
        CartPoleAgent agent => agent with { Seed = seed },
        EncodedCartPoleAgent agent => agent with { Seed = seed },
        LanderAgent agent => agent with { Seed = seed },
        _ => throw new InvalidOperationException($"{Agent.GetType().Name} is no agent."),
    };
}
