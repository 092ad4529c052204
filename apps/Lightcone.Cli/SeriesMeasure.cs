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
        int segment = Math.Min((int)Math.Min(1 << 20, (long)UsualSegment * recording.Finer), recording.Count);
        PowerSpectrum[] spectra = [.. Enumerable.Range(0, recording.Run.Dimension).Select(k => PowerSpectrum.Estimate(recording.Series(k), recording.Rate, segment))];
        string note = Note(recording);
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
                });
                JsonNumbers.Number(writer, "interval", 1 / recording.Rate);
                JsonList.Texts(writer, "atRest", recording.AtRest());
                JsonNumbers.Number(writer, "foldedShare", recording.Folding is { IsAnswer: true } folded ? folded.Share : 0);
            },
            recording.Run.System + "\n" + string.Join('\n', spectra.Select((each, k) => string.Create(CultureInfo.InvariantCulture, $"{recording.Run.Components[k]}: spectral entropy {each.Entropy:F4} of 1, centroid {each.Centroid:G5}, dominant frequency {each.DominantFrequency:G5} (to {each.Rate / each.SegmentLength:G2}; {each.Estimator})"))) + note,
            recording.Folding is { IsAnswer: true } ? ExitCode.ClaimFalse : ExitCode.Done);
    }

    private static string Note(SeriesRecording recording) => recording.Folding is not { IsAnswer: true } && recording.AtRest() is { Length: > 0 } still ? $"\n{string.Join(", ", still)}: at rest, up to what the solver's tolerance leaves, and taken as constant" : recording.Folding switch
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
                JsonList.Texts(writer, "atRest", recording.AtRest());
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
        dimension.Sums[0] > 0.05 || dimension.LastFitted < 0 || dimension.Radii[dimension.LastFitted] < Smallest * recording.Largest();

    /// <param name="recording">What was recorded.</param>
    /// <param name="another">The same at other moments, where nobody asked for these: it takes over when the points lie in heaps.</param>
    /// <param name="picture">Where the slopes are drawn; null for nowhere.</param>
    private static Measurement Dimension(SeriesRecording recording, Func<SeriesRecording>? another, string? picture)
    {
        (CorrelationDimension dimension, int kept) = Estimate(recording);
        if (another is not null && (IsHeaped(recording, dimension) || Coincide(recording, dimension)))
            return Dimension(another(), null, picture);
        if (IsHeaped(recording, dimension))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"the slope, {dimension.Value:F3}, is more than the {recording.Run.Dimension} dimensions of the state: the points lie in heaps, as where an interval divides the turn. Use another --interval, or a longer --duration."));
        bool coincide = Coincide(recording, dimension);
        if (coincide || !(dimension.HalfWidth <= MostUnknown * dimension.Value))
            throw new InputException(coincide
                ? "the points have no dimension to speak of: they coincide, as at a fixed point, or where an interval divides the turn. Use another --interval, a longer --duration, a shorter --transient or other parameters."
                : $"{kept:N0} points are too few{(recording.Run.Dimension > 3 ? " for so many dimensions" : "")}: the share of near pairs grows from few to one in 50 within hardly any distance, and no slope can be fitted that says something. Use a longer --duration{(recording.Run.Dimension > 3 ? ", fewer dimensions" : "")}, or the Kaplan-Yorke dimension of measure lyapunov.");
        if (picture is not null)
        {
            int[] known = [.. Enumerable.Range(0, dimension.Radii.Length).Where(k => double.IsFinite(dimension.LocalSlopes[k]) && dimension.Sums[k] < 1)];
            SeriesChart.Draw(
                $"{recording.Run.System}: local slopes of the correlation sum", "log10 r", "d log C / d log r", [.. known.Select(k => Math.Log10(dimension.Radii[k]))],
                [("local slope", [.. known.Select(k => dimension.LocalSlopes[k])]), ("fitted", [.. known.Select(k => k >= dimension.FirstFitted && k <= dimension.LastFitted ? dimension.Value : double.NaN)])], marks: true).Save(picture);
        }

        return new(
            writer =>
            {
                writer.WriteString("system", recording.Run.System);
                JsonNumbers.Number(writer, "dimension", dimension.Value);
                JsonNumbers.Number(writer, "standardError", dimension.StandardError);
                JsonNumbers.Number(writer, "halfWidth", dimension.HalfWidth);
                JsonNumbers.Number(writer, "bend", dimension.Bend);
                writer.WriteNumber("points", kept);
                JsonNumbers.Row(writer, "fitted", [dimension.Radii[dimension.FirstFitted], dimension.Radii[dimension.LastFitted]]);
                JsonNumbers.Row(writer, "radii", dimension.Radii);
                JsonNumbers.Row(writer, "sums", dimension.Sums);
                JsonNumbers.Row(writer, "localSlopes", dimension.LocalSlopes.AsSpan());
            },
            $"{recording.Run.System}\n{dimension}, from {kept:N0} points{(picture is null ? "" : $"\ndrawn to {picture}")}");
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
}
