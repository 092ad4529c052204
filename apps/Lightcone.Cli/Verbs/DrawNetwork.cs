using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Pipelines;
using Lightcone.Figures;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Running;

namespace Lightcone.Cli.Verbs;

/// <summary>What <c>draw</c> draws of networks: their structure, the course of their training, and their spikes.</summary>
internal static class DrawNetwork
{
    public static Verb[] All() => [Structure(), Training(), Raster()];

    private static Verb Structure()
    {
        Argument<string> file = new("NETWORK") { Description = "A network that train wrote, or tensors of another program (safetensors) with --network." };
        Option<string?> architecture = new NetworkSource().Architecture;
        Option<string> picture = Picture();
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("network", "Draw the layers of a network with their shapes, weights as maps, and the distributions of the weights.", "lightcone draw network digits.safetensors --out network.png");
        Add(verb, file, architecture, picture, json);
        return verb.Does((parse, terminal) =>
        {
            string path = Required(parse, picture), source = parse.GetValue(file)!;
            TrainedNetwork trained = NetworkSource.Load(source, parse.GetValue(architecture));
            InputErrors.Translate(() => NetworkChart.Draw(Path.GetFileName(source), trained.Network)).Save(path);
            return Report(parse.GetValue(json), terminal, source, path, $"{trained.Network}");
        });
    }

    private static Verb Training()
    {
        Argument<string> file = new("NETWORK|CHECKPOINT") { Description = "A network that train wrote, or the checkpoint of a training." };
        Option<string> picture = Picture();
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("training", "Draw the course of a training: accuracies and loss by epoch, with marks at the best one and the one that was kept.", "lightcone draw training digits.safetensors --out training.png");
        Add(verb, file, picture, json);
        return verb.Does((parse, terminal) =>
        {
            string path = Required(parse, picture), source = parse.GetValue(file)!;
            (var epochs, int? kept) = TrainedNetwork.LoadEpochs(source);
            // A checkpoint keeps its last epoch, as far as it knows.
            TrainingChart.Draw(Path.GetFileName(source), epochs, kept ?? epochs[^1].Epoch).Save(path);
            return Report(parse.GetValue(json), terminal, source, path, EditDistance.Count(epochs.Length, "epoch"));
        });
    }

    private static Verb Raster()
    {
        NetworkSource source = new();
        Option<string?> data = new("--data") { Description = "digits, fashion, or a CSV file of samples; left out, digits or fashion where the network was trained on it.", HelpName = "NAME|FILE" };
        Option<int> sample = new("--sample") { Description = "Which sample of the data, counted from 1.", HelpName = "N", DefaultValueFactory = static _ => 1 };
        Option<string> picture = Picture();
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("raster", "Draw what a network does with one sample: the encoded input, and below it the spikes of every layer over time.", "lightcone draw raster digits.safetensors --sample 7 --out raster.png");
        source.AddTo(verb);
        Add(verb, data, sample, picture, json);
        return verb.Does((parse, terminal) =>
        {
            string path = Required(parse, picture), name = parse.GetValue(source.File)!;
            TrainedNetwork trained = source.Read(parse, terminal);
            string of = parse.GetValue(data) ?? (trained.Data is "digits" or "fashion" ? trained.Data : throw new InputException("--data is missing: the file says which samples were its own, but not where a file of data lies. Give digits, fashion, or a CSV file."));
            if (!trained.Network.Architecture.Layers.Any(static layer => layer.Spikes))
                throw new InputException($"{name}: no layer of this network spikes, so there is no raster.");
            int number = parse.GetValue(sample);
            (Samples one, string? known) = One(trained, of, number);
            Sequences inputs = InputErrors.Translate(() => trained.Encode(one));
            Observation run = trained.Network.Observe(inputs);
            string predicted = trained.NameOf(run.Response.Argmax(0));
            string caption = string.Create(CultureInfo.InvariantCulture, $"{of}, sample {number}{(known is null ? "" : $" of class {known}")}: taken for {predicted}; {NetworkSource.Words(trained.Encoding!)}");
            RasterChart.Draw(caption, inputs, run, 0).Save(path);
            return Report(parse.GetValue(json), terminal, name, path, caption);
        });
    }

    /// <summary>One sample as it was found, and its class where that is known.</summary>
    private static (Samples Sample, string? ClassName) One(TrainedNetwork trained, string name, int number)
    {
        if (name is "digits" or "fashion")
        {
            Samples all = InputErrors.Translate(() => Dataset.FindRaw(name).Samples);
            Require(all.Count);
            return (all.Select([number - 1]), all.ClassNames[all.Labels[number - 1]]);
        }

        int features = trained.Features ?? throw new InputException("the encoding does not fit the network. Give the encoding that it was trained on by --encode.");
        var lines = Samples.LoadNew(name, features);
        Require(lines.Length);
        return (Samples.Of(name, [lines[number - 1]]), lines[number - 1].ClassName);

        void Require(int count)
        {
            if (number < 1 || number > count)
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"--sample {number}: {name} has {EditDistance.Count(count, "sample")}, counted from 1."));
        }
    }

    private static Option<string> Picture() => new("--out") { Description = "Write the picture to this file.", HelpName = "FILE.png|FILE.svg", Required = true };

    private static string Required(ParseResult parse, Option<string> picture)
    {
        OutputFile.RequireChart(parse.GetValue(picture));
        return parse.GetValue(picture)!;
    }

    private static int Report(bool json, Terminal terminal, string source, string path, string what)
    {
        if (json)
            terminal.Json(writer =>
            {
                writer.WriteString("network", source);
                writer.WriteString("what", what);
                writer.WriteString("file", path);
            });
        else
            terminal.Say($"{what}, drawn to {path}");
        return ExitCode.Done;
    }

    private static void Add(Verb verb, params Symbol[] parts)
    {
        foreach (Symbol part in parts)
            if (part is Argument argument)
                verb.Add(argument);
            else
                verb.Add((Option)part);
    }
}
