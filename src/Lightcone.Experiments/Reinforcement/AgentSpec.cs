using Lightcone.Experiments.Runs;
using Lightcone.Networks;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>An agent that learns an easy world alone and is then tested on harder ones: what all kinds of agents have in common.</summary>
public abstract record AgentSpec : RunSpec
{
    private protected AgentSpec()
    {
    }

    /// <summary>Test episodes of each difficulty. Default 100.</summary>
    public int TestEpisodes { get; init; } = 100;

    /// <summary>The seed of parameters, actions and episodes. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Trains the agent and gives its network as it was at the end, the one that the run's numbers are of. As long as computing the run, but for the tests.</summary>
    /// <param name="context">What the training is given.</param>
    /// <exception cref="ArgumentException">Settings are out of range.</exception>
    public Network Train(RunContext context) => Outcome(context).Network;

    /// <summary>The training.</summary>
    internal abstract AgentOutcome Outcome(RunContext context);

    /// <summary>The name of its worlds without their difficulty, as <see cref="Environments.EnvironmentCatalog"/> has it.</summary>
    internal abstract string Task { get; }
}
