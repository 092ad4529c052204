using System.Collections.Immutable;
using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>
/// The third experiment of "Constraint breeds generalization" (arXiv 2512.23916) as a value: agents that learn the easy world alone and are tested on harder ones, beside their controls.
/// </summary>
/// <remarks>
/// Within one experiment all groups have the same budget of episodes, unless they stop early by the paper's protocol: then they differ in how long they were trained, which decides much of what the
/// paper finds, so both protocols should be run.
/// </remarks>
public sealed record Transfer
{
    /// <summary>The groups.</summary>
    public required ImmutableArray<TransferGroup> Groups { get; init; }

    /// <summary>Agents of each group. Default 5.</summary>
    public int Agents { get; init; } = 5;

    /// <summary>The seed of the first agent of each group; the others follow. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The cart on the level of architectures: leaky neurons with six betas, the same with recurrent spikes, a perceptron and an LSTM. Controls: the two smallest betas with all currents doubled.
    /// </summary>
    /// <param name="protocol">When trainings end. Default early.</param>
    /// <param name="episodes">Training episodes at most, the same for all. Default 3,000, what the paper gives its perceptrons.</param>
    public static Transfer CartPole(TrainingProtocol protocol = TrainingProtocol.EarlyStop, int episodes = 3000)
    {
        CartPoleAgent agent = new() { Protocol = protocol, Episodes = episodes };
        float[] betas = [0.1f, 0.3f, 0.5f, 0.7f, 0.9f, 1];
        return new Transfer
        {
            Groups =
            [
                .. betas.Select(beta => new TransferGroup(FormattableString.Invariant($"leaky beta {beta}"), agent with { Beta = beta })),
                .. betas.Select(beta => new TransferGroup(FormattableString.Invariant($"rleaky beta {beta}"), agent with { Beta = beta, Recurrent = true })),
                new TransferGroup("perceptron", agent with { Model = AgentModel.Perceptron }),
                new TransferGroup("lstm", agent with { Model = AgentModel.Lstm }),
                .. betas[..2].Select(beta => new TransferGroup(FormattableString.Invariant($"leaky beta {beta} gain 2"), agent with { Beta = beta, Gain = 2 }, IsControl: true)),
            ],
        };
    }

    /// <summary>The cart on the level of encodings: spiking agents and perceptrons behind three trajectories, and a perceptron on the raw state. Control: the direction of the state alone.</summary>
    /// <param name="protocol">When trainings end. Default after all episodes.</param>
    /// <param name="episodes">Training episodes at most, the same for all. Default 2,000.</param>
    public static Transfer CartPoleEncodings(TrainingProtocol protocol = TrainingProtocol.FullBudget, int episodes = 2000)
    {
        EncodedCartPoleAgent spiking = new() { Protocol = protocol, Episodes = episodes }, perceptron = spiking with { Model = AgentModel.Perceptron };
        double[] deltas = [10, 2, -1.5];
        return new Transfer
        {
            Groups =
            [
                .. deltas.Select(delta => new TransferGroup(FormattableString.Invariant($"spiking delta {delta}"), spiking with { Delta = delta })),
                new TransferGroup("perceptron raw", perceptron with { Encoding = CartPoleEncoding.Raw }),
                .. deltas.Select(delta => new TransferGroup(FormattableString.Invariant($"perceptron delta {delta}"), perceptron with { Delta = delta })),
                new TransferGroup("perceptron direction", perceptron with { Encoding = CartPoleEncoding.Direction }, IsControl: true),
                new TransferGroup("spiking direction", spiking with { Encoding = CartPoleEncoding.Direction }, IsControl: true),
            ],
        };
    }

    /// <summary>The lander: leaky neurons with three betas and a perceptron. Control: the smallest beta with all currents doubled.</summary>
    /// <param name="protocol">When trainings end. Default early.</param>
    /// <param name="episodes">Training episodes at most, the same for all. Default 15,000.</param>
    public static Transfer LunarLander(TrainingProtocol protocol = TrainingProtocol.EarlyStop, int episodes = 15000)
    {
        LanderAgent agent = new() { Protocol = protocol, Episodes = episodes };
        return new Transfer
        {
            Agents = 3,
            Groups =
            [
                .. ((float[])[0.1f, 0.5f, 0.9f]).Select(beta => new TransferGroup(FormattableString.Invariant($"leaky beta {beta}"), agent with { Beta = beta })),
                new TransferGroup("perceptron", agent with { Model = AgentModel.Perceptron }),
                new TransferGroup("leaky beta 0.1 gain 2", agent with { Beta = 0.1f, Gain = 2 }, IsControl: true),
            ],
        };
    }

    /// <summary>The experiments by name: cartpole, cartpole-encodings, lunarlander.</summary>
    public static ImmutableArray<string> Names { get; } = ["cartpole", "cartpole-encodings", "lunarlander"];

    /// <summary>The experiment of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="protocol">When trainings end; that of the experiment when null.</param>
    /// <param name="episodes">Training episodes at most, at least 1; those of the experiment when null.</param>
    /// <exception cref="InputException">There is none of that name, or there are no episodes.</exception>
    public static Transfer Find(string name, TrainingProtocol? protocol = null, int? episodes = null)
    {
        if (episodes < 1)
            throw new InputException($"{episodes} episodes: expected at least 1.");
        return name switch
        {
            "cartpole" => CartPole(protocol ?? TrainingProtocol.EarlyStop, episodes ?? 3000),
            "cartpole-encodings" => CartPoleEncodings(protocol ?? TrainingProtocol.FullBudget, episodes ?? 2000),
            "lunarlander" => LunarLander(protocol ?? TrainingProtocol.EarlyStop, episodes ?? 15000),
            _ => throw new InputException($"'{name}' is not a world.{(EditDistance.Nearest(name, Names) is { } near ? $" Did you mean {near}?" : "")} The worlds are {string.Join(", ", Names)}."),
        };
    }

    /// <summary>Some of the groups, or all.</summary>
    /// <param name="names">Their names; null for all.</param>
    /// <exception cref="InputException">There is no such group, or none was named.</exception>
    public Transfer Only(IReadOnlyCollection<string>? names)
    {
        if (names?.FirstOrDefault(name => Groups.All(group => group.Name != name)) is { } unknown)
            throw new InputException($"there is no group '{unknown}'. The groups are {string.Join(", ", Groups.Select(static group => group.Name))}.");
        return names is null ? this : names.Count == 0 ? throw new InputException("no group was named.") : this with { Groups = [.. Groups.Where(group => names.Contains(group.Name))] };
    }

    /// <summary>What to compute: the agents of the first group, then those of the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no agents.</exception>
    public ImmutableArray<RunSpec> Runs()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Agents);
        return [.. Groups.SelectMany(group => Enumerable.Range(0, Agents).Select(k => group.With(unchecked(Seed + (ulong)k))))];
    }

    /// <summary>The results as a table: a row for each group and difficulty, in that order. All agents count.</summary>
    /// <param name="results">One result for each of <see cref="Runs"/>, in that order.</param>
    /// <exception cref="ArgumentException">There are more or fewer results than runs.</exception>
    public ImmutableArray<TransferRow> Table(IReadOnlyList<RunResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count != Groups.Length * Agents)
            throw new ArgumentException($"{Groups.Length * Agents} runs have {results.Count} results.", nameof(results));
        return
        [
            .. Groups.SelectMany((group, g) => EnvironmentCatalog.DifficultyNames.Select((name, d) => new TransferRow(
                group.Name, group.IsControl, (Difficulty)d,
                Summary.Of(results.Skip(g * Agents).Take(Agents).Select(result => result[$"reward-{name}"])),
                Summary.Of(results.Skip(g * Agents).Take(Agents).Select(result => result[$"success-{name}"]))))),
        ];
    }

    /// <summary>The first test episode of an agent on a difficulty, to be saved or stepped again.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="result">What it gave.</param>
    /// <param name="difficulty">The difficulty.</param>
    public static Replay FirstTest(AgentSpec agent, RunResult result, Difficulty difficulty)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(result);
        string name = EnvironmentCatalog.DifficultyNames[(int)difficulty];
        int[] actions = [.. result.Arrays[$"actions-{name}"].ToDoubles().Select(static a => (int)a)];
        return Replay.Of($"{agent.Task}:{name}", TransferTest.Stream(agent.Seed, difficulty).Split("world"), actions);
    }
}
