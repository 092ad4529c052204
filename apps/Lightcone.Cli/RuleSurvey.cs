using System.Collections.Immutable;
using System.CommandLine;
using Lightcone.Engines;
using Lightcone.Experiments.Studies;
using Lightcone.Figures;
using Lightcone.Formats;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>The measures of rules: front speeds of spreading damage, and steps to settle.</summary>
internal sealed class RuleSurvey
{
    public Option<string?> Name { get; } = new("--task") { Description = "For cone and steps: the task or rule.", HelpName = "T" };

    public Option<string?> Lengths { get; } = new("--lengths") { Description = "For steps: digits or cells, separated by commas.", HelpName = "LIST" };

    public Option<int> Runs { get; } = new("--runs") { Description = "For cone and steps: random inputs.", HelpName = "N", DefaultValueFactory = static _ => 20 };

    public Option<int> Steps { get; } = new("--steps") { Description = "For cone: steps to follow.", HelpName = "N", DefaultValueFactory = static _ => 250 };

    public Option<string?> Picture { get; } = new("--out") { Description = "For steps: draw them against the length to this file, PNG or SVG; for dimension: the local slopes.", HelpName = "FILE.png" };

    public Option<ulong?> Seed { get; } = SeedOption.Create();

    /// <summary>All of these options.</summary>
    public Option[] All => [Name, Lengths, Runs, Steps, Picture, Seed];

    public void AddTo(Command verb)
    {
        foreach (Option option in All)
            verb.Add(option);
    }

    public int Run(string kind, ParseResult parse, Terminal terminal, Heartbeat heartbeat, bool json)
    {
        string? picture = parse.GetValue(Picture);
        if (picture is not null && kind == "cone")
            throw new InputException("--out draws steps. For a picture of a cone: lightcone draw RULE --random N --cone CELL --out FILE.png.");
        OutputFile.RequireChart(picture);
        LocalTask task = TaskCatalog.Find(parse.GetValue(Name) ?? throw new InputException($"measure {kind} needs a rule. Give --task T, for instance lightcone measure {kind} --task {(kind == "cone" ? "W30" : "addition")}."));
        int runs = (int)Math.Min(Cli.Count.Parse($"{parse.GetValue(Runs)}", "--runs", 1), 1_000_000);
        ulong seed = SeedOption.Value(parse, Seed, terminal);
        using InterruptSignal interruption = new();
        return kind == "cone"
            ? Cone(task, runs, (int)Math.Min(Cli.Count.Parse($"{parse.GetValue(Steps)}", "--steps", 2), 100_000), seed, terminal, heartbeat, json, interruption.Token)
            : Count(task, parse.GetValue(Lengths), runs, seed, picture, terminal, heartbeat, json, interruption.Token);
    }

    private static int Cone(LocalTask task, int runs, int steps, ulong seed, Terminal terminal, Heartbeat heartbeat, bool json, CancellationToken cancellation)
    {
        ConeSurvey.Result found = InputErrors.Translate(() => new ConeSurvey { Runs = runs, Steps = steps, Seed = seed }.Measure(task.Rule, cancellation));
        heartbeat.Dispose();
        if (json)
            terminal.Json(writer =>
            {
                writer.WriteString("task", task.Name);
                JsonSummary.Write(writer, "left", found.Left);
                JsonSummary.Write(writer, "right", found.Right);
                writer.WriteNumber("healed", found.Healed);
                writer.WriteNumber("steps", steps);
                writer.WriteNumber("seed", seed);
            });
        else
            terminal.Out.WriteLine($"{task.Name}: damage from one cell on {EditDistance.Count(runs, "random background")}, {EditDistance.Count(steps, "step")}, seed {seed}\nleft  {found.Left} cells a step\nright {found.Right} cells a step\nvanished on {EditDistance.Count(found.Healed, "background")}");
        return ExitCode.Done;
    }

    private static int Count(LocalTask task, string? lengths, int runs, ulong seed, string? picture, Terminal terminal, Heartbeat heartbeat, bool json, CancellationToken cancellation)
    {
        StepSurvey survey = new() { Runs = runs, Seed = seed };
        if (lengths is not null)
            survey = survey with { Lengths = [.. lengths.Split(',').Select(static each => Cli.Count.ParseShape(each, "--lengths", 1).Width)] };
        ImmutableArray<StepSurvey.Row> rows = InputErrors.Translate(() => survey.Measure(task, cancellation));
        heartbeat.Dispose();
        if (picture is not null)
        {
            SummaryChart.Draw($"{task.Name}: steps to the fixed point, {runs} random inputs a length", "length n", "steps", [.. rows.Select(static row => (double)row.Length)], [("steps", [.. rows.Select(static row => row.Random)])], logarithmicX: true).Save(picture, cancellation);
            terminal.Say($"drawn to {picture}");
        }

        if (json)
            terminal.Json(writer =>
            {
                writer.WriteString("task", task.Name);
                writer.WriteNumber("seed", seed);
                JsonList.Objects(writer, "rows", rows, row =>
                {
                    writer.WriteNumber("length", row.Length);
                    JsonSummary.Write(writer, "random", row.Random);
                    writer.WriteNumber("longest", row.Longest);
                    writer.WriteBoolean("lawful", row.IsLawful);
                });
            });
        else
        {
            terminal.Out.WriteLine($"{task.Name}: steps to settle, {EditDistance.Count(runs, "random input")} a length, seed {seed}");
            foreach (StepSurvey.Row row in rows)
                terminal.Out.WriteLine($"length {row.Length,9}: random {row.Random}; longest chain {row.Longest}; {(row.IsLawful ? "every count as the law says" : "THE LAW IS BROKEN")}");
        }

        return rows.All(static row => row.IsLawful) ? ExitCode.Done : ExitCode.ClaimFalse;
    }
}
