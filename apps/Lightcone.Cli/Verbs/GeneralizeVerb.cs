using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.Lengths;
using Lightcone.Experiments.Runs;
using Lightcone.Figures;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Verbs;

/// <summary>Accuracy against length: the certified automaton beside networks that were trained on short inputs.</summary>
internal static class GeneralizeVerb
{
    public static Command Create()
    {
        LengthStudy usual = new() { Task = "addition" };
        Argument<string> task = new("TASK") { Description = "parity, addition, addition-carry-save, rule110, multiplication, or W0 to W255." };
        Option<string?> models = new("--models") { Description = $"Some of {string.Join(", ", SequenceModel.All.Select(static model => model.Name))}; left out, all.", HelpName = "LIST" };
        Option<string?> lengths = new("--lengths") { Description = $"Digits or cells; left out, {string.Join(",", usual.Lengths)}, as far as each model can be run.", HelpName = "LIST" };
        Option<string?> chains = new("--chains") { Description = $"Cells of the longest chain of influence, at {usual.ChainLength} digits; left out, powers of two; none for no such table.", HelpName = "LIST" };
        Option<int> runs = new("--runs") { Description = "Seeds of each model: S, S + 1, ...", HelpName = "N", DefaultValueFactory = static _ => new LengthStudy { Task = "addition" }.Seeds };
        Option<int> steps = new("--steps") { Description = "For elementary rules: after how many steps the cells are asked.", HelpName = "T", DefaultValueFactory = static _ => 1 };
        Option<string?> chart = new("--chart") { Description = "Draw accuracy against length here.", HelpName = "FILE.png|svg" };
        Option<string?> export = new("--export") { Description = "Write the questions as JSON lines with a checksum instead of asking any model.", HelpName = "FILE" };
        Option<int> samples = new("--samples") { Description = "With --export: sequences of each length.", HelpName = "N", DefaultValueFactory = static _ => 256 };
        Option<string?> failures = new("--failures") { Description = "Learn with the first seed alone, and write the first input of each length that each model answers wrongly.", HelpName = "FILE.json" };
        Option<ulong?> seed = SeedOption.Create();
        Option<bool> json = Verb.JsonOption();
        ComputationOptions computation = new();
        Verb verb = new(
            "generalize", "Accuracy against length: the certified automaton beside networks trained on up to 16 digits.",
            "lightcone generalize addition --seed 1", "lightcone generalize parity --models automaton,gru --lengths 16,64,256 --runs 3 --seed 1 --chart parity.svg", "lightcone generalize addition --lengths 16,1000000 --samples 10 --seed 1 --export addition.jsonl");
        verb.Add(task);
        foreach (Option option in new Option[] { models, lengths, chains, runs, steps, chart, export, samples, failures, seed, json })
            verb.Add(option);
        computation.AddTo(verb);
        return verb.Does((parse, terminal) =>
        {
            OutputFile.RequireChart(parse.GetValue(chart));
            string? file = parse.GetValue(export);
            OutputFile.Require(file);
            if (file is not null && GivenOption.First(parse, [models, chains, runs, chart, json, .. computation.All]) is { } idle)
                throw new InputException($"--export asks no model, so {idle} has no effect. Leave it out.");
            if (file is null && GivenOption.Is(parse, samples))
                throw new InputException("--samples counts the sequences of --export. Name a file to export to, or leave it out.");
            ImmutableArray<int>? asked = Numbers(parse.GetValue(lengths), "--lengths"), along = parse.GetValue(chains) == "none" ? [] : Numbers(parse.GetValue(chains), "--chains");
            ulong drawn = SeedOption.Value(parse, seed, terminal);
            if (file is not null)
            {
                Export(terminal, file, new() { Task = parse.GetValue(task)!, Steps = parse.GetValue(steps), Lengths = asked ?? [16], Samples = parse.GetValue(samples), Seed = drawn });
                return ExitCode.Done;
            }

            LengthStudy study = usual with
            {
                Task = parse.GetValue(task)!,
                Steps = parse.GetValue(steps),
                Models = parse.GetValue(models) is { } list ? [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(SequenceModel.Find)] : usual.Models,
                Lengths = asked ?? usual.Lengths,
                Chains = along ?? usual.Chains,
                Seeds = parse.GetValue(runs),
                Seed = drawn,
            };
            if (study.Models.IsEmpty)
                throw new InputException("--models: no model was named.");
            if (parse.GetValue(failures) is { } wrong)
                return Failures(parse, terminal, study, wrong, [chains, runs, chart, export, json, .. computation.All]);
            ImmutableArray<RunSpec> needed = study.Runs();
            if (computation.Compute(parse, terminal, needed, study.Task, json, chart) is not var (results, _))
                return ExitCode.Done;
            ImmutableArray<LengthRow> rows = study.Rows(results);
            if (parse.GetValue(json))
                GeneralizeReport.WriteJson(terminal, study, rows, needed);
            else
                GeneralizeReport.WriteText(terminal.Out, study, rows);
            if (parse.GetValue(chart) is { } picture)
            {
                Draw(study, rows).Save(picture);
                terminal.Say($"written to {picture}");
            }

            return ExitCode.Done;
        });
    }

    private static int Failures(ParseResult parse, Terminal terminal, LengthStudy study, string file, Option[] without)
    {
        OutputFile.Require(file);
        if (GivenOption.First(parse, without) is { } idle)
            throw new InputException($"--failures looks for inputs with one seed, so {idle} has no effect. Leave it out.");
        using InterruptSignal interruption = new();
        ImmutableArray<LengthFailure> found = study.Failures(RunContext.None with { Cancellation = interruption.Token });
        AtomicFile.WriteText(file, $"{LengthFailure.Write(found, study.Seed)}\n");
        foreach (LengthFailure failure in found)
            terminal.Out.WriteLine(FormattableString.Invariant($"{failure.Model,-14} {failure.Length,7:N0} {EditDistance.Count(failure.Wrong, "bit")} wrong in input {failure.Sample + 1}"));
        terminal.Say($"written to {file}");
        return ExitCode.Done;
    }

    private static Chart Draw(LengthStudy study, ImmutableArray<LengthRow> rows) => LengthChart.Draw(
        $"{study.Task}: trained on up to {study.Training.LongestLength}", "length",
        [.. rows.Where(static row => !row.IsChain).GroupBy(static row => row.Model).Select(static model => (model.Key, (IReadOnlyList<(double, Foundation.Statistics.Summary)>)[.. model.Select(static row => ((double)row.Number, row.Exact))]))],
        study.Training.LongestLength);

    private static void Export(Terminal terminal, string file, SequenceExport export)
    {
        using InterruptSignal interruption = new();
        string sum = "";
        AtomicFile.Write(file, stream => sum = export.Write(stream, interruption.Token));
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{export.Lengths.Count * export.Samples} sequences written to {file}, sha256 {sum}"));
    }

    private static ImmutableArray<int>? Numbers(string? list, string option)
    {
        if (list is null)
            return null;
        List<int> numbers = [];
        foreach (string word in list.Split(',', StringSplitOptions.TrimEntries))
            numbers.Add(int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : throw new InputException($"{option} {list}: '{word}' is no number of digits. Expected whole numbers from 1, with commas between them."));
        return [.. numbers.Distinct().Order()];
    }
}
