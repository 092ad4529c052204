using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Random;
using Lightcone.Networks;

namespace Lightcone.Experiments.Tests.Reinforcement;

public sealed class CartPoleAgentTests
{
    public static TheoryData<string, AgentSpec> Small => new()
    {
        { "leaky", new CartPoleAgent { Protocol = TrainingProtocol.FullBudget, Episodes = 30, TestEpisodes = 4 } },
        { "rleaky", new CartPoleAgent { Recurrent = true, Episodes = 10, TestEpisodes = 4 } },
        { "perceptron", new CartPoleAgent { Model = AgentModel.Perceptron, Episodes = 50, TestEpisodes = 4 } },
        { "lstm", new CartPoleAgent { Model = AgentModel.Lstm, Episodes = 3, TestEpisodes = 2 } },
        { "encoded", new EncodedCartPoleAgent { Episodes = 5, TestEpisodes = 4 } },
        { "direction", new EncodedCartPoleAgent { Model = AgentModel.Perceptron, Encoding = CartPoleEncoding.Direction, Protocol = TrainingProtocol.EarlyStop, Episodes = 25, TestEpisodes = 4 } },
    };

    // Law: a run is its settings: the same numbers when computed again, and others with another seed. The first test episode can be stepped again from its actions.
    [Theory]
    [MemberData(nameof(Small))]
    public void An_agent_is_its_settings(string name, AgentSpec run)
    {
        RunResult first = run.Compute(RunContext.None), again = run.Compute(RunContext.None);
        Assert.Equal(first.Numbers, again.Numbers);
        foreach ((string array, Foundation.Arrays.NpyArray values) in first.Arrays)
            Assert.Equal(values.ToFile(), again.Arrays[array].ToFile());
        Assert.Equal(first.Events, again.Events);
        Assert.Equal(first["reward-easy"] - first["reward-very-hard"], first["gap"]);
        Assert.Equal(first["episodes"], first.Arrays["training"].Count);
        AgentSpec other = run with { Seed = 2 };
        Assert.NotEqual(first.Arrays["training"].ToFile(), other.Compute(RunContext.None).Arrays["training"].ToFile());
        Assert.NotEqual(run.Hash, other.Hash);
        Assert.Equal(run.GetType(), other.GetType());
        Assert.NotEmpty(name);
        double[] test = first.Arrays["test"].ToDoubles();
        int episodes = test.Length / 4;
        for (int d = 0; d < 4; d++)
        {
            Replay replay = Transfer.FirstTest(run, first, (Difficulty)d);
            Assert.Equal(test[d * episodes], replay.Return);
            Assert.Equal(first.Arrays[$"actions-{EnvironmentCatalog.DifficultyNames[d]}"].Count, replay.Play().Rewards.Length);
        }
    }

    // Law: the network that is handed out is the one that was tested.
    [Fact]
    public void A_trained_network_does_in_its_first_test_what_the_run_says()
    {
        CartPoleAgent agent = new() { Protocol = TrainingProtocol.FullBudget, Episodes = 30, TestEpisodes = 4 };
        RunResult run = agent.Compute(RunContext.None);
        Network network = agent.Train(RunContext.None);
        List<int> actions = [];
        double[] returns = PolicyTrial.Returns(network, StateEncoding.None(4), true, static () => new CartPole(CartPoleSettings.Paper(Difficulty.Hard)), TransferTest.Stream(1, Difficulty.Hard), 4, greedy: true, actions);
        Assert.Equal(run["reward-hard"], returns.Average());
        Assert.Equal(run.Arrays["actions-hard"].ToDoubles(), actions.Select(static action => (double)action));
        Assert.Equal(agent.Compute(RunContext.None).Numbers, run.Numbers);
    }

    // Law: settings survive their text.
    [Theory]
    [MemberData(nameof(Small))]
    public void Settings_are_text(string name, AgentSpec run)
    {
        string text = run.Kind.Write(run);
        Assert.Equal(run, run.Kind.Read(text, default));
        Assert.Contains("\"seed\":1", text, StringComparison.Ordinal);
        Assert.NotEmpty(name);
    }

    // Law: episodes side by side are what they are alone.
    [Fact]
    public void A_batch_of_episodes_changes_none_of_them()
    {
        Network network = new CartPoleAgent().Start();
        double[] Play(int episodes) => PolicyTrial.Returns(
            network, StateEncoding.None(4), true, static () => new CartPole(), new RandomStream(1, "trial"), episodes, greedy: false);
        Assert.Equal(Play(9)[..3], Play(3));
    }

    // Golden: the paper's beta sweep at five seeds (authors' results: 186.6 and 15.4; the gap between them is its claim). The control doubles the currents: the small beta is cured.
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Leaky_agents_transfer_unless_they_are_silent()
    {
        int seeds = Round.Count(1, 1, 5);
        double[] Rewards(float beta, float gain) => [.. Enumerable.Range(1, seeds).Select(seed => new CartPoleAgent { Beta = beta, Gain = gain, Seed = (ulong)seed }.Compute(RunContext.None)["reward-very-hard"])];
        double[] half = Rewards(0.5f, 1), silent = Rewards(0.1f, 1), loud = Rewards(0.1f, 2);
        TestContext.Current.TestOutputHelper!.WriteLine($"0.5: {string.Join(' ', half)}; 0.1: {string.Join(' ', silent)}; 0.1 doubled: {string.Join(' ', loud)}");
        // One seed alone may stand a little outside.
        Assert.InRange(half.Average(), seeds == 5 ? 170 : 150, 200);
        Assert.InRange(silent.Average(), 0, seeds == 5 ? 20 : 50);
        Assert.InRange(loud.Average(), 120, 200);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new CartPoleAgent { Gain = 0 }.Compute(RunContext.None));
        foreach (AgentModel model in (AgentModel[])[AgentModel.Perceptron, AgentModel.Lstm])
        {
            Assert.Contains("only spiking", Assert.Throws<ArgumentException>(() => new CartPoleAgent { Model = model, Gain = 2, Episodes = 1, TestEpisodes = 1 }.Compute(RunContext.None)).Message, StringComparison.Ordinal);
            Assert.Contains("only spiking", Assert.Throws<ArgumentException>(() => new CartPoleAgent { Model = model, Recurrent = true, Episodes = 1, TestEpisodes = 1 }.Compute(RunContext.None)).Message, StringComparison.Ordinal);
        }

        LanderAgent perceptron = new() { Model = AgentModel.Perceptron, Episodes = 1, RolloutSteps = 2, TestEpisodes = 1 };
        Assert.Contains("only spiking", Assert.Throws<ArgumentException>(() => (perceptron with { Gain = 2 }).Compute(RunContext.None)).Message, StringComparison.Ordinal);
        Assert.Contains("only spiking", Assert.Throws<ArgumentException>(() => (perceptron with { Recurrent = true }).Compute(RunContext.None)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new EncodedCartPoleAgent { Model = AgentModel.Lstm }.Compute(RunContext.None));
        Assert.Throws<ArgumentException>(() => new LanderAgent { Episodes = 0 }.Compute(RunContext.None));
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new CartPoleAgent().Compute(RunContext.None with { Cancellation = source.Token }));
    }
}
