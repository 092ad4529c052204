using System.Collections.Immutable;
using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Tests.Reinforcement;

public sealed class TransferTests
{
    public static TheoryData<string, int, int> Whole => new() { { "cartpole", 16, 2 }, { "encodings", 9, 2 }, { "lunarlander", 5, 1 } };

    // Law: every group has its agents with the same seeds, all runs differ, and there is a control.
    [Theory]
    [MemberData(nameof(Whole))]
    public void The_experiment_is_a_list_of_runs(string name, int groups, int controls)
    {
        Transfer transfer = name switch { "cartpole" => Transfer.CartPole(), "encodings" => Transfer.CartPoleEncodings(), _ => Transfer.LunarLander() };
        ImmutableArray<RunSpec> runs = transfer.Runs();
        Assert.Equal((groups, controls), (transfer.Groups.Length, transfer.Groups.Count(static group => group.IsControl)));
        Assert.Equal(groups * transfer.Agents, runs.Length);
        Assert.Equal(runs.Length, runs.Select(static run => run.Hash).Distinct().Count());
    }

    // Law: all groups have the same budget.
    [Fact]
    public void Budgets_are_equal()
    {
        Assert.Single(Transfer.CartPole().Groups.Select(static group => ((CartPoleAgent)group.Agent).Episodes).Distinct());
        Assert.Single(Transfer.CartPoleEncodings().Groups.Select(static group => ((EncodedCartPoleAgent)group.Agent).Episodes).Distinct());
        Assert.Single(Transfer.LunarLander().Groups.Select(static group => ((LanderAgent)group.Agent).Episodes).Distinct());
    }

    // Golden: the directories of runs are named after these texts. LanderAgent has version 2 since its first reward counts from before the scaling of the start velocity.
    [Fact]
    public void Texts_of_agents_stay_what_they_are() => Assert.Equal(
        [
            """cart-pole-agent 1 {"model":"Spiking","beta":0.5,"recurrent":false,"gain":1,"protocol":"EarlyStop","episodes":6000,"testEpisodes":100,"seed":1}""",
            """encoded-cart-pole-agent 1 {"model":"Spiking","encoding":"Trajectory","delta":2,"protocol":"FullBudget","episodes":2000,"testEpisodes":100,"seed":1}""",
            """lander-agent 2 {"model":"Spiking","beta":0.5,"recurrent":false,"gain":1,"protocol":"EarlyStop","episodes":15000,"rolloutSteps":2048,"testEpisodes":100,"seed":1}""",
        ],
        ((RunSpec[])[new CartPoleAgent(), new EncodedCartPoleAgent(), new LanderAgent()]).Select(static run => run.Text));

    // Analytic: two groups of two agents with known rewards.
    [Fact]
    public void The_table_counts_all_agents()
    {
        Transfer transfer = Transfer.CartPole() with { Groups = Transfer.CartPole().Groups[..2], Agents = 2, Seed = 7 };
        RunResult[] results = [.. transfer.Runs().Select((_, i) => new RunResult
        {
            Numbers = EnvironmentCatalog.DifficultyNames.SelectMany((name, d) => new KeyValuePair<string, double>[] { new($"reward-{name}", (100 * d) + (10 * i)), new($"success-{name}", 0.1 * i) })
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
        })];
        ImmutableArray<TransferRow> rows = transfer.Table(results);
        Assert.Equal(8, rows.Length);
        Assert.Equal(("leaky beta 0.1", Difficulty.Easy, 2, 0.0, 5.0, 10.0), Row(rows[0]));
        Assert.Equal(("leaky beta 0.3", Difficulty.VeryHard, 2, 320.0, 325.0, 330.0), Row(rows[7]));
        Assert.Equal(0.25, rows[7].Success.Mean, 12);
        Assert.Throws<ArgumentException>(() => transfer.Table(results[1..]));

        static (string, Difficulty, int, double, double, double) Row(TransferRow row) => (row.Group, row.Difficulty, row.Reward.Count, row.Reward.Min, row.Reward.Mean, row.Reward.Max);
    }
}
