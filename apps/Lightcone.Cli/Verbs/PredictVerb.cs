using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Pipelines;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Objectives;

namespace Lightcone.Cli.Verbs;

/// <summary>Says for each sample of a file which class a trained network takes it for.</summary>
internal static class PredictVerb
{
    public static Command Create()
    {
        NetworkSource source = new();
        Argument<string> file = new("FILE.csv") { Description = "Samples, one a line: their features, or these and a class behind them, which is shown beside the prediction; - is standard input." };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "predict", "Name the class of each sample of a file by a trained network, with the network's outputs; tie is 1 where several classes share the largest.",
            "lightcone predict flowers.safetensors new.csv", "lightcone predict digits.safetensors scans.csv --json");
        source.AddTo(verb);
        verb.Add(file);
        verb.Add(json);
        return verb.Does((parse, terminal) =>
        {
            string path = parse.GetValue(file)!;
            TrainedNetwork trained = source.Read(parse, terminal);
            int features = trained.Features ?? throw new InputException($"the network reads {trained.Network.Architecture.Inputs} numbers a step, which are no whole number of features under the encoding {trained.Encoding}. Give the encoding that it was trained on by --encode.");
            ImmutableArray<NewSample> samples = path == "-" ? Samples.ParseNew(Console.In.ReadToEnd(), features, "standard input") : Samples.LoadNew(path, features);
            using InterruptSignal interruption = new();
            Response response = interruption.Await(() => InputErrors.Translate(() => trained.Network.Run(trained.Encode(Samples.Of(path, samples)), threads: parse.GetValue(source.Threads))));
            string[] names = [.. Enumerable.Range(0, response.Width).Select(trained.NameOf)];
            bool known = samples[0].ClassName is not null;
            if (parse.GetValue(json))
                terminal.Json(writer =>
                {
                    writer.WriteString("file", path);
                    writer.WriteString("encode", trained.Encoding!.ToString());
                    JsonList.Texts(writer, "classes", names);
                    JsonList.Objects(writer, "predictions", Enumerable.Range(0, response.Batch), i =>
                    {
                        writer.WriteNumber("line", samples[i].Line);
                        writer.WriteString("predicted", names[response.Argmax(i)]);
                        if (known)
                            writer.WriteString("class", samples[i].ClassName);
                        writer.WriteBoolean("tie", response.IsTie(i));
                        JsonNumbers.Row(writer, "outputs", response[i]);
                    });
                });
            else
                WriteLines(terminal, samples, names, response);

            if (known)
                terminal.Say($"{Enumerable.Range(0, response.Batch).Count(i => names[response.Argmax(i)] == samples[i].ClassName)} of {EditDistance.Count(response.Batch, "sample")} as the file says.");
            Ties.Say(terminal, Enumerable.Range(0, response.Batch).Count(response.IsTie), response.Batch);
            return ExitCode.Done;
        });
    }

    private static void WriteLines(Terminal terminal, ImmutableArray<NewSample> samples, string[] names, Response response)
    {
        List<string> fields = ["line", "predicted"];
        if (samples[0].ClassName is not null)
            fields.Add("class");
        fields.Add("tie");
        fields.AddRange(names);
        terminal.Out.WriteLine(CsvLine.Format(fields));
        for (int i = 0; i < response.Batch; i++)
        {
            fields = [samples[i].Line.ToString(CultureInfo.InvariantCulture), names[response.Argmax(i)]];
            if (samples[i].ClassName is { } known)
                fields.Add(known);
            fields.Add(response.IsTie(i) ? "1" : "0");
            foreach (float output in response[i])
                fields.Add(output.ToString("R", CultureInfo.InvariantCulture));
            terminal.Out.WriteLine(CsvLine.Format(fields));
        }
    }
}
