using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Networks;

namespace Lightcone.Cli.Verbs;

/// <summary>Agents that learn an easy world and are tested on harder ones.</summary>
internal static class TransferVerb
{
    public static Command Create()
    {
        Argument<string> world = new("WORLD") { Description = "cartpole (networks that see the state), cartpole-encodings (trajectories, states and directions) or lunarlander." };
        Option<string?> only = new("--only") { Description = "Some groups, separated by commas, as in leaky beta 0.5,perceptron; left out, all.", HelpName = "LIST" };
        Option<string?> protocol = new("--protocol") { Description = "early (training ends when the easy world is mastered) or full (every agent has the same number of episodes); left out, as the paper did.", HelpName = "NAME" };
        Option<int?> episodes = new("--episodes") { Description = "Training episodes at most; left out, those of the experiment.", HelpName = "N" };
        Option<int> runs = new("--runs") { Description = "Agents of each group, with seeds S, S + 1, ...", HelpName = "N", DefaultValueFactory = static _ => 3 };
        Option<string?> replay = new("--replay") { Description = "Write the first test episode of the first agent on the hardest world here; it can be stepped again to the same bytes.", HelpName = "FILE.json" };
        Option<string?> networks = new("--networks") { Description = "Train the first agent of each group once more and write its network into this folder, GROUP.safetensors.", HelpName = "DIR" };
        Option<ulong?> seed = SeedOption.Create();
        Option<bool> json = Verb.JsonOption();
        ComputationOptions computation = new();
        Verb verb = new(
            "transfer", "Train agents on an easy world, test them without learning on four; groups beside their controls.",
            "lightcone transfer cartpole --seed 1", "lightcone transfer cartpole --protocol full --episodes 2000 --seed 1", "lightcone transfer cartpole-encodings --only \"spiking delta 2,perceptron direction\" --seed 1");
        verb.Add(world);
        foreach (Option option in new Option[] { only, protocol, episodes, runs, replay, networks, seed, json })
            verb.Add(option);
        computation.AddTo(verb);
        return verb.Does((parse, terminal) =>
        {
            OutputFile.Require(parse.GetValue(replay));
            TrainingProtocol? ends = parse.GetValue(protocol) switch
            {
                null => null,
                "early" => TrainingProtocol.EarlyStop,
                "full" => TrainingProtocol.FullBudget,
                var other => throw new InputException($"--protocol {other}: expected early or full."),
            };
            if (parse.GetValue(episodes) is { } few and < 1)
                throw new InputException($"--episodes {few}: expected at least 1.");
            Transfer transfer = Transfer.Find(parse.GetValue(world)!, ends, parse.GetValue(episodes));
            string[]? names = parse.GetValue(only)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            Transfer asked = transfer.Only(names) with
            {
                Agents = ExperimentOptions.Runs(parse.GetValue(runs)),
                Seed = SeedOption.Value(parse, seed, terminal),
            };
            ImmutableArray<RunSpec> needed = asked.Runs();
            if (computation.Compute(parse, terminal, needed, EditDistance.Count(asked.Groups.Length, "group"), json, replay, networks) is not var (results, _))
                return ExitCode.Done;
            RunResult[] all = [.. needed.Select(run => results[run.Hash])];
            ImmutableArray<TransferRow> rows = asked.Table(all);
            if (parse.GetValue(json))
                WriteJson(terminal, asked, rows, needed);
            else
                WriteText(terminal.Out, asked, rows, all);
            if (parse.GetValue(replay) is { } file)
            {
                Replay episode = Transfer.FirstTest(asked.Groups[0].Agent with { Seed = asked.Seed }, all[0], Difficulty.VeryHard);
                episode.Save(file);
                terminal.Say($"{asked.Groups[0].Name}: an episode of {EditDistance.Count(episode.Actions.Length, "step")} written to {file}");
            }

            if (parse.GetValue(networks) is { } folder)
                WriteNetworks(asked, folder, terminal);
            return ExitCode.Done;
        });
    }

    private static void WriteNetworks(Transfer transfer, string folder, Terminal terminal)
    {
        Directory.CreateDirectory(folder);
        using InterruptSignal interruption = new();
        foreach (TransferGroup group in transfer.Groups)
        {
            Network network = (group.Agent with { Seed = transfer.Seed }).Train(RunContext.None with { Cancellation = interruption.Token });
            string path = Path.Combine(folder, $"{group.Name.Replace(' ', '-')}.safetensors");
            network.Save(path);
            terminal.Say($"{group.Name}: {network} written to {path}");
        }
    }

    private static void WriteText(TextWriter output, Transfer transfer, ImmutableArray<TransferRow> rows, RunResult[] results)
    {
        output.WriteLine($"mean reward over {EditDistance.Count(transfer.Agents, "agent")} (min to max), and on the hardest world the share of episodes that succeed; * marks controls");
        int worlds = EnvironmentCatalog.DifficultyNames.Length;
        TextTable.Write(
            output,
            [
                ["group", .. EnvironmentCatalog.DifficultyNames, "success", "episodes"],
                .. transfer.Groups.Select((group, at) => (string[])
                [
                    group.IsControl ? $"{group.Name} *" : group.Name,
                    .. Enumerable.Range(0, worlds).Select(d => rows[(at * worlds) + d].Reward).Select(static reward => string.Create(CultureInfo.InvariantCulture, $"{reward.Mean:0.0} ({reward.Min:0.0} to {reward.Max:0.0})")),
                    string.Create(CultureInfo.InvariantCulture, $"{100 * rows[(at * worlds) + worlds - 1].Success.Mean:0} %"),
                    string.Create(CultureInfo.InvariantCulture, $"{results.Skip(at * transfer.Agents).Take(transfer.Agents).Average(static result => result["episodes"]):0}"),
                ]),
            ]);
    }

    private static void WriteJson(Terminal terminal, Transfer transfer, ImmutableArray<TransferRow> rows, ImmutableArray<RunSpec> runs) => terminal.Json(writer =>
    {
        writer.WriteNumber("seed", transfer.Seed);
        writer.WriteStartArray("rows");
        foreach (TransferRow row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("group", row.Group);
            writer.WriteBoolean("isControl", row.IsControl);
            writer.WriteString("difficulty", EnvironmentCatalog.DifficultyNames[(int)row.Difficulty]);
            JsonSummary.Write(writer, "reward", row.Reward);
            JsonSummary.Write(writer, "success", row.Success);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        JsonList.Texts(writer, "runs", runs.Select(static run => run.Hash));
    });
}
