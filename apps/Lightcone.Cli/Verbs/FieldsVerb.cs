using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.ReceptiveFields;
using Lightcone.Experiments.Runs;
using Lightcone.Figures;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Cli.Verbs;

/// <summary>Input weights of spiking autoencoders of image patches, by what patches become first, beside patches that are only fainter.</summary>
internal static class FieldsVerb
{
    private const int UsualFilm = 16;
    private static readonly string[] Drawn = ["osi", "sigma"];
    private static readonly string[] Numbers = ["sigma", "osi", "osi-change", "explained", "rate", "silent", "is-field", "gain"];

    public static Command Create()
    {
        Option<string> study = new("--study") { Description = "paper (its eight conditions), gains (the control: static patches that are fainter), matched (damping 2 beside static patches of its gain), dampings, lorenz, thomas (scans).", HelpName = "NAME", DefaultValueFactory = static _ => "paper" };
        Option<string?> only = new("--only") { Description = "Some conditions of the study, separated by commas, as in baseline,dynamic 2.", HelpName = "LIST" };
        Option<string> images = new("--images") { Description = "photos (two, with this program), dead-leaves or pink-noise (drawn by the seed).", HelpName = "NAME", DefaultValueFactory = static _ => "photos" };
        Option<int> runs = new("--runs") { Description = "Trainings of each condition, with seeds S, S + 1, ...", HelpName = "N", DefaultValueFactory = static _ => 3 };
        Option<int> epochs = new("--epochs") { Description = "Epochs of a training.", HelpName = "N", DefaultValueFactory = static _ => new FieldTraining().Epochs };
        Option<int?> patches = new("--patches") { Description = "Patches to train on; left out, as the study has them.", HelpName = "N" };
        Option<int?> film = new("--film") { Description = "Keep the weights of so many units after each epoch, as the array film of each run; left out, as the study has them.", HelpName = "N" };
        Option<string?> plot = new("--plot") { Description = "Draw spread and orientation of the weights over the conditions here, with 95 % intervals of more than one run.", HelpName = "FILE.png|svg" };
        Option<string?> filters = new("--filters") { Description = "Draw the widest filters of the first run of each condition here, a row for each.", HelpName = "FILE.png" };
        Option<string?> animate = new("--animate") { Description = "Draw the filters of the first run of each condition as an animated PNG over the epochs here: those that --film keeps, 16 when it is left out and the study keeps none.", HelpName = "FILE.png" };
        Option<ulong?> seed = SeedOption.Create();
        Option<bool> json = Verb.JsonOption();
        ComputationOptions computation = new();
        Verb verb = new(
            "fields", "Receptive fields of spiking autoencoders: which encodings make them wide and oriented, beside patches of equal gain.",
            "lightcone fields --seed 1", "lightcone fields --study gains --seed 1", "lightcone fields --only \"baseline,dynamic 2\" --runs 5 --seed 1 --plot fields.svg");
        foreach (Option option in new Option[] { study, only, images, runs, epochs, patches, film, plot, filters, animate, seed, json })
            verb.Add(option);
        computation.AddTo(verb);
        return verb.Does((parse, terminal) =>
        {
            OutputFile.RequireChart(parse.GetValue(plot));
            string? sheet = parse.GetValue(filters), moving = parse.GetValue(animate);
            OutputFile.RequirePicture(sheet);
            OutputFile.RequirePicture(moving);
            if (moving is not null && parse.GetValue(film) == 0)
                throw new InputException("--animate shows the filters that --film keeps, and --film 0 keeps none. Leave --film out, or name how many.");
            FieldStudy chosen = FieldStudy.Find(parse.GetValue(study)!);
            ImageSource source = parse.GetValue(images) switch
            {
                "photos" => ImageSource.Photos,
                "dead-leaves" => ImageSource.DeadLeaves,
                "pink-noise" => ImageSource.PinkNoise,
                var other => throw new InputException($"--images {other}: expected photos, dead-leaves or pink-noise."),
            };
            string[]? names = parse.GetValue(only)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            ulong first = SeedOption.Value(parse, seed, terminal);
            FieldStudy asked = chosen.Only(names) with
            {
                Repeats = ExperimentOptions.Runs(parse.GetValue(runs)),
                Conditions =
                [
                    .. chosen.Only(names).Conditions.Select(condition => (
                        condition.Name, condition.Settings with { Images = source, Epochs = parse.GetValue(epochs), Patches = parse.GetValue(patches) ?? condition.Settings.Patches, Film = parse.GetValue(film) ?? (moving is null || condition.Settings.Film > 0 ? condition.Settings.Film : UsualFilm), Seed = first })),
                ],
            };
            ImmutableArray<RunSpec> needed = asked.Runs();
            if (computation.Compute(parse, terminal, needed, EditDistance.Count(asked.Conditions.Length, "condition"), json, plot, filters, animate) is not var (results, _))
                return ExitCode.Done;
            RunResult[] all = [.. needed.Select(run => results[run.Hash])];
            if (parse.GetValue(json))
                WriteJson(terminal, asked, all, needed);
            else
                WriteText(terminal.Out, asked, all);
            if (parse.GetValue(plot) is { } picture)
            {
                Draw(asked, all).Save(picture);
                terminal.Say($"spread of the weights drawn to {picture}");
            }

            RunResult[] firsts = [.. all.Where((_, at) => at % asked.Repeats == 0)];
            string rows = $"a row for each condition, from the top: {string.Join(", ", asked.Conditions.Select(static condition => condition.Name))}";
            if (sheet is not null)
            {
                FilterSheet.Grid(firsts).SavePng(sheet);
                terminal.Say($"filters drawn to {sheet}, {rows}");
            }

            if (moving is not null)
            {
                FilterSheet.Film(firsts).SavePng(moving);
                terminal.Say($"filters over the epochs drawn to {moving}, {rows}");
            }

            return ExitCode.Done;
        });
    }

    private static void WriteText(TextWriter output, FieldStudy study, RunResult[] results)
    {
        output.WriteLine($"means over {EditDistance.Count(study.Repeats, "run")}; sigma with smallest and largest. Weights are fields only where something is explained and something fires.");
        ImmutableArray<(string Condition, Summary Value)>[] columns = [.. Numbers.Select(number => study.Table(results, number))];
        TextTable.Write(
            output,
            [
                ["condition", "sigma", "osi", "osi of change", "explained", "rate", "silent", "fields", "gain"],
                .. study.Conditions.Select((condition, row) => (string[])
                [
                    condition.Name,
                    string.Create(CultureInfo.InvariantCulture, $"{columns[0][row].Value.Mean:0.000} ({columns[0][row].Value.Min:0.000} to {columns[0][row].Value.Max:0.000})"),
                    .. columns[1..].Select((column, at) => at == 5 ? string.Create(CultureInfo.InvariantCulture, $"{column[row].Value.Mean * study.Repeats:0} of {study.Repeats}") : column[row].Value.Mean.ToString("0.000", CultureInfo.InvariantCulture)),
                ]),
            ]);
    }

    private static void WriteJson(Terminal terminal, FieldStudy study, RunResult[] results, ImmutableArray<RunSpec> runs) => terminal.Json(writer =>
    {
        writer.WriteStartArray("conditions");
        for (int row = 0; row < study.Conditions.Length; row++)
        {
            writer.WriteStartObject();
            writer.WriteString("condition", study.Conditions[row].Name);
            foreach (string number in Numbers)
                JsonSummary.Write(writer, number, study.Table(results, number)[row].Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        JsonList.Texts(writer, "runs", runs.Select(static run => run.Hash));
    });

    private static Chart Draw(FieldStudy study, RunResult[] results) => HeatMap.Intervals(
        $"weights of the encoder, {(study.Repeats == 1 ? "one run" : $"means of {study.Repeats} runs and their 95 % intervals")}", "condition", "", "value",
        [.. study.Conditions.Select(static condition => condition.Name)], ["orientation selectivity", "spread of weights"],
        [.. Drawn.SelectMany(number => results.Chunk(study.Repeats).Select(runs => runs.Select(run => run[number]).ToArray()))], "0.000", Math.Max(640, 180 + (110 * study.Conditions.Length)), 300);
}
