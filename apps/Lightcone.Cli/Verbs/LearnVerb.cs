using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lightcone.Formats;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Statistics;
using Lightcone.Learning;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Cli.Verbs;

/// <summary>Learns a task's rule from single steps, or a rule of the user's own from traces or answers.</summary>
internal static class LearnVerb
{
    public static Command Create()
    {
        Argument<string?> name = new("TASK") { Description = "A task (see: lightcone tasks), W0 to W255, or a rule in notation (B36/S23); left out with --traces and --answers.", Arity = ArgumentArity.ZeroOrOne };
        TraceOptions traces = new();
        AnswerOptions answers = new();
        GuessOption guesses = new();
        TrainingOptions training = new();
        Option<int> runs = new("--runs") { Description = "Train so many times, with seeds S, S+1, ..., and report success, margin and time.", HelpName = "N", DefaultValueFactory = static _ => 1 };
        Option<string?> file = new("--out") { Description = "Write the learned rule to this file.", HelpName = "FILE" };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "learn", "Learn a task's rule from single steps, or your own rule from traces or answers.",
            "lightcone learn parity --seed 7", "lightcone learn addition --out adder.json", "lightcone learn rule110 --smallest", "lightcone learn addition-carry-save --preset paper --runs 20",
            "lightcone learn --traces traces.csv --out rule.json", "lightcone learn --answers sums.txt --against decimal-addition --out adder.json");
        verb.Add(name);
        training.AddTo(verb);
        verb.Add(runs);
        verb.Add(file);
        verb.Add(json);
        traces.AddTo(verb);
        answers.AddTo(verb);
        verb.Add(guesses.Allow);
        return verb.Does((parse, terminal) =>
        {
            training.Check(parse);
            OutputFile.RequireRule(parse.GetValue(file));
            if (new object?[] { parse.GetValue(name), parse.GetValue(traces.File), parse.GetValue(answers.File) }.Count(static given => given is not null) != 1)
                throw new InputException("say what to learn from: a TASK, --traces FILE or --answers FILE, one of them.");
            if (parse.GetValue(traces.File) is { } recorded)
                return LearnFromTraces.Run(parse, terminal, traces, training, guesses, recorded, parse.GetValue(file), parse.GetValue(json));
            if (parse.GetValue(answers.File) is { } asked)
                return LearnFromAnswers.Run(parse, terminal, answers, training, guesses, asked, parse.GetValue(file), parse.GetValue(json));
            LocalTask task = TaskCatalog.Find(parse.GetValue(name)!);
            int count = parse.GetValue(runs);
            if (count is < 1 or > 100_000)
                throw new InputException($"--runs {count}: expected 1 to 100,000.");
            ulong seed = SeedOption.Value(parse, training.Seed, terminal);
            if (count > 1 && parse.GetValue(file) is not null)
                throw new InputException("--runs measures many trainings and keeps none of them. Leave --out out, or --runs.");
            if (count > 1)
                return Many(parse, terminal, training, task, seed, count, parse.GetValue(json));
            long begin = Stopwatch.GetTimestamp();
            Automaton learned = training.Learn(parse, terminal, task, seed);
            double milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            bool exact = IsExact(learned, task);
            if (parse.GetValue(file) is { } path)
                learned.Save(path);
            Report report = new(task, learned, exact, milliseconds, seed, parse.GetValue(file));
            if (parse.GetValue(json))
                report.WriteJson(terminal);
            else
                report.WriteText(terminal);
            return exact ? ExitCode.Done : ExitCode.ClaimFalse;
        });
    }

    private static bool IsExact(Automaton learned, LocalTask task) => Verdict.Examine(learned, task) is Certificate;

    /// <summary>The smallest margin of all networks in the arithmetic that runs; of rounded networks in units of their whole-number logits.</summary>
    private static double Margin(Automaton learned) => Math.Min(Margin(learned.Network!), learned.ReadoutNetwork is null ? double.PositiveInfinity : Margin(learned.ReadoutNetwork));

    private static double Margin(NeuralRule network)
    {
        if (network.Bits is null)
            return network.Training.Margin;
        LocalRule rule = network.ToRule();
        return Enumerable.Range(0, rule.Signature.DomainSize).Min(index => network.Margin(index, rule.Table[index]));
    }

    /// <summary>Repeats the training and shows all of it: successes, and minimum, median and maximum of what was measured.</summary>
    private static int Many(ParseResult parse, Terminal terminal, TrainingOptions training, LocalTask task, ulong seed, int count, bool json)
    {
        double[] times = new double[count];
        double[] margins = new double[count];
        int[] restarts = new int[count];
        int exact = 0;
        Automaton learned = training.Learn(parse, terminal, task, seed);
        long last = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            if (Stopwatch.GetElapsedTime(last).TotalSeconds > 2)
            {
                terminal.Say($"{i} of {count} runs done");
                last = Stopwatch.GetTimestamp();
            }

            long begin = Stopwatch.GetTimestamp();
            learned = training.Learn(parse, terminal, task, seed + (ulong)i);
            times[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            margins[i] = Margin(learned);
            restarts[i] = learned.Network!.Training.Restarts + (learned.ReadoutNetwork?.Training.Restarts ?? 0);
            exact += IsExact(learned, task) ? 1 : 0;
        }

        (Summary margin, Summary time) = (Summary.Of(margins), Summary.Of(times));
        if (json)
            terminal.Json(writer =>
            {
                writer.WriteString("task", task.Name);
                writer.WriteNumber("parameters", learned.Parameters);
                writer.WriteNumber("runs", count);
                writer.WriteNumber("exact", exact);
                writer.WriteNumber("seed", seed);
                writer.WriteNumber("restarts", restarts.Sum());
                foreach ((string what, Summary values) in new[] { ("margin", margin), ("milliseconds", time) })
                {
                    writer.WriteStartObject(what);
                    writer.WriteNumber("min", values.Min);
                    writer.WriteNumber("median", values.Median);
                    writer.WriteNumber("max", values.Max);
                    writer.WriteEndObject();
                }
            });
        else
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{task.Name}: {exact} of {count} runs exact, {learned.Parameters} parameters, seeds {seed} to {seed + (ulong)count - 1}, {restarts.Sum()} restarts in all; margin min {margin.Min:0.00} median {margin.Median:0.00} max {margin.Max:0.00}; milliseconds min {time.Min:0.000} median {time.Median:0.000} max {time.Max:0.000}"));
        return exact == count ? ExitCode.Done : ExitCode.ClaimFalse;
    }

    private sealed record Report(LocalTask Task, Automaton Learned, bool Exact, double Milliseconds, ulong Seed, string? File)
    {
        public void WriteJson(Terminal terminal) => terminal.Json(writer =>
        {
            writer.WriteString("task", Task.Name);
            writer.WriteNumber("parameters", Learned.Parameters);
            writer.WriteBoolean("exact", Exact);
            writer.WriteNumber("restarts", Learned.Network!.Training.Restarts + (Learned.ReadoutNetwork?.Training.Restarts ?? 0));
            writer.WriteNumber("margin", Margin(Learned));
            writer.WriteNumber("neighborhoods", Learned.Rule.Signature.DomainSize);
            writer.WriteNumber("milliseconds", Math.Round(Milliseconds, 3));
            writer.WriteString("hash", Learned.Rule.Hash);
            writer.WriteString("file", File);
            writer.WriteNumber("seed", Seed);
            JsonList.Objects(writer, "networks", Networks(), part =>
            {
                (string name, NeuralRule network) = part;
                writer.WriteString("name", name);
                writer.WriteString("shape", $"{network.Inputs} -> {network.HiddenUnits} -> {network.Logits}");
                writer.WriteNumber("parameters", network.Parameters);
                writer.WriteString("activation", $"{network.Activation}");
                writer.WriteString("arithmetic", network.Arithmetic);
                writer.WriteString("recipe", network.Training.Recipe);
                JsonNumbers.Number(writer, "margin", Margin(network));
                writer.WriteNumber("steps", network.Training.Steps);
                writer.WriteString("hash", network.Hash);
            });
        });

        private IEnumerable<(string Name, NeuralRule Network)> Networks()
        {
            yield return ("rule", Learned.Network!);
            if (Learned.ReadoutNetwork is { } readout)
                yield return ("readout", readout);
        }

        public void WriteText(Terminal terminal)
        {
            foreach ((string name, NeuralRule network) in Networks())
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-8} {network.Inputs} -> {network.HiddenUnits} -> {network.Logits}, {network.Parameters} parameters ({network.Activation}, {network.Arithmetic}), margin {Margin(network):0.00}{(network.Bits is null ? "" : " (whole-number logits)")}, {network.Training.Restarts} restarts"));
            terminal.Out.WriteLine(Exact
                ? string.Create(CultureInfo.InvariantCulture, $"learned {Task.Name} exactly: all {Learned.Rule.Signature.DomainSize + (Learned.Readout?.Signature.DomainSize ?? 0)} neighborhoods right, {Learned.Parameters} parameters, {Milliseconds:0.0} ms, seed {Seed}")
                : $"not exact: {Task.Name} was not learned with seed {Seed}. Certify the file to see where it is wrong; try another seed, more --hidden units, or the default recipe.");
            if (File is not null)
                terminal.Out.WriteLine($"written to {File}; next: lightcone certify {File}");
        }
    }
}
