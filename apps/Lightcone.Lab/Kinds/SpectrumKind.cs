using System.Globalization;
using Lightcone.Flows;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Input;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Kinds;

/// <summary>Lyapunov exponents with their errors, beside the mean divergence that their sum has to be.</summary>
internal sealed class SpectrumKind() : JobKind<SpectrumSettings, SpectrumResult>("spectrum", "Measures the Lyapunov exponents of a flow or map.")
{
    private const double MostSteps = 1e8;

    /// <inheritdoc/>
    protected override (SpectrumSettings Settings, Func<JobContext, SpectrumResult> Work) Prepare(SpectrumSettings settings, LabLimits limits)
    {
        bool isMap = FlowSource.IsMap(settings.System);
        SpectrumSettings whole = settings with { Duration = settings.Duration ?? (isMap ? 100_000 : 100), Transient = settings.Transient ?? (isMap ? 100 : 20) };
        (double duration, double wait) = (whole.Duration!.Value, whole.Transient!.Value);
        Require.Range("settings.duration", duration, 1e-9, 1e9);
        Require.Range("settings.transient", wait, 0, 1e9);
        Require.Range("settings.step", settings.Step, 1e-9, 1e9);
        if ((duration + wait) / (isMap ? 1 : settings.Step) is var steps && steps > MostSteps)
            throw ProblemException.Limit("settings.duration", string.Create(CultureInfo.InvariantCulture, $"{MostSteps:G3} steps"), string.Create(CultureInfo.InvariantCulture, $"{steps:G3} steps"), "Use a shorter duration or a longer step.");
        if (isMap)
        {
            IMap map = FlowSource.Map(settings.System);
            double[] start = settings.Start ?? [.. FlowCatalog.Start(map)];
            RequireStart(start, map.Dimension);
            return (whole, context => Measure(context, map.Parameters, () => LyapunovSpectrum.EstimateMap(map, start, (int)Math.Round(duration), (int)Math.Round(wait))));
        }

        IFlow flow = FlowSource.Flow(settings.System);
        double[] from = settings.Start ?? [.. FlowCatalog.Start(flow)];
        RequireStart(from, flow.Dimension);
        return (whole, context => Measure(context, flow.Parameters, () => LyapunovSpectrum.Estimate(flow, from, duration, wait, settings.Step)));
    }

    private static void RequireStart(double[] start, int dimension)
    {
        if (start.Length != dimension)
            throw ProblemException.At("settings.start", EditDistance.Count(dimension, "number"), $"{start.Length}", "Give one number for each component.");
    }

    private static SpectrumResult Measure(JobContext context, IEnumerable<Parameter> parameters, Func<LyapunovSpectrum> estimate)
    {
        context.Progress(0, "Following the system and its tangent vectors.");
        LyapunovSpectrum spectrum = estimate();
        context.Cancellation.ThrowIfCancellationRequested();
        if (spectrum.Interruption is { } interruption && (spectrum.HistoryTimes.Length == 0 || spectrum.IsConsistent))
            throw new InputException($"{interruption}");
        int count = spectrum.Exponents.Length;
        double[] history = spectrum.History.ToArray();
        return new(
            spectrum.System,
            FlowSource.Parameters(parameters),
            [.. spectrum.Exponents],
            [.. spectrum.HalfWidths],
            spectrum.Sum,
            spectrum.MeanDivergence,
            spectrum.IsConsistent,
            spectrum.Converged,
            [.. spectrum.Doubts],
            spectrum.KaplanYorkeDimension,
            spectrum.Duration,
            spectrum.HistoryTimes.ToArray(),
            [.. Enumerable.Range(0, count).Select(row => Enumerable.Range(0, history.Length / count).Select(time => history[(time * count) + row]).ToArray())]);
    }
}
