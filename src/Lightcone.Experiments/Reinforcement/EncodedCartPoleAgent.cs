using System.Text.Json.Serialization;
using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Runs;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>
/// An agent that learns the easy cart by REINFORCE from an encoded state and is then tested, without learning, on all four: the third experiment of "Constraint breeds generalization"
/// (arXiv 2512.23916) on the level of encodings.
/// </summary>
/// <remarks>
/// Spiking: 12-128-128-2, neurons after all three layers, beta 0.95, five steps, counts as logits, no state from one step of the cart to the next. Perceptron: the mean of the encoding over time,
/// then 128-128-2 with layer normalization and ReLU. Actions are drawn in tests too, as in the paper. Numbers, arrays and events as those of <see cref="CartPoleAgent"/>.
/// </remarks>
public sealed record EncodedCartPoleAgent : AgentSpec
{
    private static readonly RunKind OwnKind = new("encoded-cart-pole-agent", 1, ReinforcementJson.Default.EncodedCartPoleAgent);

    /// <summary>What the agent decides with: spiking or a perceptron. Default spiking.</summary>
    public AgentModel Model { get; init; } = AgentModel.Spiking;

    /// <summary>How it sees the state; <see cref="CartPoleEncoding.Direction"/> is the control. Default trajectories.</summary>
    public CartPoleEncoding Encoding { get; init; } = CartPoleEncoding.Trajectory;

    /// <summary>The damping of trajectories. Default 2; the paper has 10, 2 and -1.5. Without trajectories it has no effect.</summary>
    public double Delta { get; init; } = 2;

    /// <summary>When training ends. Default <see cref="TrainingProtocol.FullBudget"/>; early stops come after five evaluations in a row, one every 20 episodes, that reach 195.</summary>
    public TrainingProtocol Protocol { get; init; } = TrainingProtocol.FullBudget;

    /// <summary>Training episodes at most. Default 2,000; the paper gives 5,000 to early stops.</summary>
    public int Episodes { get; init; } = 2000;

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => OwnKind;

    internal override string Task => "cartpole";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Settings are out of range.</exception>
    public override RunResult Compute(RunContext context)
    {
        StateEncoding encoding = NewEncoding();
        return TransferTest.Run(Outcome(encoding, context), encoding, false, Task, Seed, TestEpisodes, 195, greedy: false);
    }

    /// <inheritdoc/>
    internal override AgentOutcome Outcome(RunContext context) => Outcome(NewEncoding(), context);

    private AgentOutcome Outcome(StateEncoding encoding, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Model == AgentModel.Lstm || Episodes < 1 || TestEpisodes < 1)
            throw new ArgumentException("agents with encodings are spiking or perceptrons, and there must be at least one episode of training and of test.");
        Reinforce reinforce = new()
        {
            Episodes = Episodes,
            EvaluateEvery = Protocol == TrainingProtocol.EarlyStop ? 20 : 0,
            GoalsInRow = 5,
            Greedy = false,
            CarriesState = false,
            Adam = new Adam { LearningRate = 1e-3, ClipNorm = 1 },
        };
        return reinforce.Train(Start(encoding.Features), encoding, static () => new CartPole(CartPoleSettings.Paper(Difficulty.Easy)), Seed, context);
    }

    private StateEncoding NewEncoding()
    {
        StateEncoding sequence = Encoding == CartPoleEncoding.Trajectory
            ? new TrajectoryTable(Delta, observations: 4)
            : new StateEncoding.Repeated(time: 5, observations: 4, normalizes: Encoding == CartPoleEncoding.Direction);
        return Model == AgentModel.Spiking ? sequence : new StateEncoding.TimeMean(sequence);
    }

    private Network Start(int features) => Network.Create(
        Model == AgentModel.Spiking
            ? Architecture.Spiking(new Leaky { Beta = 0.95f }, features, 128, 128, 2)
            : new Architecture(features, [new Linear(128), new LayerNormalization(), new Relu(), new Linear(128), new LayerNormalization(), new Relu(), new Linear(2)], Readout.Last),
        Seed);
}
