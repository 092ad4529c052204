using System.CommandLine;
using System.Globalization;
using Lightcone.Figures;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows;
using Lightcone.Flows.Typed;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Verbs;

/// <summary>Turns values into trajectories of a flow, as the temporal experiments do with their inputs.</summary>
internal static class EncodeVerb
{
    private const int MostNumbers = 100_000_000;

    public static Command Create()
    {
        SystemOptions system = new();
        Option<string?> value = new("--value") { Description = "The feature, or several separated by commas; each starts a trajectory at v times the start.", HelpName = "V" };
        Option<string?> start = new("--start") { Description = "The start for a value of 1, a number for each component; left out, 1, 0.2, -1 in turn. Without --value, the trajectory from there.", HelpName = "X,Y,..." };
        Option<int> samples = new("--samples") { Description = "Time steps of the sequence.", HelpName = "N", DefaultValueFactory = static _ => 30 };
        Option<string> duration = new("--duration") { Description = "Time from the first to the last step.", HelpName = "T", DefaultValueFactory = static _ => "4" };
        Option<string?> step = new("--step") { Description = "Step of the Runge-Kutta method; 0.01 when left out.", HelpName = "H" };
        Option<string?> file = new("--out") { Description = "Write the sequence as .npy [time, number], or draw it as .png or .svg.", HelpName = "FILE" };
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "encode", "Turn values into trajectories of a flow.",
            "lightcone encode --system mixed --param delta=2 --value 1 --json", "lightcone encode --system lorenz --value 0.5,-0.2 --duration 2 --out lorenz.npy", "lightcone encode --flow \"x' = y; y' = -k*x - 0.3*y; k = 4\" --value 1 --out oscillator.png");
        system.AddTo(verb);
        foreach (Option option in new Option[] { value, start, samples, duration, step, file, json })
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            IFlow flow = system.ReadFlow(parse);
            double[]? from = parse.GetValue(start) is { } at ? SystemOptions.Numbers(at, "--start") : null;
            if (from is not null && from.Length != flow.Dimension)
                throw new InputException($"--start {parse.GetValue(start)}: {EditDistance.Count(from.Length, "number")} for {EditDistance.Count(flow.Dimension, "component")} ({string.Join(", ", flow.Components)}). Give one for each.");
            double[] features = parse.GetValue(value) is { } given ? SystemOptions.Numbers(given, "--value") : from is not null ? [1] : throw new InputException("nothing to encode. Give --value V, which starts at v times (1, 0.2, -1), or --start with a number for each component.");
            double time = SystemOptions.Positive(parse.GetValue(duration)!, "--duration");
            string? path = parse.GetValue(file);
            if (path is not null && !path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) && !OutputFile.IsChart(path))
                throw new InputException($"--out {path}: the ending says the format, .npy, .png or .svg.");
            if (parse.GetValue(samples) is var times && times < 2)
                throw new InputException($"--samples {times}: expected at least 2, the start and the end.");
            if ((double)times * features.Length * flow.Dimension > MostNumbers)
                throw new ResourceLimitException(string.Create(CultureInfo.InvariantCulture, $"{times} samples of {features.Length * flow.Dimension} numbers are more than one sequence holds ({MostNumbers:N0}). Use fewer --samples."));
            double length = parse.GetValue(step) is { } text ? SystemOptions.Positive(text, "--step") : 0.01;
            TrajectoryEncoder<IFlow> encoder = InputErrors.Translate(() => from is null
                ? new TrajectoryEncoder<IFlow>(flow, times, time) { Step = length }
                : new TrajectoryEncoder<IFlow>(flow, times, time) { Step = length, Start = [.. from] });
            double steps = time / encoder.Step * features.Length;
            if (steps > 1e9)
                throw new ResourceLimitException(string.Create(CultureInfo.InvariantCulture, $"{steps:0.##e0} steps are more than an encoding takes (1e9). Use a shorter --duration or fewer values."));
            using Heartbeat heartbeat = new(terminal, "encoding");
            // What leaves the range of single precision is of no use to a network: it is refused before it is shown in double precision.
            using InterruptSignal interruption = new();
            double[] values = interruption.Await(() => InputErrors.Translate(() =>
            {
                Follow(flow, encoder, features, time, static end => end is null);
                encoder.EncodeBatch(features, 1);
                // What the controlled solver gave up ends nowhere by itself, now that the encoding has come to its end.
                Follow(flow, encoder, features, time, static end => end is Interruption.TooManySteps);
                return encoder.Encode(features);
            }));
            int width = encoder.OutputFeatures(features.Length);
            double[] moments = encoder.Times;
            heartbeat.Dispose();
            if (path is not null)
                Save(path, flow, moments, values, width);
            if (parse.GetValue(json))
                terminal.Json(writer =>
                {
                    writer.WriteString("system", flow.Name);
                    writer.WriteStartObject("parameters");
                    foreach (Parameter parameter in flow.Parameters)
                        writer.WriteNumber(parameter.Name, parameter.Value);
                    writer.WriteEndObject();
                    JsonNumbers.Row(writer, "times", moments);
                    JsonNumbers.Rows(writer, "values", values, width);
                    writer.WriteString("file", path);
                });
            else if (path is null)
                for (int i = 0; i < moments.Length; i++)
                    terminal.Out.WriteLine(string.Join(' ', values.AsSpan(i * width, width).ToArray().Prepend(moments[i]).Select(static number => number.ToString("G9", CultureInfo.InvariantCulture))));
            else
                terminal.Say($"{moments.Length} steps of {width} numbers {(OutputFile.IsChart(path) ? "drawn" : "written")} to {path}");
            return ExitCode.Done;
        });
    }

    // The smallest and the largest value stand for the others. What ends by itself before its time is told by the encoder.
    private static void Follow(IFlow flow, TrajectoryEncoder<IFlow> encoder, double[] features, double time, Predicate<Interruption?> isMeant)
    {
        foreach (double feature in features.Order().Where((_, i) => i == 0 || i == features.Length - 1))
        {
            double[] start = [.. encoder.Start.Select(x => x * feature)];
            if (isMeant(Trajectory.Integrate(flow, start, time, Solver.DormandPrince().Within(200_000), samples: 2).Interruption))
                FixedStep.Require(flow, start, encoder.Step, time);
        }
    }

    private static void Save(string path, IFlow flow, double[] times, double[] values, int width)
    {
        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        {
            NpyArray.FromDoubles(values, times.Length, width).Save(path);
            return;
        }

        List<(string Name, double[] Values)> series = [];
        for (int k = 0; k < width; k++)
            series.Add(($"{flow.Components[k % flow.Dimension]}{(width > flow.Dimension ? $"[{k / flow.Dimension}]" : "")}", [.. Enumerable.Range(0, times.Length).Select(i => values[(i * width) + k])]));
        string name = flow is TextFlow ? "flow as typed" : flow.Name;
        SeriesChart.Draw($"{name}{(flow.Parameters.Length == 0 ? "" : $" ({string.Join(", ", flow.Parameters)})")}", "time t", "state", times, series).Save(path);
    }
}
