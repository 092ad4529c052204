using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lightcone.Engines;
using Lightcone.Flows.Measures;
using Lightcone.Flows;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Verbs;

/// <summary>Measures invariants of a dynamical system, each beside what is needed to doubt it.</summary>
internal static class MeasureVerb
{
    private static readonly string[] Kinds = ["lyapunov", "spectrum", "information", "dimension", "cone", "steps"];

    public static Command Create()
    {
        Argument<string> kind = new("MEASURE") { Description = string.Join(", ", Kinds) + "." };
        SystemOptions system = new();
        Option<string?> duration = new("--duration") { Description = "Time to measure over (steps, for a map).", HelpName = "T" };
        Option<string?> transient = new("--transient") { Description = "Time to wait first; 20 when left out, 100 steps for a map.", HelpName = "T" };
        Option<string?> start = new("--start") { Description = "The start, one number for each component.", HelpName = "x,y,z" };
        RuleSurvey survey = new();
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "measure", "Measure exponents, spectra, information or dimension of a system, or cones and steps of a rule.",
            "lightcone measure lyapunov --system lorenz --duration 200 --json", "lightcone measure lyapunov --system logistic --param r=4", "lightcone measure spectrum --system mixed --param delta=0 --duration 40", "lightcone measure dimension --flow \"x' = s*(y-x); y' = x*(r-z)-y; z' = x*y-b*z; s = 10; r = 28; b = 8/3\"", "lightcone measure cone --task W30 --seed 1", "lightcone measure steps --task addition --lengths 16,256,4096 --seed 1");
        verb.Add(kind);
        system.AddTo(verb);
        foreach (Option option in new Option[] { duration, transient, start, json })
            verb.Add(option);
        survey.AddTo(verb);
        return verb.Does((parse, terminal) =>
        {
            string name = parse.GetValue(kind)!;
            using Heartbeat heartbeat = new(terminal, $"measuring {name}");
            if (!Kinds.Contains(name))
                throw new InputException($"'{name}' is not a measure.{(EditDistance.Nearest(name, Kinds) is { } near ? $" Did you mean {near}?" : "")} The measures are {string.Join(", ", Kinds)}.");
            bool ofRules = name is "cone" or "steps";
            Option[] foreign = ofRules ? [.. system.All, duration, transient, start] : [.. survey.All.Where(option => option != survey.Seed)];
            if (foreign.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false }) is { } odd)
                throw new InputException($"{odd.Name} does not go with measure {name}, which measures {(ofRules ? "a rule: give --task T" : "a system: give --system NAME or --flow TEXT")}. Leave it out.");
            if (ofRules)
                return survey.Run(name, parse, terminal, heartbeat, parse.GetValue(json));
            double? time = parse.GetValue(duration) is { } text ? SystemOptions.Positive(text, "--duration") : null;
            double wait = parse.GetValue(transient) is { } before ? SystemOptions.Numbers(before, "--transient") is [>= 0 and double first] ? first : throw new InputException($"--transient {before}: expected one number, not negative.") : system.IsMap(parse) ? 100 : 20;
            double[]? from = parse.GetValue(start) is { } numbers ? SystemOptions.Numbers(numbers, "--start") : null;
            Measurement result = name == "lyapunov" ? Lyapunov(parse, system, time, wait, from, terminal) : OnSeries(name, parse, system, time, wait, from);
            heartbeat.Dispose();
            if (parse.GetValue(json))
                terminal.Json(result.Write);
            else
                terminal.Out.WriteLine(result.Text);
            return result.Code;
        });
    }

    private static Measurement Lyapunov(ParseResult parse, SystemOptions system, double? time, double wait, double[]? from, Terminal terminal)
    {
        LyapunovSpectrum spectrum = InputErrors.Translate(() =>
        {
            if (system.IsMap(parse))
            {
                IMap map = system.ReadMap(parse);
                return LyapunovSpectrum.EstimateMap(map, from ?? [.. FlowCatalog.Start(map)], Steps(time ?? 100_000), Steps(wait));
            }

            IFlow flow = system.ReadFlow(parse);
            Announce(((time ?? 100) + wait) / 0.01, flow.Dimension, terminal);
            return LyapunovSpectrum.Estimate(flow, from ?? [.. FlowCatalog.Start(flow)], time ?? 100, wait);
        });
        if (spectrum.Interruption is { } interruption)
            throw new InputException(interruption.ToString());
        return new(
            writer =>
            {
                writer.WriteString("system", spectrum.System);
                JsonNumbers.Row(writer, "spectrum", spectrum.Exponents.AsSpan());
                JsonNumbers.Number(writer, "sum", spectrum.Sum);
                JsonNumbers.Number(writer, "divergence", spectrum.MeanDivergence);
                JsonNumbers.Number(writer, "duration", spectrum.Duration);
                writer.WriteBoolean("converged", spectrum.Converged);
                JsonNumbers.Row(writer, "drifts", spectrum.Drifts.AsSpan());
                JsonNumbers.Number(writer, "kaplanYorkeDimension", spectrum.KaplanYorkeDimension);
            },
            string.Create(CultureInfo.InvariantCulture, $"{spectrum.System}\n{spectrum}\nKaplan-Yorke dimension {spectrum.KaplanYorkeDimension:F4}, over {spectrum.Duration:G6}{Doubt(spectrum)}"));
    }

    private static string Doubt(LyapunovSpectrum spectrum)
    {
        double drift = spectrum.Drifts.Max();
        string wandering = double.IsFinite(drift) ? string.Create(CultureInfo.InvariantCulture, $"the running estimates still wandered by up to {drift:G2}") : "there are too few running estimates to judge by";
        return spectrum.Converged ? "" : $"\n{wandering}; a longer --duration narrows that";
    }

    /// <summary>The measures of a recorded trajectory: component by component, or of its points.</summary>
    private static Measurement OnSeries(string kind, ParseResult parse, SystemOptions system, double? time, double wait, double[]? from)
    {
        const double interval = 0.05;
        (Trajectory whole, double rate) = InputErrors.Translate(() =>
        {
            if (system.IsMap(parse))
            {
                IMap map = system.ReadMap(parse);
                return (Trajectory.Iterate(map, from ?? [.. FlowCatalog.Start(map)], Steps((time ?? 10_000) + wait)), 1.0);
            }

            IFlow flow = system.ReadFlow(parse);
            double length = (time ?? 200) + wait;
            if (length / interval > 5e7)
                throw new ResourceLimitException($"a duration of {length} would record more than 50,000,000 samples. Use a shorter one.");
            return (Trajectory.Integrate(flow, from ?? [.. FlowCatalog.Start(flow)], length, samples: (int)Math.Round(length / interval) + 1), 1 / interval);
        });
        if (whole.Interruption is { } interruption)
            throw new InputException(interruption.ToString());
        int skip = Math.Min(whole.Count - 2, (int)Math.Round(wait * rate));
        int count = whole.Count - skip;
        double[][] series = [.. Enumerable.Range(0, whole.Dimension).Select(k => whole.Series(k)[skip..])];
        return InputErrors.Translate(() => kind switch
        {
            "spectrum" => Spectrum(whole, series, rate),
            "information" => Information(whole, series),
            _ => Dimension(whole, whole.States[(skip * whole.Dimension)..].ToArray(), count),
        });
    }

    private static Measurement Spectrum(Trajectory run, double[][] series, double rate)
    {
        PowerSpectrum[] spectra = [.. series.Select(each => PowerSpectrum.Estimate(each, rate))];
        return new(
            writer => Components(writer, run, (inner, k) =>
            {
                JsonNumbers.Number(inner, "entropy", spectra[k].Entropy);
                JsonNumbers.Number(inner, "entropyBits", spectra[k].EntropyBits);
                JsonNumbers.Number(inner, "centroid", spectra[k].Centroid);
                JsonNumbers.Number(inner, "dominantFrequency", spectra[k].DominantFrequency);
                inner.WriteString("estimator", spectra[k].Estimator);
            }),
            run.System + "\n" + string.Join('\n', spectra.Select((each, k) => string.Create(CultureInfo.InvariantCulture, $"{run.Components[k]}: spectral entropy {each.Entropy:F4} of 1, centroid {each.Centroid:G5}, dominant frequency {each.DominantFrequency:G5} ({each.Estimator})"))));
    }

    private static Measurement Information(Trajectory run, double[][] series)
    {
        (InformationEstimate Stored, InformationEstimate Order)[] found = [.. series.Select(static each => (ActiveInformation.EstimateBinned(each), PermutationEntropy.Estimate(each)))];
        return new(
            writer => Components(writer, run, (inner, k) =>
            {
                JsonNumbers.Number(inner, "activeInformationStorage", found[k].Stored.Bits);
                JsonNumbers.Number(inner, "plugIn", found[k].Stored.PlugInBits);
                JsonNumbers.Number(inner, "permutationEntropy", found[k].Order.Bits);
                inner.WriteString("estimator", $"{found[k].Stored.Estimator}; {found[k].Order.Estimator}");
            }),
            run.System + "\n" + string.Join('\n', found.Select((each, k) => $"{run.Components[k]}: active information storage {each.Stored}; permutation entropy {each.Order}")));
    }

    private static Measurement Dimension(Trajectory run, double[] points, int count)
    {
        // The correlation sum is quadratic in the points: a few thousand, spread over the whole run, are enough.
        const int most = 6_000;
        int every = Math.Max(1, count / most);
        int kept = count / every;
        double[] chosen = new double[kept * run.Dimension];
        for (int i = 0; i < kept; i++)
            points.AsSpan(i * every * run.Dimension, run.Dimension).CopyTo(chosen.AsSpan(i * run.Dimension));
        CorrelationDimension dimension = CorrelationDimension.Estimate(chosen, run.Dimension, theiler: Math.Max(1, 50 / every));
        if (!double.IsFinite(dimension.Value))
            throw new InputException(dimension.Sums[0] > 0.05 || dimension.LastFitted < 0
                ? "the points have no dimension to speak of: they coincide, as at a fixed point. Use a longer --duration, a shorter --transient or other parameters."
                : $"{kept:N0} points are too few for so many dimensions: the share of near pairs grows from one in 2,000 to one in 20 within hardly any distance, and no slope can be fitted. Use fewer dimensions, or the Kaplan-Yorke dimension of measure lyapunov.");
        return new(
            writer =>
            {
                writer.WriteString("system", run.System);
                JsonNumbers.Number(writer, "dimension", dimension.Value);
                JsonNumbers.Number(writer, "standardError", dimension.StandardError);
                writer.WriteNumber("points", kept);
            },
            $"{run.System}\n{dimension} from {kept} points");
    }

    private static void Components(Utf8JsonWriter writer, Trajectory run, Action<Utf8JsonWriter, int> each)
    {
        writer.WriteString("system", run.System);
        JsonList.Objects(writer, "components", Enumerable.Range(0, run.Dimension), k =>
        {
            writer.WriteString("name", run.Components[k]);
            each(writer, k);
        });
    }

    /// <summary>Says what a long estimate will cost, and refuses an endless one, before it begins.</summary>
    private static void Announce(double steps, int dimension, Terminal terminal)
    {
        if (steps > 1e10)
            throw new ResourceLimitException(string.Create(CultureInfo.InvariantCulture, $"{steps:0.##e0} steps are more than a measurement takes (1e10). Use a shorter --duration."));
        // Each of so many tangent vectors goes through the Jacobian at every stage.
        double seconds = steps * 1.8e-9 * dimension * dimension * dimension;
        if (seconds > 2)
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{steps:0.##e0} steps, about {seconds:0} s. Ctrl-C ends it."));
    }

    private static int Steps(double number) => number <= 1e9 ? (int)Math.Round(number) : throw new ResourceLimitException($"{number} steps are more than a measurement takes (1,000,000,000). Use fewer.");

    private sealed record Measurement(Action<Utf8JsonWriter> Write, string Text, int Code = ExitCode.Done);
}
