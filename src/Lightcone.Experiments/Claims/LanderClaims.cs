using System.Collections.Immutable;
using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Claims;

/// <summary>
/// The lander of the third experiment of "Constraint breeds generalization" (arXiv 2512.23916): agents that learn the easy lander by proximal policy optimization and are tested on the hardest. The paper shows
/// these results in a figure alone, so only orders are judged.
/// </summary>
internal static class LanderClaims
{
    private const string Paper = "arXiv 2512.23916";
    private const string Reward = "mean reward on the hardest lander; 200 is a landing";
    private static readonly LanderAgent Spiking = new();
    private static readonly LanderAgent Forgetful = new() { Beta = 0.1f };
    private static readonly LanderAgent Perceptron = new() { Model = AgentModel.Perceptron };

    /// <summary>The claims.</summary>
    public static ImmutableArray<Claim> All { get; } =
    [
        new()
        {
            Id = "cbg.lander.easy-is-learned",
            Source = new(Paper, "section 2.4: training ends when the easy lander is mastered, at a mean reward of 200"),
            Title = "perceptrons learn the easy lander",
            Sentence = "A perceptron learns the easy lander by proximal policy optimization within 15,000 episodes: with every seed the mean reward of 100 new episodes is at least 200.",
            Published = new() { Value = [100], Unit = "% of the seeds whose mean reward on the easy lander is 200 or more" },
            Tolerance = 0,
            Arms = [Mastered("trained", Perceptron)],
            Control = new()
            {
                Title = "one rollout alone",
                Sentence = "The same perceptrons after a single rollout of 2,048 steps.",
                Why = "The easy lander may be so easy that hardly anything has to be learned.",
                Arms = [Mastered("one rollout", Perceptron with { Protocol = TrainingProtocol.FullBudget, Episodes = 1 })],
                Expects = ControlExpectation.EffectVanishes,
            },
            WouldRefute = "One seed below 200, or networks that land without training.",
        },
        new()
        {
            Id = "cbg.lander.small-leaks-fail",
            Source = new(Paper, "section 2.4, the lander; shown in a figure alone"),
            Title = "landers of beta .5 transfer, those of .1 do not",
            Sentence = "Spiking agents whose membranes keep half of their potential in a step do better on the hardest lander than those that keep a tenth; all learned the easy lander alone.",
            Published = new() { Value = [], Unit = Reward },
            Tolerance = 0,
            Arms = [Hardest("beta .5", Spiking), Hardest("beta .1", Forgetful)],
            Control = new()
            {
                Title = "currents of beta .1 doubled",
                Sentence = "Beta .5 against beta .1 whose currents are multiplied by 2.",
                Why = "With a small beta no current reaches the threshold: such a network never fires, whatever its dynamics are good for.",
                Arms = [Hardest("beta .5", Spiking), Hardest("beta .1, doubled", Forgetful with { Gain = 2 })],
            },
            WouldRefute = "Equal rewards without the control, or the same difference with it.",
        },
        new()
        {
            Id = "cbg.lander.spiking-beats-perceptron",
            Source = new(Paper, "section 2.4, the lander; shown in a figure alone"),
            Title = "spiking landers transfer better than perceptrons",
            Sentence = "Spiking agents of beta .5 do better on the hardest lander than perceptrons; both learned the easy lander alone.",
            Published = new() { Value = [], Unit = Reward },
            Tolerance = 0,
            Arms = [Hardest("spiking, beta .5", Spiking), Hardest("perceptron", Perceptron)],
            Control = new()
            {
                Title = "asked on the easy lander",
                Sentence = "The same agents on the easy lander, the one that they learned.",
                Why = "Who lands better on the easy lander may land better on any; then it is not transfer that differs.",
                Arms = [Easiest("spiking, beta .5", Spiking), Easiest("perceptron", Perceptron)],
                Expects = ControlExpectation.EffectVanishes,
            },
            WouldRefute = "Perceptrons that do as well, or the same difference on the easy lander.",
        },
    ];

    private static ClaimArm Hardest(string name, LanderAgent agent) => new(name, seed => [agent with { Seed = seed }], static results => results[0]["reward-very-hard"]);

    private static ClaimArm Easiest(string name, LanderAgent agent) => new(name, seed => [agent with { Seed = seed }], static results => results[0]["reward-easy"]);

    private static ClaimArm Mastered(string name, LanderAgent agent) => new(name, seed => [agent with { Seed = seed }], static results => results[0]["reward-easy"] >= 200 ? 100 : 0);
}
