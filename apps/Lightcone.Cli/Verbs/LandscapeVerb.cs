using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;
using Lightcone.Figures;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Cli.Verbs;

/// <summary>Which encoding of the training makes a network generalize to others: accuracy, trained against tested.</summary>
internal static class LandscapeVerb
{
    public static Command Create()
    {
        Option<string?> only = new("--only") { Description = "Train under these encodings alone, as in mixed:delta=2 or lorenz:rho=28, separated by semicolons; left out, the paper's twelve dampings.", HelpName = "LIST" };
        Option<string> models = new("--models") { Description = $"Networks, separated by commas: {string.Join(", ", LandscapeModels.Names)}.", HelpName = "LIST", DefaultValueFactory = static _ => "spiking" };
        Option<string> betas = new("--betas") { Description = "Leaks per step, separated by commas.", HelpName = "LIST", DefaultValueFactory = static _ => "0.95" };
        Option<string> input = new("--input") { Description = "What is encoded: digits (each pixel starts the flow, as in the paper) or streams (tones that drive sixteen oscillators from rest).", HelpName = "NAME", DefaultValueFactory = static _ => "digits" };
        Option<string> control = new("--control") { Description = $"What is done to every encoding: {string.Join(", ", Control.All.Select(static each => each.Name))}, or gain:FACTOR.", HelpName = "NAME", DefaultValueFactory = static _ => Control.None.Name };
        Option<int> runs = new("--runs") { Description = "Trainings of each cell, with seeds S, S + 1, ...", HelpName = "N", DefaultValueFactory = static _ => 3 };
        Option<int> epochs = new("--epochs") { Description = "The most epochs of a training.", HelpName = "N", DefaultValueFactory = static _ => new LandscapeTraining().Epochs };
        Option<int> samples = new("--samples") { Description = "Use only the first digits or streams, for a quick look.", HelpName = "N", DefaultValueFactory = static _ => new LandscapeTraining().Samples };
        Option<string?> plot = new("--plot") { Description = "Draw the matrix of the first network here.", HelpName = "FILE.png|svg" };
        Option<ulong?> seed = SeedOption.Create();
        Option<bool> json = Verb.JsonOption();
        ComputationOptions computation = new();
        Verb verb = new(
            "landscape", "Train networks on digits (or streams) encoded by one flow, test them on those that others encode.",
            "lightcone landscape --seed 1", "lightcone landscape --only \"mixed:delta=-1.5;mixed:delta=2\" --control rms-step --seed 1", "lightcone landscape --models spiking,averaging --runs 10 --seed 1 --plot landscape.svg");
        foreach (Option option in new Option[] { only, models, betas, input, control, runs, epochs, samples, plot, seed, json })
            verb.Add(option);
        computation.AddTo(verb);
        return verb.Does((parse, terminal) =>
        {
            OutputFile.RequireChart(parse.GetValue(plot));
            Landscape landscape = new()
            {
                Train = parse.GetValue(only) is { } list ? [.. Words(list, ';').Select(EncodingSpec.Parse)] : EncodingSpec.PaperGrid,
                Models = [.. Words(parse.GetValue(models)!, ',').Select(LandscapeModels.Find)],
                Betas = [.. Words(parse.GetValue(betas)!, ',').Select(static word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double beta) && double.IsFinite(beta) ? beta : throw new InputException($"--betas: '{word}' is no number."))],
                Repeats = ExperimentOptions.Runs(parse.GetValue(runs)),
                Settings = new()
                {
                    Input = parse.GetValue(input) switch
                    {
                        "digits" => LandscapeInput.Digits,
                        "streams" => LandscapeInput.Streams,
                        var other => throw new InputException($"--input {other}: expected digits or streams."),
                    },
                    Control = Control.Parse(parse.GetValue(control)!),
                    Epochs = parse.GetValue(epochs),
                    Samples = parse.GetValue(samples),
                    Seed = SeedOption.Value(parse, seed, terminal),
                },
            };
            if (landscape.Train.IsEmpty || landscape.Models.IsEmpty || landscape.Betas.IsEmpty)
                throw new InputException("there is nothing to train: name at least one encoding, one network and one leak.");
            ImmutableArray<RunSpec> needed = landscape.Runs();
            if (computation.Compute(parse, terminal, needed, $"{EditDistance.Count(landscape.Train.Length, "encoding")}", json, plot) is not var (results, _))
                return ExitCode.Done;
            ImmutableArray<LandscapeTable> tables = landscape.Tables([.. needed.Select(run => results[run.Hash])]);
            if (parse.GetValue(json))
                WriteJson(terminal, landscape, tables, needed);
            else
                foreach (LandscapeTable table in tables)
                    WriteText(terminal.Out, landscape, table);
            if (parse.GetValue(plot) is { } picture)
            {
                Draw(landscape, tables[0]).Save(picture);
                terminal.Say($"{tables[0].Model}, beta {tables[0].Beta}, drawn to {picture}");
            }

            return ExitCode.Done;
        });
    }

    private static void WriteText(TextWriter output, Landscape landscape, LandscapeTable table)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{LandscapeModels.NameOf(table.Model)}, beta {table.Beta:R}, control {landscape.Settings.Control}: accuracy in %, mean over {EditDistance.Count(landscape.Repeats, "run")} (min to max)"));
        string[][] cells =
        [
            ["trained at", "in distribution", "mean of all tests", "without its own", "spikes", "epochs"],
            .. Enumerable.Range(0, table.Train.Length).Select(row => new[]
            {
                $"{table.Train[row]}", Percent(table.Row(row, "in-distribution")), Percent(table.Row(row, "out-mean")), Percent(table.Row(row, "out-off-diagonal")),
                Number(table.Row(row, "spikes-per-sample").Mean), Number(table.Row(row, "epochs").Mean),
            }),
        ];
        TextTable.Write(output, cells);
        output.WriteLine();
    }

    private static void WriteJson(Terminal terminal, Landscape landscape, ImmutableArray<LandscapeTable> tables, ImmutableArray<RunSpec> runs) => terminal.Json(writer =>
    {
        writer.WriteString("control", landscape.Settings.Control.Name);
        writer.WriteNumber("seed", landscape.Settings.Seed);
        writer.WriteStartArray("tables");
        foreach (LandscapeTable table in tables)
        {
            writer.WriteStartObject();
            writer.WriteString("model", LandscapeModels.NameOf(table.Model));
            writer.WriteNumber("beta", table.Beta);
            JsonList.Texts(writer, "tests", table.Tests.Select(static test => $"{test}"));
            writer.WriteStartArray("rows");
            for (int row = 0; row < table.Train.Length; row++)
            {
                writer.WriteStartObject();
                writer.WriteString("train", $"{table.Train[row]}");
                foreach (string number in (string[])["in-distribution", "out-mean", "out-off-diagonal", "spikes-per-sample", "epochs", "cv-1", "cv-2", "cv-3", "cka-1", "cka-2", "cka-3"])
                    JsonSummary.Write(writer, number, table.Row(row, number));
                JsonNumbers.Row(writer, "accuracy", [.. Enumerable.Range(0, table.Tests.Length).Select(column => table[row, column].Mean)]);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        JsonList.Texts(writer, "runs", runs.Select(static run => run.Hash));
    });

    private static Chart Draw(Landscape landscape, LandscapeTable table) => GeneralizationChart.Matrix(
        $"{LandscapeModels.NameOf(table.Model)}, control {landscape.Settings.Control}, n = {landscape.Repeats}", "encoding", "accuracy (%)", [.. table.Train.Select(Short)], [.. table.Tests.Select(Short)],
        [.. Enumerable.Range(0, table.Train.Length).SelectMany(row => Enumerable.Range(0, table.Tests.Length).Select(column => InPercent(table[row, column])))],
        Math.Max(640, 150 + (66 * table.Tests.Length)), Math.Max(360, 150 + (46 * table.Train.Length)));

    private static string Short(EncodingSpec encoding) => encoding.System == "mixed" && encoding.Parameters.Length == 1 ? string.Create(CultureInfo.InvariantCulture, $"{encoding.Value:R}").Replace('-', '−') : $"{encoding}";

    private static Summary InPercent(Summary share) => new(share.Count, 100 * share.Min, 100 * share.Median, 100 * share.Max, 100 * share.Mean, 100 * share.Deviation);

    private static string Percent(Summary share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share.Mean:0.0} ({100 * share.Min:0.0} to {100 * share.Max:0.0})");

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("0.0", CultureInfo.InvariantCulture) : "-";

    private static string[] Words(string list, char separator) => list.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
