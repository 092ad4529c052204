using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.Studies;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Flows;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary><c>measure lyapunov</c>: the exponents of a system, and how often their intervals hold what they should.</summary>
internal static class ExponentMeasure
{
    private static readonly double[] Moments = [0, 0.37, 1.1, 2.9, 7.3];

    public static Measurement Run(ParseResult parse, SystemOptions system, MeasureOptions options, Terminal terminal, CancellationToken cancellation)
    {
        bool isMap = system.IsMap(parse);
        double duration = options.Duration(parse) ?? (isMap ? 100_000 : 100), wait = options.Transient(parse, isMap), step = options.ExponentStep(parse);
        double[]? start = options.Start(parse);
        if (parse.GetValue(options.Coverage) is { } runs)
            return Coverage(parse, system, duration, wait, step, start, runs, terminal, cancellation);
        bool rests = false;
        LyapunovSpectrum spectrum = InputErrors.Translate(() =>
        {
            if (isMap)
            {
                IMap map = system.ReadMap(parse);
                double[] first = start ?? [.. FlowCatalog.Start(map)];
                rests = first.Length == map.Dimension && map.NextAt(first).AsSpan().SequenceEqual(first);
                return LyapunovSpectrum.EstimateMap(map, first, MeasureOptions.MapSteps(duration), MeasureOptions.MapSteps(wait));
            }

            IFlow flow = system.ReadFlow(parse);
            Announce((duration + wait) / step, flow.Dimension, terminal);
            double[] from = start ?? [.. FlowCatalog.Start(flow)];
            // A driven flow may stand still for a moment.
            rests = from.Length == flow.Dimension && Array.TrueForAll(Moments, time => Array.TrueForAll(flow.DerivativeAt(from, time), static slope => Math.Abs(slope) < 1e-12));
            return LyapunovSpectrum.Estimate(flow, from, duration, wait, step);
        });
        bool wrong = spectrum.HistoryTimes.Length > 0 && !spectrum.IsConsistent;
        if (spectrum.Interruption is { } interruption && !(wrong && interruption is Interruption.StepTooLong))
            throw new InputException($"{interruption} {Here(isMap, step)}");
        return new(
            writer =>
            {
                writer.WriteString("system", spectrum.System);
                JsonNumbers.Row(writer, "spectrum", spectrum.Exponents.AsSpan());
                JsonNumbers.Row(writer, "standardErrors", spectrum.StandardErrors.AsSpan());
                JsonNumbers.Row(writer, "halfWidths", spectrum.HalfWidths.AsSpan());
                JsonNumbers.Number(writer, "sum", spectrum.Sum);
                JsonNumbers.Number(writer, "divergence", spectrum.MeanDivergence);
                JsonNumbers.Number(writer, "duration", spectrum.Duration);
                writer.WriteBoolean("consistent", spectrum.IsConsistent);
                writer.WriteBoolean("converged", spectrum.Converged);
                JsonList.Texts(writer, "doubts", spectrum.Doubts);
                JsonNumbers.Number(writer, "kaplanYorkeDimension", spectrum.KaplanYorkeDimension);
            },
            string.Create(CultureInfo.InvariantCulture, $"{spectrum.System}\n{spectrum}\nKaplan-Yorke dimension {spectrum.KaplanYorkeDimension:F4}, over {spectrum.Duration:G6}; ± is half of a 95 % interval{(rests ? $"\nthe {(isMap ? "map" : "flow")} is at rest at this start: these are the rates of an equilibrium; another --start gives those of a motion" : "")}{string.Concat(spectrum.Doubts.Select(static doubt => $"\n{doubt}"))}{(spectrum.Doubts.IsEmpty ? "" : $"\n{Here(isMap, step)}")}"),
            wrong || spectrum.StepIsTooLong ? ExitCode.ClaimFalse : ExitCode.Done);
    }

    private static Measurement Coverage(ParseResult parse, SystemOptions system, double duration, double wait, double step, double[]? start, int runs, Terminal terminal, CancellationToken cancellation)
    {
        CoverageStudy study = new() { Runs = runs, Duration = duration, Transient = wait, Step = step };
        CoverageStudy.Result found = InputErrors.Translate(() =>
        {
            if (system.IsMap(parse))
            {
                IMap map = system.ReadMap(parse);
                return study.Exponents(map, start ?? [.. FlowCatalog.Start(map)], cancellation);
            }

            IFlow flow = system.ReadFlow(parse);
            Announce((duration + wait) * runs / step, flow.Dimension, terminal);
            return study.Exponents(flow, start ?? [.. FlowCatalog.Start(flow)], cancellation);
        });
        return CoverageText.Of(found);
    }

    // What the sentences of the library call duration and step.
    private static string Here(bool isMap, double step) => isMap ? "Here: --duration N, --start X." : string.Create(CultureInfo.InvariantCulture, $"Here: --duration T, --step H (now {step}), --start X.");

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
}
