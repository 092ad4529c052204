using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Pipelines;
using Lightcone.Figures;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;

namespace Lightcone.Cli.Verbs;

/// <summary>Measures a trained network on samples whose classes are known.</summary>
internal static class EvaluateVerb
{
    private static readonly string[] Parts = ["test", "validation", "train", "all"];

    public static Command Create()
    {
        NetworkSource source = new();
        Option<string?> data = new("--data") { Description = "digits, fashion, or a CSV file with the class in the last column; left out, digits or fashion where the network was trained on it.", HelpName = "NAME|FILE" };
        Option<string?> part = new("--part") { Description = $"{string.Join(", ", Parts)}: which part of the data that the network was trained on, split as train split it; left out, test. Other data are taken whole.", HelpName = "NAME" };
        Option<ulong?> seed = new("--seed") { Description = "The seed of the split, where the file does not say it.", HelpName = "N" };
        Option<string?> file = new("--out") { Description = "Draw the confusion matrix to this file.", HelpName = "FILE.png|FILE.svg" };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "evaluate", "Measure a trained network: accuracy, loss, spikes, and which classes it confuses.",
            "lightcone evaluate digits.safetensors", "lightcone evaluate digits.safetensors --part validation --encode mixed:delta=10", "lightcone evaluate flowers.safetensors --data flowers.csv --out confusion.png", "lightcone evaluate other.safetensors --network \"input 64 | linear 32 | leaky beta=0.9 | linear 10 | leaky beta=0.9 | count\" --data digits --encode repeat:25");
        source.AddTo(verb);
        foreach (Option option in new Option[] { data, part, seed, file, json })
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            OutputFile.RequireChart(parse.GetValue(file));
            TrainedNetwork trained = source.Read(parse, terminal);
            string name = parse.GetValue(data) ?? (trained.Data is "digits" or "fashion" ? trained.Data : throw new InputException("--data is missing: the file says which samples were its own, but not where a file of data lies. Give digits, fashion, or a CSV file with the class in the last column."));
            if (parse.GetValue(part) is { } asked && !Parts.Contains(asked))
                throw new InputException($"--part {asked}: expected {string.Join(", ", Parts[..^1])} or {Parts[^1]}.");
            (Samples samples, bool areScaled, string chosen) = Select(trained, name, parse.GetValue(part), parse.GetValue(seed), terminal);
            using InterruptSignal interruption = new();
            using Heartbeat heartbeat = new(terminal, "evaluating");
            Classification found = interruption.Await(() => InputErrors.Translate(() => trained.Classify(samples, areScaled, parse.GetValue(source.Threads))));
            heartbeat.Dispose();
            if (parse.GetValue(file) is { } picture)
                ConfusionChart.Draw($"{name} ({chosen})", found).Save(picture, interruption.Token);
            Report report = new(name, chosen, trained, found, parse.GetValue(file));
            if (parse.GetValue(json))
                report.WriteJson(terminal);
            else
                report.WriteText(terminal);
            return ExitCode.Done;
        });
    }

    /// <summary>The part that was asked for of the data that the network was trained on, or all of other data.</summary>
    private static (Samples Samples, bool AreScaled, string Part) Select(TrainedNetwork trained, string name, string? part, ulong? seed, Terminal terminal)
    {
        (Samples raw, string identity) = InputErrors.Translate(() => Dataset.FindRaw(name));
        if (trained.Data != identity)
        {
            if (part is not null and not "all")
                throw new InputException($"--part {part}: the network {(trained.Data is null ? "does not say what it was trained on" : $"was trained on other data than {name}")}, so there is no such part. Leave --part out.");
            if (trained.Data is null && trained.Scaling is null)
                terminal.Say("the file does not say how features were scaled; they are taken as they are.");
            return (raw, false, "all");
        }

        part ??= "test";
        if (seed is { } other && trained.Seed is { } own && other != own)
            throw new InputException($"--seed {other}: the network was trained on the split of seed {own}; another one would test it on what it has seen. Leave --seed out.");
        ulong split = trained.Seed ?? seed ?? throw new InputException("the file does not say by which seed the data were split. Give --seed.");
        Dataset parts = InputErrors.Translate(() => Dataset.Find(name, split));
        return (part switch { "test" => parts.Test, "validation" => parts.Validation, "train" => parts.Train, _ => parts.All() }, true, part);
    }

    private sealed record Report(string Data, string Part, TrainedNetwork Trained, Classification Found, string? Picture)
    {
        /// <summary>More classes make a table that no terminal holds.</summary>
        private const int MostColumns = 20;

        public void WriteJson(Terminal terminal) => terminal.Json(writer =>
        {
            writer.WriteString("data", Data);
            writer.WriteString("part", Part);
            writer.WriteString("encode", Trained.Encoding!.ToString());
            writer.WriteString("network", Trained.Network.Architecture.ToString());
            writer.WriteNumber("samples", Found.Evaluation.Samples);
            writer.WriteNumber("accuracy", Found.Evaluation.Accuracy);
            writer.WriteNumber("ties", Found.Ties);
            JsonNumbers.Number(writer, "loss", Found.Evaluation.Loss);
            writer.WriteNumber("spikesPerSample", Found.Evaluation.SpikesPerSample);
            JsonList.Objects(writer, "layers", Found.SpikesPerSample.Index().Where(static layer => layer.Item is not null), layer =>
            {
                writer.WriteNumber("layer", layer.Index + 1);
                writer.WriteNumber("spikesPerSample", layer.Item!.Value);
                writer.WriteNumber("rate", layer.Item.Value / Trained.Network.Architecture.Width(layer.Index + 1) / Trained.Encoding!.Steps);
            });
            JsonList.Objects(writer, "classes", Enumerable.Range(0, Found.Classes), number =>
            {
                writer.WriteString("class", Found.ClassNames[number]);
                writer.WriteNumber("samples", Found.Samples(number));
                JsonNumbers.Number(writer, "recall", Found.Recall(number));
                JsonNumbers.Number(writer, "precision", Found.Precision(number));
            });
            writer.WriteStartArray("confusion");
            for (int actual = 0; actual < Found.Classes; actual++)
            {
                writer.WriteStartArray();
                for (int predicted = 0; predicted < Found.Classes; predicted++)
                    writer.WriteNumberValue(Found[actual, predicted]);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteString("hash", Trained.Network.Parameters.Hash());
            writer.WriteString("file", Picture);
        });

        public void WriteText(Terminal terminal)
        {
            string spikes = Found.SpikesPerSample.Any(static layer => layer is not null)
                ? string.Create(CultureInfo.InvariantCulture, $", {Found.Evaluation.SpikesPerSample:F1} spikes a sample")
                : "";
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Data} ({Part}), {Trained.Encoding}: accuracy {Found.Evaluation.Accuracy:P1}, loss {Found.Evaluation.Loss:F4}{spikes}, of {EditDistance.Count(Found.Evaluation.Samples, "sample")}"));
            foreach ((int layer, double? each) in Found.SpikesPerSample.Index())
                if (each is { } mean)
                    terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  layer {layer + 1} ({Trained.Network.Architecture.Width(layer + 1)} {Kind(layer)}): {mean:F1} spikes a sample, {100 * mean / Trained.Network.Architecture.Width(layer + 1) / Trained.Encoding!.Steps:F1} % of steps"));
            terminal.Out.WriteLine();
            bool hasMatrix = Found.Classes <= MostColumns;
            int width = Math.Max(5, Found.ClassNames.Max(static name => name.Length)), column = Math.Max(4, hasMatrix ? Found.ClassNames.Max(static name => name.Length) : 0) + 1;
            string names = hasMatrix ? "   taken for:" + string.Concat(Found.ClassNames.Select(name => name.PadLeft(column))) : "";
            terminal.Out.WriteLine($"{"class".PadRight(width)}  samples  recall  precision{names}");
            for (int actual = 0; actual < Found.Classes; actual++)
            {
                string row = hasMatrix ? new string(' ', "   taken for:".Length) + string.Concat(Enumerable.Range(0, Found.Classes).Select(predicted => Cell(Found[actual, predicted]).PadLeft(column))) : "";
                terminal.Out.WriteLine($"{Found.ClassNames[actual].PadRight(width)}  {Found.Samples(actual),7}  {Percent(Found.Recall(actual)),6}  {Percent(Found.Precision(actual)),9}{row}");
            }

            Ties.Say(terminal, Found.Ties, Found.Evaluation.Samples);
            if (!hasMatrix)
                terminal.Say($"the confusion matrix of {Found.Classes} classes is in --json, and drawn by --out.");
            if (Picture is not null)
                terminal.Say($"drawn to {Picture}");
        }

        private string Kind(int layer) => Trained.Network.Architecture.Layers[layer] is RLeaky ? "rleaky" : "leaky";

        private static string Cell(int count) => count == 0 ? "." : count.ToString(CultureInfo.InvariantCulture);

        private static string Percent(double share) => double.IsNaN(share) ? "-" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");
    }
}
