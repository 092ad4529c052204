using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lightcone.Experiments.Studies;
using Lightcone.Figures;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows;
using Lightcone.Formats;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>The measures of a recorded trajectory: component by component, or of its points.</summary>
internal static class SeriesMeasure
{
    private const int UsualSegment = 128;

    // Less than one, and no turn that the usual interval divides is divided by this much of it.
    private const double Golden = 0.618_033_988_749_894_8 * 1.5;

    // Distances this small beside the motion are what the solver's tolerance leaves of a fixed point, not an attractor.
    private const double Smallest = 1e-6;

    // Fewer turns are a piece of a curve, whatever their samples; so many are advised.
    public const int FewestTurns = 25;
    private const double UsualTurns = 100;

    // An interval so wide, beside its middle, says nothing.
    private const double MostUnknown = 0.75;

    public static Measurement Run(string kind, ParseResult parse, SystemOptions system, MeasureOptions options, string? picture, Terminal terminal, CancellationToken cancellation)
    {
        if (kind == "dimension" && parse.GetValue(options.Coverage) is { } runs)
            return Coverage(parse, system, options, runs, cancellation);
        if (!system.IsMap(parse) && options.Trajectories(parse) is { Adaptive: false } solver && solver.Tableau != Tableau.RungeKutta4)
        {
            IFlow flow = system.ReadFlow(parse);
            InputErrors.Translate(() => FixedStep.Require(flow, options.Start(parse) ?? [.. FlowCatalog.Start(flow)], solver, (options.Duration(parse) ?? 200) + options.Transient(parse, isMap: false), terminal));
        }

        SeriesRecording recording = SeriesRecording.Make(kind, parse, system, options);
        return InputErrors.Translate(() => kind switch
        {
            "spectrum" => Spectrum(recording),
            "information" => Information(recording),
            _ => Dimension(recording, options.SampleInterval(parse) is null && !system.IsMap(parse) ? () => SeriesRecording.Make(kind, parse, system, options, Golden) : null, picture),
        });
    }

    private static Measurement Coverage(ParseResult parse, SystemOptions system, MeasureOptions options, int runs, CancellationToken cancellation)
    {
        if (!system.IsMap(parse))
            throw new InputException($"--coverage counts dimensions of maps only ({string.Join(", ", FlowCatalog.MapNames)}). Leave it out.");
        IMap map = system.ReadMap(parse);
        CoverageStudy study = new() { Runs = runs, Duration = MeasureOptions.MapSteps(options.Duration(parse) ?? 10_000), Transient = options.Transient(parse, isMap: true) };
        return CoverageText.Of(InputErrors.Translate(() => study.Dimension(map, options.Start(parse) ?? [.. FlowCatalog.Start(map)], cancellation)));
    }

    private static Measurement Spectrum(SeriesRecording recording)
    {
        // One length for all components: entropies are compared, and depend on it.
        double[][] series = [.. Enumerable.Range(0, recording.Run.Dimension).Select(recording.Series)];
        int least = (int)Math.Min(1 << 20, (long)UsualSegment * recording.Finer), segment = series.Max(each => PowerSpectrum.SegmentLengthFor(each, least));
        PowerSpectrum[] spectra = [.. series.Select(each => PowerSpectrum.Estimate(each, recording.Rate, segment))];
        string?[] doubts = [.. spectra.Select(static each => each.Doubt?.Replace("Use a longer series", "Use a longer --duration", StringComparison.Ordinal).Replace("Use a longer interval", "Use a longer --interval", StringComparison.Ordinal))];
        string note = string.Concat(doubts.Select((doubt, k) => doubt is not null ? $"\nwarning: {recording.Run.Components[k]}: {doubt}." : spectra[k].IsBroad ? $"\n{recording.Run.Components[k]}: the density is largest at the lowest frequencies, but most of it lies elsewhere: the dominant frequency is that of no line" : "")) + Note(recording);
        return new(
            writer =>
            {
                Components(writer, recording.Run, (inner, k) =>
                {
                    JsonNumbers.Number(inner, "entropy", spectra[k].Entropy);
                    JsonNumbers.Number(inner, "entropyBits", spectra[k].EntropyBits);
                    JsonNumbers.Number(inner, "centroid", spectra[k].Centroid);
                    JsonNumbers.Number(inner, "dominantFrequency", spectra[k].DominantFrequency);
                    JsonNumbers.Number(inner, "resolution", spectra[k].Rate / spectra[k].SegmentLength);
                    inner.WriteString("estimator", spectra[k].Estimator);
                    inner.WriteString("doubt", doubts[k]);
                    JsonNumbers.Row(inner, "density", spectra[k].Density);
                });
                JsonNumbers.Row(writer, "frequencies", spectra[0].Frequencies);
                JsonNumbers.Number(writer, "interval", 1 / recording.Rate);
                Rest(writer, recording);
                JsonNumbers.Number(writer, "foldedShare", recording.Folding is { IsAnswer: true } folded ? folded.Share : 0);
            },
            recording.Run.System + "\n" + string.Join('\n', spectra.Select((each, k) => string.Create(CultureInfo.InvariantCulture, $"{recording.Run.Components[k]}: spectral entropy {each.Entropy:F4} of 1, centroid {each.Centroid:G5}, dominant frequency {each.DominantFrequency:G5} (to {each.Rate / each.SegmentLength:G2}; {each.Estimator})"))) + note,
            recording.Folding is { IsAnswer: true } || doubts.Any(static doubt => doubt is not null) ? ExitCode.ClaimFalse : ExitCode.Done);
    }

    private static void Rest(Utf8JsonWriter writer, SeriesRecording recording)
    {
        (string Name, double From)[] still = recording.AtRest();
        JsonList.Texts(writer, "atRest", [.. still.Select(static each => each.Name)]);
        JsonNumbers.Row(writer, "restFrom", [.. still.Select(static each => each.From)]);
    }

    private static string Still(SeriesRecording recording) => string.Concat(recording.AtRest().GroupBy(static each => each.From).OrderBy(static group => group.Key).Select(static group => string.Create(
        CultureInfo.InvariantCulture, $"\n{string.Join(", ", group.Select(static each => each.Name))}: at rest{(group.Key > 0 ? $" from {group.Key:G4} after the transient on" : "")}, up to what the solver's tolerance leaves, and taken as constant{(group.Key > 0 ? " there" : "")}")));

    private static string Note(SeriesRecording recording) => (recording.Folding is not { IsAnswer: true } && Still(recording) is { Length: > 0 } still) ? still : recording.Folding switch
    {
        null => "",
        { IsAnswer: true, Component: null } => string.Create(CultureInfo.InvariantCulture, $"\nwarning: the motion turns more than once in two samples: its rate is above {recording.Folding.Highest:G4}, the highest frequency that an interval of {1 / recording.Rate:G4} shows, and these numbers are not those of the flow. Use a shorter --interval."),
        { IsAnswer: true } => string.Create(CultureInfo.InvariantCulture, $"\nwarning: {recording.Folding.Share:P0} of the power of {recording.Folding.Component} lies above {recording.Folding.Highest:G4}, the highest frequency that an interval of {1 / recording.Rate:G4} shows, and is folded below it: these numbers are not those of the flow. Use a shorter --interval."),
        { Component: null } => string.Create(CultureInfo.InvariantCulture, $"\nsampled every {1 / recording.Rate:G4}: an interval of {SeriesRecording.UsualInterval:G4} would have been longer than half a turn"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\nsampled every {1 / recording.Rate:G4}: an interval of {SeriesRecording.UsualInterval:G4} would have folded {recording.Folding.Share:P0} of the power of {recording.Folding.Component}"),
    };

    private static Measurement Information(SeriesRecording recording)
    {
        Trajectory run = recording.Run;
        (InformationEstimate Stored, InformationEstimate Order)[] found = [.. Enumerable.Range(0, run.Dimension).Select(k => (ActiveInformation.EstimateBinned(recording.Series(k)), PermutationEntropy.Estimate(recording.Series(k))))];
        return new(
            writer =>
            {
                Components(writer, run, (inner, k) =>
                {
                    JsonNumbers.Number(inner, "activeInformationStorage", found[k].Stored.Bits);
                    JsonNumbers.Number(inner, "plugIn", found[k].Stored.PlugInBits);
                    JsonNumbers.Number(inner, "permutationEntropy", found[k].Order.Bits);
                    inner.WriteString("estimator", $"{found[k].Stored.Estimator}; {found[k].Order.Estimator}");
                });
                JsonNumbers.Number(writer, "interval", 1 / recording.Rate);
                Rest(writer, recording);
            },
            string.Create(CultureInfo.InvariantCulture, $"{run.System}, sampled every {1 / recording.Rate:G4}\n") + string.Join('\n', found.Select((each, k) => $"{run.Components[k]}: active information storage {each.Stored}; permutation entropy {each.Order}")) + Note(recording),
            recording.Folding is { IsAnswer: true } ? ExitCode.ClaimFalse : ExitCode.Done);
    }

    private static (CorrelationDimension Dimension, int Kept) Estimate(SeriesRecording recording)
    {
        (double[] points, int kept, int theiler) = recording.Points();
        return (CorrelationDimension.Estimate(points, recording.Run.Dimension, theiler), kept);
    }

    // The points of a flow lie in its space; more than that is an artifact of heaps: an interval that divides the turn, or nearly.
    private static bool IsHeaped(SeriesRecording recording, CorrelationDimension dimension) =>
        dimension.Value - dimension.HalfWidth > recording.Run.Dimension || dimension.Value > recording.Run.Dimension + 0.5;

    private static bool Coincide(SeriesRecording recording, CorrelationDimension dimension) =>
        dimension.Period is not null || dimension.Sums[0] > 0.05 || dimension.LastFitted < 0 || dimension.Radii[dimension.LastFitted] < Smallest * recording.Largest();

    /// <param name="recording">What was recorded.</param>
    /// <param name="another">The same at other moments, where nobody asked for these: it takes over when the points lie in heaps.</param>
    /// <param name="picture">Where the slopes are drawn; null for nowhere.</param>
    private static Measurement Dimension(SeriesRecording recording, Func<SeriesRecording>? another, string? picture)
    {
        bool isMap = double.IsNaN(recording.Turn);
        double turns = recording.Count / (recording.Turn * recording.Rate * recording.Dense);
        if (turns < FewestTurns && double.IsFinite(recording.Turn))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"a time of {recording.Count / (recording.Rate * recording.Dense):G4} after the transient holds {turns:0.#} turns of {recording.Turn:G3}: the points have hardly come near their past, and their dimension is that of a piece of a curve. Use a --duration of {Math.Ceiling(UsualTurns * recording.Turn):0} or more."));
        (CorrelationDimension dimension, int kept) = Estimate(recording);
        if (isMap && dimension.Period is { } period)
            return Told(recording, dimension, kept, $"{recording.Run.System}\n{dimension}: a periodic orbit of {period} points");
        if (another is not null && (IsHeaped(recording, dimension) || Coincide(recording, dimension)))
            return Dimension(another(), null, picture);
        string advice = isMap ? "Use a longer --transient, a longer --duration or other parameters." : "Use another --interval, a longer --duration, a shorter --transient or other parameters.";
        if (IsHeaped(recording, dimension))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"the slope, {dimension.Value:F3}, is more than the {recording.Run.Dimension} dimensions of the state: the points lie in heaps, as {(isMap ? "those that come near a periodic orbit do. Use a longer --transient or other parameters." : "where an interval divides the turn. Use another --interval, or a longer --duration.")}"));
        bool coincide = Coincide(recording, dimension) || (!isMap && recording.AtRest().Length == recording.Run.Dimension);
        if (coincide || !(dimension.HalfWidth <= MostUnknown * dimension.Value))
            throw new InputException(coincide
                ? $"the points have no dimension to speak of: they coincide, as {(isMap ? "where they come near a periodic orbit" : "at a fixed point, or where an interval divides the turn")}. {advice}"
                : $"{kept:N0} points are too few{(recording.Run.Dimension > 3 ? " for so many dimensions" : "")}: the share of near pairs grows from few to one in 50 within hardly any distance, and no slope can be fitted that says something. Use a longer --duration{(recording.Run.Dimension > 3 ? ", fewer dimensions" : "")}, or the Kaplan-Yorke dimension of measure lyapunov.");
        if (picture is not null)
        {
            int[] known = [.. Enumerable.Range(0, dimension.Radii.Length).Where(k => double.IsFinite(dimension.LocalSlopes[k]) && dimension.Sums[k] < 1)];
            SeriesChart.Draw(
                $"{recording.Run.System}: local slopes of the correlation sum", "log10 r", "d log C / d log r", [.. known.Select(k => Math.Log10(dimension.Radii[k]))],
                [("local slope", [.. known.Select(k => dimension.LocalSlopes[k])]), ("fitted", [.. known.Select(k => k >= dimension.FirstFitted && k <= dimension.LastFitted ? dimension.Value : double.NaN)])], marks: true).Save(picture);
        }

        return Told(recording, dimension, kept, $"{recording.Run.System}\n{dimension}, from {kept:N0} points{(picture is null ? "" : $"\ndrawn to {picture}")}");
    }

    private static Measurement Told(SeriesRecording recording, CorrelationDimension dimension, int kept, string text) =>
        new(
            writer =>
            {
                writer.WriteString("system", recording.Run.System);
                JsonNumbers.Number(writer, "dimension", dimension.Value);
                JsonNumbers.Number(writer, "standardError", dimension.StandardError);
                JsonNumbers.Number(writer, "halfWidth", dimension.HalfWidth);
                JsonNumbers.Number(writer, "bend", dimension.Bend);
                writer.WriteNumber("points", kept);
                JsonNumbers.Row(writer, "fitted", dimension.FirstFitted < 0 ? [] : [dimension.Radii[dimension.FirstFitted], dimension.Radii[dimension.LastFitted]]);
                JsonNumbers.Row(writer, "radii", dimension.Radii);
                JsonNumbers.Row(writer, "sums", dimension.Sums);
                JsonNumbers.Row(writer, "localSlopes", dimension.LocalSlopes.AsSpan());
            },
            text);

    private static void Components(Utf8JsonWriter writer, Trajectory run, Action<Utf8JsonWriter, int> each)
    {
        writer.WriteString("system", run.System);
        JsonList.Objects(writer, "components", Enumerable.Range(0, run.Dimension), k =>
        {
            writer.WriteString("name", run.Components[k]);
            each(writer, k);
        });
    }
}
