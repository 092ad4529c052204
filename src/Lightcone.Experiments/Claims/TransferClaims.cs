using System.Collections.Immutable;
using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Claims;

/// <summary>The third experiment of "Constraint breeds generalization" (arXiv 2512.23916): agents that learn the easy cart and are tested on the hardest.</summary>
internal static class TransferClaims
{
    private const string Paper = "arXiv 2512.23916";
    private const string Reward = "mean reward on the hardest cart, of 200";

    /// <summary>The claims; numbers of the source are those of the authors' result files where those exist.</summary>
    public static ImmutableArray<Claim> All { get; } =
    [
        new()
        {
            Id = "cbg.transfer.small-leaks-fail",
            Source = new(Paper, "section 2.4, figure 5"),
            Title = "agents of beta .5 transfer, those of .1 do not",
            Sentence = "Spiking agents whose membranes keep half of their potential in a step carry over to the hardest cart; those that keep a tenth do not.",
            Published = new() { Value = [186.6, 15.4], Deviation = [5.8, 0.3], Runs = 5, Unit = Reward },
            Tolerance = 5,
            Arms = [Hardest("beta .5", new CartPoleAgent { Beta = 0.5f }), Hardest("beta .1", new CartPoleAgent { Beta = 0.1f })],
            Control = new()
            {
                Title = "currents doubled",
                Sentence = "The same, with all currents multiplied by 2.",
                Why = "With a small beta no current reaches the threshold: such a network never fires, whatever its dynamics are good for.",
                Arms = [Hardest("beta .5, doubled", new CartPoleAgent { Beta = 0.5f, Gain = 2 }), Hardest("beta .1, doubled", new CartPoleAgent { Beta = 0.1f, Gain = 2 })],
            },
            WouldRefute = "Equal rewards without the control, or the same difference with it.",
        },
        new()
        {
            Id = "cbg.transfer.long-memory-fails",
            Source = new(Paper, "section 2.4, figure 5, recurrent neurons"),
            Title = "recurrent agents of beta .9 do not transfer",
            Sentence = "Transfer is best at a middle leak: recurrent spiking agents of beta .5 carry over to the hardest cart, those of beta .9 do not.",
            Published = new() { Value = [188.9, 22.2], Deviation = [6, 2], Runs = 5, Unit = Reward },
            Tolerance = 5,
            Arms = [Hardest("beta .5", new CartPoleAgent { Beta = 0.5f, Recurrent = true }), Hardest("beta .9", new CartPoleAgent { Beta = 0.9f, Recurrent = true })],
            Control = new()
            {
                Title = "without recurrent spikes",
                Sentence = "The same neurons without recurrent spikes.",
                Why = "The recurrent matrix may be what fails, not the leak.",
                Arms = [Hardest("beta .5, not recurrent", new CartPoleAgent { Beta = 0.5f }), Hardest("beta .9, not recurrent", new CartPoleAgent { Beta = 0.9f })],
            },
            WouldRefute = "Equal rewards of recurrent agents, or no difference without recurrence.",
        },
        new()
        {
            Id = "cbg.transfer.spiking-beats-perceptron",
            Source = new(Paper, "section 2.4: 70 to 100 % against 0 to 10 %; the middles are taken"),
            Title = "spiking agents transfer, perceptrons do not",
            Sentence = "Spiking agents master the hardest cart in most episodes; perceptrons in nearly none.",
            Published = new() { Value = [85, 5], Unit = "% of episodes on the hardest cart that succeed" },
            Tolerance = 15,
            Arms = [Success("spiking, beta .5", new CartPoleAgent { Beta = 0.5f }), Success("perceptron", new CartPoleAgent { Model = AgentModel.Perceptron, Episodes = 3000 })],
            Control = new()
            {
                Title = "2,000 episodes each",
                Sentence = "Both are trained for exactly 2,000 episodes, without an early end.",
                Why = "Early ends give the two different amounts of training, and training on after the goal harms.",
                Arms =
                [
                    Success("spiking, 2,000 episodes", new CartPoleAgent { Beta = 0.5f, Protocol = TrainingProtocol.FullBudget, Episodes = 2000 }),
                    Success("perceptron, 2,000 episodes", new CartPoleAgent { Model = AgentModel.Perceptron, Protocol = TrainingProtocol.FullBudget, Episodes = 2000 }),
                ],
            },
            WouldRefute = "Perceptrons that succeed in most episodes too.",
        },
        new()
        {
            Id = "cbg.transfer.trajectories",
            Source = new(Paper, "section 2.4, encoded states, and the authors' result files"),
            Title = "agents that see trajectories transfer, those that see states do not",
            Sentence = "A spiking agent whose state starts trajectories of damping 2 does better on the hardest cart than a perceptron that sees the state itself, because of the dynamics.",
            Published = new() { Value = [90, 20], Runs = 10, Unit = Reward },
            Tolerance = 10,
            Arms = [Hardest("trajectories", new EncodedCartPoleAgent()), Hardest("raw state", Perceptron(CartPoleEncoding.Raw))],
            Control = new()
            {
                Title = "direction of the state, no dynamics",
                Sentence = "A perceptron that sees the state divided by its largest magnitude, against one that sees the state itself.",
                Why = "The encoding divides every state by its largest magnitude: it shows a direction, and a direction may be all it takes.",
                Arms = [Hardest("direction", Perceptron(CartPoleEncoding.Direction)), Hardest("raw state", Perceptron(CartPoleEncoding.Raw))],
                Expects = ControlExpectation.EffectVanishes,
            },
            WouldRefute = "Directions without any dynamics that do as well.",
        },
    ];

    private static EncodedCartPoleAgent Perceptron(CartPoleEncoding encoding) => new() { Model = AgentModel.Perceptron, Encoding = encoding };

    private static ClaimArm Hardest(string name, AgentSpec agent) => new(name, seed => [agent with { Seed = seed }], static results => results[0]["reward-very-hard"]);

    private static ClaimArm Success(string name, AgentSpec agent) => new(name, seed => [agent with { Seed = seed }], static results => 100 * results[0]["success-very-hard"]);
}
