namespace Lightcone.Experiments.Reinforcement;

/// <summary>Agents that differ in their seeds alone.</summary>
/// <param name="Name">What they have in common, in words.</param>
/// <param name="Agent">One of them; its seed is replaced.</param>
/// <param name="IsControl">Whether the group is there to explain another one away.</param>
public sealed record TransferGroup(string Name, AgentSpec Agent, bool IsControl = false)
{
    /// <summary>The group's agent with a seed.</summary>
    internal AgentSpec With(ulong seed) => Agent with { Seed = seed };
}
