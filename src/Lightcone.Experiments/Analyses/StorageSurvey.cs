using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Runs;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Trajectories;
using Lightcone.Foundation.Information;

namespace Lightcone.Experiments.Analyses;

/// <summary>Active information storage along one trajectory of a flow, by three estimators side by side, averaged over its components.</summary>
/// <remarks>
/// <para>The first is that of the predecessor of arXiv 2512.23916: two past values, ten bins of equal width. It fills about a thousand cells with two thousand observations, so much of it is bias: the
/// survey reports Miller and Madow's correction, another number of bins on either side, and an estimator without bins beside it. Trust a ranking only where all agree.</para>
/// <para>Numbers, in bits: <c>plug-in</c>, <c>corrected</c>, <c>bias</c> (their difference), <c>corrected-half</c> and <c>corrected-double</c> (bins halved and doubled), <c>neighbor</c> (nearest neighbors). All NaN when
/// the trajectory leaves the number range, and where a component does not move it is left out.</para>
/// </remarks>
public sealed record StorageSurvey : RunSpec
{
    private static readonly RunKind TheKind = new("information-storage", 1, AnalysisJson.Default.StorageSurvey);

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => TheKind;

    /// <summary>The flow, by name with parameters. Default the mixed oscillator at damping 2.</summary>
    public string Flow { get; init; } = "mixed:delta=2";

    /// <summary>Every component's start. Default 0.1.</summary>
    public double Start { get; init; } = 0.1;

    /// <summary>Time of the trajectory. Default 8.</summary>
    public double Duration { get; init; } = 8;

    /// <summary>Observations. Default 2,000. The nearest-neighbor estimate costs their square.</summary>
    public int Points { get; init; } = 2000;

    /// <summary>Past values that are known. Default 2.</summary>
    public int History { get; init; } = 2;

    /// <summary>Bins of equal width, 4 to 128. Default 10.</summary>
    public int Bins { get; init; } = 10;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such flow, or a setting is out of its range.</exception>
    public override RunResult Compute(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Bins is < 4 or > 128)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Bins} bins: expected 4 to 128."), nameof(context));
        string[] parts = Flow.Split(':', 2);
        Lightcone.Flows.IFlow flow = FlowCatalog.Flow(parts[0], parts.Length == 2 ? parts[1].Split(',') : []);
        Trajectory path = Trajectory.Integrate(flow, [.. Enumerable.Repeat(Start, flow.Dimension)], Duration, samples: Points);
        string[] names = ["plug-in", "corrected", "bias", "corrected-half", "corrected-double", "neighbor"];
        double[] sums = new double[names.Length];
        int moving = 0;
        for (int c = 0; c < flow.Dimension && path.Count == Points; c++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            double[] series = [.. Enumerable.Range(0, Points).Select(t => path[t][c])];
            if (Array.TrueForAll(series, x => x.Equals(series[0])))
                continue;
            InformationEstimate usual = ActiveInformation.EstimateBinned(series, History, Bins);
            double[] values =
            [
                usual.PlugInBits, usual.Bits, usual.PlugInBits - usual.Bits, ActiveInformation.EstimateBinned(series, History, Bins / 2).Bits, ActiveInformation.EstimateBinned(series, History, 2 * Bins).Bits,
                ActiveInformation.EstimateNearestNeighbor(series, History).Bits,
            ];
            for (int i = 0; i < values.Length; i++)
                sums[i] += values[i];
            moving++;
        }

        return new RunResult
        {
            Numbers = names.Select((name, i) => KeyValuePair.Create(name, moving == 0 ? double.NaN : sums[i] / moving)).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }
}
