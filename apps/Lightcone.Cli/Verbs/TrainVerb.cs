using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Pipelines;
using Lightcone.Formats;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;
using Lightcone.Networks;

namespace Lightcone.Cli.Verbs;

/// <summary>Trains a network in time on a data set; the same command goes on where an interrupted one stopped.</summary>
internal static class TrainVerb
{
    public static Command Create()
    {
        Option<string> data = new("--data") { Description = "digits, fashion (Debian's dataset-fashion-mnist), or a CSV file with the class in the last column.", HelpName = "NAME|FILE", DefaultValueFactory = static _ => "digits" };
        Option<string> encode = new("--encode") { Description = "none, repeat:STEPS, or a flow with parameters.", HelpName = "mixed:delta=2", DefaultValueFactory = static _ => "mixed:delta=2" };
        Option<int> samples = new("--samples") { Description = "Time steps of a trajectory.", HelpName = "N", DefaultValueFactory = static _ => 30 };
        Option<string> duration = new("--duration") { Description = "Time of a trajectory.", HelpName = "T", DefaultValueFactory = static _ => "4" };
        Option<string> network = new("--network") { Description = "Hidden widths of a spiking network (32-32), perceptron:256-256, or a whole architecture (\"input 192 | linear 32 | leaky beta=0.95 | ...\").", HelpName = "TEXT", DefaultValueFactory = static _ => "32-32" };
        Option<string> beta = new("--beta") { Description = "Leak of the spiking network, 0 to 1.", HelpName = "B", DefaultValueFactory = static _ => "0.95" };
        Option<int> epochs = new("--epochs") { Description = "The most passes over the data.", HelpName = "N", DefaultValueFactory = static _ => 60 };
        Option<int> batch = new("--batch") { Description = "Samples a step.", HelpName = "N", DefaultValueFactory = static _ => 32 };
        Option<string> rate = new("--rate") { Description = "Adam's learning rate.", HelpName = "R", DefaultValueFactory = static _ => "0.002" };
        Option<int> patience = new("--patience") { Description = "Stop after so many epochs without a better validation accuracy; 0 never stops.", HelpName = "N", DefaultValueFactory = static _ => 10 };
        Option<bool> keepBest = new("--keep-best") { Description = "Keep the network of the epoch with the best validation accuracy; left out, that of the last epoch." };
        Option<int> threads = new("--threads") { Description = "Threads; the result does not depend on them.", HelpName = "N", DefaultValueFactory = static _ => 1 };
        Option<string?> checkpoint = new("--checkpoint") { Description = "Save the whole state here after each epoch; the same command resumes from it.", HelpName = "FILE" };
        Option<string?> file = new("--out") { Description = "Write the trained network here.", HelpName = "FILE.safetensors" };
        Option<ulong?> seed = SeedOption.Create();
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "train", "Train a spiking or other network on encoded samples.",
            "lightcone train --data digits --encode mixed:delta=2 --seed 1", "lightcone train --data digits --encode repeat:25 --network 64-32 --beta 0.9 --checkpoint digits.checkpoint --seed 1 --out digits.safetensors", "lightcone train --data fashion --encode none --network perceptron:256-256 --batch 128 --epochs 5");
        foreach (Option option in new Option[] { data, encode, samples, duration, network, beta, epochs, batch, rate, patience, keepBest, threads, checkpoint, file, seed, json })
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            OutputFile.Require(parse.GetValue(file));
            OutputFile.Require(parse.GetValue(checkpoint));
            if (parse.GetValue(patience) < 0)
                throw new InputException($"--patience {parse.GetValue(patience)}: expected 0 (never stop early) or more.");
            foreach (Option<int> option in new[] { epochs, batch, threads })
                if (parse.GetValue(option) < 1)
                    throw new InputException($"{option.Name} {parse.GetValue(option)}: expected at least 1.");
            double time = SystemOptions.Positive(parse.GetValue(duration)!, "--duration");
            InputEncoding encoding = InputErrors.Translate(() => InputEncoding.Parse(parse.GetValue(encode)!, parse.GetValue(samples), time));
            ulong drawn = SeedOption.Value(parse, seed, terminal);
            Dataset parts = InputErrors.Translate(() => Dataset.Find(parse.GetValue(data)!, drawn));
            double leak = SystemOptions.Numbers(parse.GetValue(beta)!, "--beta")[0];
            Pipeline pipeline = new()
            {
                Encoding = encoding,
                Architecture = InputErrors.Translate(() => NetworkText.Parse(parse.GetValue(network)!, encoding.Features(parts.Train.Features), parts.Train.Classes, leak)),
                Training = new()
                {
                    Epochs = parse.GetValue(epochs),
                    BatchSize = parse.GetValue(batch),
                    LearningRate = SystemOptions.Positive(parse.GetValue(rate)!, "--rate"),
                    Patience = parse.GetValue(patience) is 0 ? null : parse.GetValue(patience),
                    KeepBest = parse.GetValue(keepBest),
                    Threads = parse.GetValue(threads),
                    Seed = drawn,
                    Checkpoint = parse.GetValue(checkpoint),
                },
            };
            terminal.Say($"{pipeline.Architecture}");
            if (parts.Train.ClassNames.Any(static name => !int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)) || parts.Train.ClassNames[0] != "0")
                terminal.Say($"{parts.Train.Classes} classes: {string.Join(", ", parts.Train.ClassNames.Take(20))}{(parts.Train.Classes > 20 ? ", ..." : "")}");
            using InterruptSignal interruption = new();
            long begin = Stopwatch.GetTimestamp();
            EpochLines lines = new(terminal, pipeline.Architecture.Layers.Any(static layer => layer is Leaky or RLeaky));
            PipelineResult found = InputErrors.Translate(() => pipeline.Run(parts, lines, interruption.Token));
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            TrainingResult result = found.Training;
            foreach (string warning in result.Warnings)
                terminal.Say($"warning: {warning}");
            // Before the first epoch has ended there is nothing that was trained.
            string? path = result.Epochs.Length == 0 ? null : parse.GetValue(file);
            if (path is not null)
                found.Trained.Save(path);
            Report report = new(parse.GetValue(data)!, $"{encoding}", pipeline.Training.KeepBest, parts.Train.ClassNames, result, found.Test, seconds, drawn, path);
            if (parse.GetValue(json))
                report.WriteJson(terminal);
            else
                report.WriteText(terminal);
            Ties.Say(terminal, found.Test.Ties, found.Test.Samples);
            if (result.Outcome is (TrainingOutcome.Completed or TrainingOutcome.StoppedEarly) && path is null)
                terminal.Say("the network is not kept; --out FILE.safetensors keeps it.");
            if (result.Outcome == TrainingOutcome.Canceled)
                terminal.Say(Interrupted(pipeline.Training.Checkpoint, path, result.Epochs.Length));
            if (result.Outcome == TrainingOutcome.Diverged)
                terminal.Say($"the loss left the number range in epoch {result.Epochs.Length + 1}; the network is that of the epoch before. Lower --rate.");
            return result.Outcome switch { TrainingOutcome.Canceled => ExitCode.Interrupted, TrainingOutcome.Diverged => ExitCode.NotSettled, _ => ExitCode.Done };
        });
    }

    /// <summary>What an interrupted training leaves behind: each file, and what is in it.</summary>
    private static string Interrupted(string? checkpoint, string? file, int epochs)
    {
        string network = file is null ? "" : $" {file} holds the network as it was after {EditDistance.Count(epochs, "epoch")}.";
        string rest = checkpoint is null
            ? file is null ? " Nothing was saved." : " Without --checkpoint there is nothing to go on from."
            : epochs == 0 ? $" {checkpoint} holds no epoch yet." : $" {checkpoint} holds the last whole epoch, and the same command goes on from there.";
        return $"interrupted.{network}{rest}";
    }

    private sealed class EpochLines(Terminal terminal, bool spiking) : IProgress<EpochReport>
    {
        public void Report(EpochReport value)
        {
            string spikes = spiking ? string.Create(CultureInfo.InvariantCulture, $"  {value.SpikesPerSample:F0} spikes a sample") : "";
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"epoch {value.Epoch,3}  loss {value.Loss:F4}  training {value.Accuracy:P1}  validation {value.ValidationAccuracy ?? 0:P1}{spikes}"));
        }
    }

    private sealed record Report(string Data, string Encoding, bool KeepsBest, ImmutableArray<string> ClassNames, TrainingResult Result, Evaluation Test, double Seconds, ulong Seed, string? File)
    {
        /// <summary>The epoch of the best validation accuracy, the first of several; null before the first has ended.</summary>
        private EpochReport? Best => Result.Epochs.MaxBy(static epoch => (epoch.ValidationAccuracy ?? 0, -epoch.Epoch));

        private EpochReport? Kept => Result.Epochs.FirstOrDefault(epoch => epoch.Epoch == Result.KeptEpoch);

        public void WriteJson(Terminal terminal) => terminal.Json(writer =>
        {
            writer.WriteString("data", Data);
            writer.WriteString("encode", Encoding);
            writer.WriteString("network", Result.Network.Architecture.ToString());
            writer.WriteString("outcome", $"{Result.Outcome}");
            writer.WriteNumber("epochs", Result.Epochs.Length);
            writer.WriteNumber("keptEpoch", Kept?.Epoch ?? 0);
            writer.WriteNumber("bestEpoch", Best?.Epoch ?? 0);
            JsonNumbers.Number(writer, "validationAccuracy", Kept?.ValidationAccuracy);
            JsonNumbers.Number(writer, "bestValidationAccuracy", Best?.ValidationAccuracy);
            JsonList.Texts(writer, "classes", ClassNames);
            writer.WriteNumber("testAccuracy", Test.Accuracy);
            writer.WriteNumber("testTies", Test.Ties);
            writer.WriteNumber("seconds", Seconds);
            writer.WriteNumber("seed", Seed);
            writer.WriteString("hash", Result.Network.Parameters.Hash());
            JsonList.Texts(writer, "warnings", Result.Warnings);
            writer.WriteString("file", File);
        });

        public void WriteText(Terminal terminal)
        {
            terminal.Out.WriteLine(Line);
            if (Kept is { } kept && Best is { } best)
                terminal.Say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"kept the {(KeepsBest ? "best epoch" : "last epoch")}, {kept.Epoch} (validation {kept.ValidationAccuracy ?? 0:P1}){(kept.ValidationAccuracy == best.ValidationAccuracy ? "" : $"; the best was {best.Epoch} ({best.ValidationAccuracy ?? 0:P1}), which --keep-best keeps")}."));
        }

        private string Line => string.Create(
            CultureInfo.InvariantCulture,
            $"{Data}, {Encoding}: test accuracy {Test.Accuracy:P1} after {EditDistance.Count(Result.Epochs.Length, "epoch")} ({Result.Outcome}), {Seconds:F1} s, seed {Seed}, parameters {Result.Network.Parameters.Hash()[..16]}{(File is null ? "" : $", written to {File}")}");
    }
}
