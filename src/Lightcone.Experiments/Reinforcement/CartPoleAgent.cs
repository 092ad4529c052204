using System.Text.Json.Serialization;
using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Runs;
using Lightcone.Networks;
using Lightcone.Networks.Learning;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>
/// An agent that learns the easy cart by REINFORCE from the raw state and is then tested, without learning, on all four: the third experiment of "Constraint breeds generalization"
/// (arXiv 2512.23916) on the level of architectures.
/// </summary>
/// <remarks>
/// Networks: 4-256-256-2. Spiking: neurons after both hidden layers, one step of theirs for one of the cart. Their state is carried through the episode and is a constant to the gradient.
/// Numbers: <c>reward-easy</c> to <c>reward-very-hard</c> (mean of the test episodes), <c>success-...</c> (share that reached 195), <c>gap</c> (easy minus very hard), <c>episodes</c> (used for
/// training), <c>reached-goal</c>. Arrays: <c>training</c> (the return of each training episode), <c>test</c> [4, episodes], <c>actions-easy</c> and so on (those of the first test episode: see <see cref="Transfer.FirstTest"/>). Unlike the authors' program, evaluations do not rewind the random
/// numbers of training, and each looks at fresh episodes. About 1 to 4 s.
/// </remarks>
public sealed record CartPoleAgent : AgentSpec
{
    private static readonly RunKind OwnKind = new("cart-pole-agent", 1, ReinforcementJson.Default.CartPoleAgent);

    /// <summary>What the agent decides with. Default spiking.</summary>
    public AgentModel Model { get; init; } = AgentModel.Spiking;

    /// <summary>The decay of spiking neurons per step, 0 to 1. Default 0.5; the paper sweeps 0.1, 0.3, 0.5, 0.7, 0.9, 1.</summary>
    public float Beta { get; init; } = 0.5f;

    /// <summary>Whether spikes return through a matrix of their own one step later; spiking agents only. Default no.</summary>
    public bool Recurrent { get; init; }

    /// <summary>
    /// Control: what all currents of spiking neurons are multiplied by, positive. Default 1; other agents have none. It is computed as a threshold of 1 / gain: the same spikes, but gradients lack a factor
    /// of gain for each layer of neurons above the weights. The steps of Adam hardly depend on a constant factor; where the norm of all gradients together is clipped, what is left of each does.
    /// </summary>
    public float Gain { get; init; } = 1;

    /// <summary>When training ends. Default <see cref="TrainingProtocol.EarlyStop"/>.</summary>
    public TrainingProtocol Protocol { get; init; } = TrainingProtocol.EarlyStop;

    /// <summary>Training episodes at most. Default 6,000, the paper's for spiking agents; it gives perceptrons and LSTMs 3,000.</summary>
    public int Episodes { get; init; } = 6000;

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => OwnKind;

    internal override string Task => "cartpole";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Settings are out of range, or do nothing for this model.</exception>
    public override RunResult Compute(RunContext context) => TransferTest.Run(Outcome(context), StateEncoding.None(4), true, Task, Seed, TestEpisodes, 195, greedy: true);

    /// <inheritdoc/>
    internal override AgentOutcome Outcome(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!(Gain > 0) || Episodes < 1 || TestEpisodes < 1)
            throw new ArgumentException("the gain must be positive, and there must be at least one episode of training and of test.");
        bool early = Protocol == TrainingProtocol.EarlyStop;
        Reinforce reinforce = new()
        {
            Episodes = Episodes,
            EvaluateEvery = early ? 50 : 0,
            Patience = early ? 1000 : 0,
            Greedy = true,
            CarriesState = true,
            Adam = new Adam { LearningRate = 5e-4, ClipNorm = 1 },
        };
        return reinforce.Train(Start(), StateEncoding.None(4), static () => new CartPole(CartPoleSettings.Paper(Difficulty.Easy)), Seed, context);
    }

    /// <summary>The network before training.</summary>
    internal Network Start() => ActorNetworks.Create(Model, Beta, Recurrent, Gain, inputs: 4, hidden: 256, actions: 2, Seed);
}
