using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;
using Lightcone.Flows.Measures;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Information;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Analyses;

/// <summary>What an encoding of digits is like under a control, without any network: the numbers that accuracy may be set against (<see cref="LinearFit"/>).</summary>
/// <remarks>
/// Numbers: <c>rms</c> (root mean square), <c>mean-share</c> (share of the power that lies in means over time), <c>mean-sign</c> (mean sign of a series' mean times its first step, -1 to 1), <c>entropy</c> (spectral, 0 to 1),
/// <c>entropy-bits</c>, <c>centroid</c> (per step), all by Welch's method with segments of half the steps; <c>permutation-entropy</c> (bits, order 3), <c>storage</c> (active information storage with one past value and three bins,
/// corrected, bits); of a flow <c>divergence</c> (mean along the trajectory of a feature of 1: the sum of the exponents) and <c>largest-exponent</c> over that time. NaN where a number does not exist.
/// Series without power are left out of spectra.
/// </remarks>
public sealed record EncodingSurvey : RunSpec
{
    private static readonly RunKind TheKind = new("encoding-survey", 1, AnalysisJson.Default.EncodingSurvey);

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => TheKind;

    /// <summary>The encoding. Default damping 2.</summary>
    public EncodingSpec Encoding { get; init; } = EncodingSpec.Mixed(2);

    /// <summary>What is done to it. Default nothing.</summary>
    public Control Control { get; init; } = Control.None;

    /// <summary>The seed of what is random in the control. Default 0.</summary>
    public ulong ControlSeed { get; init; }

    /// <summary>How many of the digits are looked at, 1 to 1,797. Default 50, as in the paper.</summary>
    public int Samples { get; init; } = 50;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer or more samples.</exception>
    public override RunResult Compute(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(Samples, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Samples, 1797);
        Encoded encoded = Encoding.Encode(Data.Samples.Digits().Standardized().Select([.. Enumerable.Range(0, Samples)]));
        if (encoded.Sequences is not { } raw)
            return new RunResult { Events = [JsonText.WriteLine(writer => writer.WriteString("problem", encoded.Problem))] };
        SeriesAverages averages = new();
        Sequences sequences = Control.Apply(raw, ControlSeed);
        double[] series = new double[sequences.Time];
        for (int i = 0; i < sequences.Batch; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            for (int f = 0; f < sequences.Features; f++)
            {
                for (int t = 0; t < series.Length; t++)
                    series[t] = sequences[i, t, f];
                averages.Add(series);
            }
        }

        SortedDictionary<string, double> numbers = averages.Numbers(Amplitudes.RootMeanSquare(sequences.Values));
        LyapunovSpectrum? exponents = Encoding.Flow is { } flow ? Exponents(flow) : null;
        numbers["divergence"] = exponents?.MeanDivergence ?? double.NaN;
        numbers["largest-exponent"] = exponents?.Exponents[0] ?? double.NaN;
        return new RunResult { Numbers = numbers.ToImmutableSortedDictionary(StringComparer.Ordinal) };
    }

    private LyapunovSpectrum Exponents(Lightcone.Flows.IFlow flow) => LyapunovSpectrum.Estimate(flow, Encoding.Start.AsSpan(), Encoding.Duration);
}
