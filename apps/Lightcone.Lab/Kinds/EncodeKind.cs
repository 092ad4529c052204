using System.Globalization;
using Lightcone.Flows;
using Lightcone.Flows.Encoders;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Kinds;

/// <summary>Turns values into trajectories of a flow.</summary>
internal sealed class EncodeKind() : JobKind<EncodeSettings, EncodeResult>("encode", "Turns values into trajectories of a flow.")
{
    private const int MostNumbers = 2_000_000;
    private const double MostSteps = 1e8;

    /// <inheritdoc/>
    protected override (EncodeSettings Settings, Func<JobContext, EncodeResult> Work) Prepare(EncodeSettings settings, LabLimits limits)
    {
        IFlow flow = FlowSource.Flow(settings.System);
        Require.Count("settings.values", settings.Values, 1, 64);
        Require.Range("settings.samples", settings.Samples, 2, 100_000);
        Require.Range("settings.duration", settings.Duration, 1e-9, 1e9);
        Require.Range("settings.step", settings.Step, 1e-9, settings.Duration);
        if ((long)settings.Samples * settings.Values.Length * flow.Dimension is var numbers && numbers > MostNumbers)
            throw ProblemException.Limit("settings.samples", string.Create(CultureInfo.InvariantCulture, $"{MostNumbers:N0} numbers"), string.Create(CultureInfo.InvariantCulture, $"{numbers:N0} numbers"), "Use fewer samples or values.");
        if (settings.Duration / settings.Step * settings.Values.Length is var steps && steps > MostSteps)
            throw ProblemException.Limit("settings.step", string.Create(CultureInfo.InvariantCulture, $"{MostSteps:G3} steps"), string.Create(CultureInfo.InvariantCulture, $"{steps:G3} steps"), "Use a longer step or a shorter duration.");
        TrajectoryEncoder<IFlow> encoder = new(flow, settings.Samples, settings.Duration) { Step = settings.Step };
        return (settings, context => Encode(encoder, settings.Values, context));
    }

    private static EncodeResult Encode(TrajectoryEncoder<IFlow> encoder, double[] features, JobContext context)
    {
        context.Progress(0, "Following the flow.");
        // What leaves the range of single precision is of no use to a network: it is refused before it is shown in double precision.
        encoder.EncodeBatch(features, 1);
        double[] values = encoder.Encode(features);
        context.Cancellation.ThrowIfCancellationRequested();
        IFlow flow = encoder.Flow;
        int width = encoder.OutputFeatures(features.Length), dimension = flow.Dimension;
        double[] start = values[..dimension], jacobian = flow.JacobianAt(start);
        return new(
            flow.Name,
            FlowSource.Parameters(flow.Parameters),
            [.. flow.Components],
            encoder.Times,
            [.. Enumerable.Range(0, width).Select(column => Enumerable.Range(0, values.Length / width).Select(row => values[(row * width) + column]).ToArray())],
            [.. Enumerable.Range(0, dimension).Select(row => jacobian[(row * dimension)..((row + 1) * dimension)])],
            flow.DivergenceAt(start));
    }
}
