using System.Text.Json.Serialization;
using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Runs;
using Lightcone.Networks;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>
/// An agent that learns the easy lander by proximal policy optimization and is then tested, without learning, on all four: the third experiment of "Constraint breeds generalization"
/// (arXiv 2512.23916) on a harder task.
/// </summary>
/// <remarks>
/// Actor 8-256-256-4, spiking or not, critic always a perceptron 8-256-256-1. Numbers, arrays and events as those of <see cref="CartPoleAgent"/>; an episode succeeds with 200. Unlike in the authors'
/// program, the last step of a rollout that cuts an episode adds the value of where it stands, and epochs start from the states that the rollout had. Minutes.
/// </remarks>
public sealed record LanderAgent : AgentSpec
{
    private static readonly RunKind OwnKind = new("lander-agent", 2, ReinforcementJson.Default.LanderAgent);

    /// <summary>What the agent decides with: spiking or a perceptron. Default spiking.</summary>
    public AgentModel Model { get; init; } = AgentModel.Spiking;

    /// <summary>The decay of spiking neurons per step, 0 to 1. Default 0.5.</summary>
    public float Beta { get; init; } = 0.5f;

    /// <summary>Whether spikes return through a matrix of their own one step later; spiking agents only. Default no.</summary>
    public bool Recurrent { get; init; }

    /// <summary>Control: what all currents of spiking neurons are multiplied by, as in <see cref="CartPoleAgent.Gain"/>. Default 1.</summary>
    public float Gain { get; init; } = 1;

    /// <summary>When training ends. Default <see cref="TrainingProtocol.EarlyStop"/>.</summary>
    public TrainingProtocol Protocol { get; init; } = TrainingProtocol.EarlyStop;

    /// <summary>Training episodes at most. Default 15,000.</summary>
    public int Episodes { get; init; } = 15000;

    /// <summary>Steps of a rollout. Default 2,048; the paper takes 1,024 for recurrent agents.</summary>
    public int RolloutSteps { get; init; } = 2048;

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => OwnKind;

    internal override string Task => "lunarlander";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Settings are out of range, or do nothing for this model.</exception>
    public override RunResult Compute(RunContext context) => TransferTest.Run(Outcome(context), StateEncoding.None(8), true, Task, Seed, TestEpisodes, 200, greedy: true);

    /// <inheritdoc/>
    internal override AgentOutcome Outcome(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!(Gain > 0) || Episodes < 1 || TestEpisodes < 1 || RolloutSteps < 2 || Model == AgentModel.Lstm)
            throw new ArgumentException("the gain must be positive, there must be at least one episode of training and of test and two steps of a rollout, and landers are spiking or perceptrons.");
        ProximalPolicy method = new() { Episodes = Episodes, RolloutSteps = RolloutSteps };
        if (Protocol == TrainingProtocol.FullBudget)
            method = method with { EvaluateEvery = 0 };
        Network actor = ActorNetworks.Create(Model, Beta, Recurrent, Gain, inputs: 8, hidden: 256, actions: 4, Seed);
        Network critic = ActorNetworks.Perceptron(inputs: 8, hidden: 256, outputs: 1, outputGain: 1, unchecked(Seed + 0x9E3779B97F4A7C15));
        return method.Train(actor, critic, static () => new LunarLander(LunarLanderSettings.Paper(Difficulty.Easy)), Seed, context);
    }
}
