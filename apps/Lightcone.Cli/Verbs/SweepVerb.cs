using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Experiments.Studies;
using Lightcone.Figures;
using Lightcone.Formats;
using Lightcone.Foundation.Input;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Cli.Verbs;

/// <summary>Repeats learning or running over a range of a parameter, and shows all runs.</summary>
internal static class SweepVerb
{
    private static readonly string[] Kinds = ["parameters", "noise"];

    /// <summary>The longest row for noise: what it costs grows with the square.</summary>
    private const int MostCells = 10_000_000;

    public static Command Create()
    {
        Argument<string> kind = new("SWEEP") { Description = "parameters (success and time against network size, two recipes) or noise (healing, steady errors, noise on logits)." };
        Option<string> subject = new("--task") { Description = "The task.", HelpName = "T", Required = true };
        Option<int> runs = new("--runs") { Description = "Runs for each point.", HelpName = "N", DefaultValueFactory = static _ => 20 };
        Option<string?> hidden = new("--hidden") { Description = "Hidden units to try, separated by commas.", HelpName = "LIST" };
        Option<int> restarts = new("--restarts") { Description = "Restarts that one run may use.", HelpName = "N", DefaultValueFactory = static _ => 0 };
        Option<string> length = new("--length") { Description = "Digits or cells, for noise.", HelpName = "L", DefaultValueFactory = static _ => "4096" };
        Option<string?> file = new("--out") { Description = "Draw the result to this file, PNG or SVG.", HelpName = "FILE.png" };
        Option<ulong?> seed = SeedOption.Create();
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "sweep", "Measure learning against network size, or a task against noise; all runs are shown.",
            "lightcone sweep parameters --task rule110 --runs 20 --seed 1", "lightcone sweep noise --task addition --runs 5 --seed 1", "lightcone sweep parameters --task addition-carry-save --hidden 2,4,8,16 --out sweep.png");
        verb.Add(kind);
        foreach (Option option in new Option[] { subject, runs, hidden, restarts, length, file, seed, json })
            verb.Add(option);
        verb.Add(SweepEmit.Create());
        return verb.Does((parse, terminal) =>
        {
            OutputFile.RequireChart(parse.GetValue(file));
            LocalTask task = TaskCatalog.Find(parse.GetValue(subject)!);
            int count = (int)Math.Min(Count.Parse($"{parse.GetValue(runs)}", "--runs", 1), 1_000_000);
            string name = parse.GetValue(kind)!;
            if (!Kinds.Contains(name))
                throw new InputException($"'{name}' is not a sweep.{(EditDistance.Nearest(name, Kinds) is { } near ? $" Did you mean {near}?" : "")} The sweeps are {string.Join(" and ", Kinds)}.");
            if (parse.GetValue(restarts) is var again && again is < 0 or > 1_000_000)
                throw new InputException($"--restarts {again}: expected 0 to 1,000,000.");
            int width = Count.ParseShape(parse.GetValue(length)!, "--length", 1).Width;
            if (width > MostCells)
                throw new ResourceLimitException($"--length {parse.GetValue(length)}: noise is followed for as many steps as there are cells, so {MostCells:N0} cells are the most. Use a shorter row.");
            using InterruptSignal interruption = new();
            using Heartbeat heartbeat = new(terminal, $"sweeping {name} of {task.Name}");
            Job job = new(terminal, heartbeat, task, count, SeedOption.Value(parse, seed, terminal), parse.GetValue(json), parse.GetValue(file), interruption.Token);
            if (name == "parameters")
                job.Parameters(parse.GetValue(hidden) is { } list ? [.. list.Split(',').Select(static each => (int)Math.Min(Count.Parse(each, "--hidden", 1), 512))] : null, again);
            else
                job.Noise(width);

            return ExitCode.Done;
        });
    }

    private sealed class Job(Terminal terminal, Heartbeat heartbeat, LocalTask task, int runs, ulong seed, bool json, string? file, CancellationToken cancellation)
    {
        public void Parameters(ImmutableArray<int>? hidden, int restarts)
        {
            ParameterStudy sweep = new() { Runs = runs, Seed = seed, Restarts = restarts };
            if (hidden is { } sizes)
                sweep = sweep with { HiddenUnits = sizes };
            if (!json)
                terminal.Out.WriteLine("recipe   hidden parameters   exact  restarts   margin median  time median   oscillating  dying");
            ImmutableArray<ParameterStudy.Row> rows = sweep.Measure(task, TimeProvider.System, new Lines<ParameterStudy.Row>(row =>
            {
                heartbeat.Clear();
                if (!json)
                    terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Recipe,-8} {row.HiddenUnits,6} {row.Parameters,10} {row.Exact,4}/{row.Runs,-4} {row.Restarts,7} {row.Margin.Median,15:F2} {row.Milliseconds.Median,10:F3} ms {row.Oscillating,12} {row.Dying,6}"));
            }), cancellation);
            heartbeat.Dispose();
            if (file is not null)
            {
                Draw(rows).Save(file, cancellation);
                terminal.Say($"drawn to {file}");
            }

            if (json)
                terminal.Json(writer =>
                {
                    Begin(writer);
                    JsonList.Objects(writer, "rows", rows, row =>
                    {
                        writer.WriteString("recipe", row.Recipe);
                        writer.WriteNumber("hidden", row.HiddenUnits);
                        writer.WriteNumber("parameters", row.Parameters);
                        writer.WriteNumber("exact", row.Exact);
                        writer.WriteNumber("runs", row.Runs);
                        writer.WriteNumber("restarts", row.Restarts);
                        JsonSummary.Write(writer, "margin", row.Margin);
                        JsonSummary.Write(writer, "milliseconds", row.Milliseconds);
                        writer.WriteNumber("oscillating", row.Oscillating);
                        writer.WriteNumber("dying", row.Dying);
                    });
                });
        }

        public void Noise(int length)
        {
            NoiseStudy sweep = new() { Runs = runs, Seed = seed, Length = length };
            ImmutableArray<NoiseStudy.Burst> bursts = InputErrors.Translate(() => sweep.Bursts(task, cancellation));
            ImmutableArray<NoiseStudy.Steady> steady = InputErrors.Translate(() => sweep.SteadyErrors(task, cancellation));
            NeuralRule network = Automaton.Learn(task, ChaosTraining.Default with { Seed = seed }).Network!;
            ImmutableArray<NoiseStudy.LogitNoise> logits = network.Logits == 1 ? sweep.LogitErrors(network) : [];
            heartbeat.Dispose();
            if (file is not null)
            {
                SummaryChart.Draw($"{task.Name}: wrong cells under steady noise, n = {length:N0}", "flip rate per cell and step", "share of wrong cells", [.. steady.Select(static point => point.Rate)], [("wrong", [.. steady.Select(static point => point.Wrong)])], logarithmicX: true, logarithmicY: true).Save(file, cancellation);
                terminal.Say($"drawn to {file}");
            }

            if (json)
            {
                terminal.Json(writer => WriteNoise(writer, length, bursts, steady, logits));
                return;
            }

            terminal.Out.WriteLine($"{task.Name}, {length} digits or cells, {runs} inputs a point, seed {seed}");
            foreach (NoiseStudy.Burst burst in bursts)
                terminal.Out.WriteLine($"{burst.Flips,5} {(burst.Flips == 1 ? "cell" : "cells")} flipped: {burst.Healed} of {burst.Runs} healed{(burst.Steps is { } steps ? $" in {steps} steps" : "")}{(burst.Elsewhere > 0 ? $", {burst.Elsewhere} settled elsewhere" : "")}");
            foreach (NoiseStudy.Steady point in steady)
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"flip rate {point.Rate:G}: wrong share {point.Wrong}, {point.Wrong.Mean / point.Rate:G3} times the rate, after {point.Settling} steps"));
            foreach (NoiseStudy.LogitNoise point in logits)
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"noise {point.Sigma:G} on the logits (smallest margin {point.SmallestMargin:F2}): {point.Flipped:P3} of updates flip"));
        }

        private void WriteNoise(Utf8JsonWriter writer, int length, ImmutableArray<NoiseStudy.Burst> bursts, ImmutableArray<NoiseStudy.Steady> steady, ImmutableArray<NoiseStudy.LogitNoise> logits)
        {
            Begin(writer);
            writer.WriteNumber("length", length);
            JsonList.Objects(writer, "bursts", bursts, burst =>
            {
                writer.WriteNumber("flips", burst.Flips);
                writer.WriteNumber("runs", burst.Runs);
                writer.WriteNumber("healed", burst.Healed);
                writer.WriteNumber("elsewhere", burst.Elsewhere);
                if (burst.Steps is { } steps)
                    JsonSummary.Write(writer, "steps", steps);
            });
            JsonList.Objects(writer, "steady", steady, point =>
            {
                writer.WriteNumber("rate", point.Rate);
                writer.WriteNumber("settling", point.Settling);
                JsonSummary.Write(writer, "wrong", point.Wrong);
            });
            JsonList.Objects(writer, "logits", logits, point =>
            {
                writer.WriteNumber("sigma", point.Sigma);
                writer.WriteNumber("flipped", point.Flipped);
                writer.WriteNumber("smallestMargin", point.SmallestMargin);
            });
        }

        private void Begin(Utf8JsonWriter writer)
        {
            writer.WriteString("task", task.Name);
            writer.WriteNumber("seed", seed);
            writer.WriteNumber("runs", runs);
        }

        private Chart Draw(ImmutableArray<ParameterStudy.Row> rows)
        {
            double[] sizes = [.. rows.Select(static row => (double)row.HiddenUnits).Distinct().Order()];
            return SeriesChart.Draw($"{task.Name}: runs that are exact, of {runs} each", "hidden units", "exact runs (%)", sizes, [.. rows.GroupBy(static row => row.Recipe).Select(group =>
                (group.Key, sizes.Select(size => group.First(row => row.HiddenUnits == size) is var row ? 100.0 * row.Exact / row.Runs : 0).ToArray()))], marks: true);
        }
    }

    /// <summary>Reports at once, in order, on the same thread: System.Progress would post them elsewhere.</summary>
    private sealed class Lines<T>(Action<T> write) : IProgress<T>
    {
        public void Report(T value) => write(value);
    }
}
