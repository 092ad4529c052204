using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Runs;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Measures;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Experiments.Analyses;

/// <summary>The scale-space map of "Constraint breeds generalization" (arXiv 2512.23916): spectral entropy and centroid of one encoded number by damping and by the number of samples.</summary>
/// <remarks>
/// <para>The signal is the first component of the mixed oscillator (alpha 2, beta 0.1) from (v, 0.2 v, -v). Welch's method with segments of at most 128 samples (the whole signal when it is shorter).
/// Both values depend on the estimator as much as on the signal: compare only columns of the same number of samples.</para>
/// <para>Arrays, each [dampings, sample counts]: <c>entropy</c> (0 to 1), <c>centroid</c> and <c>dominant</c> (per unit of time). Numbers: <c>peak-damping</c>, where the entropy averaged over sample counts
/// is largest, and <c>peak-entropy</c>.</para>
/// </remarks>
public sealed record ScaleSpaceSurvey : RunSpec
{
    private static readonly RunKind TheKind = new("scale-space", 1, AnalysisJson.Default.ScaleSpaceSurvey);

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => TheKind;

    /// <summary>The dampings. Default the paper's hundred: 30 from -2 to -0.1, 50 from 0 to 3, 20 from 3.1 to 8.</summary>
    public ImmutableArray<double> Dampings { get; init; } = [.. Even(-2, -0.1, 30), .. Even(0, 3, 50), .. Even(3.1, 8, 20)];

    /// <summary>The numbers of samples, each at least 4. Default twenty from 5 to 100, each an eighth to two ninths more than the one before.</summary>
    public ImmutableArray<int> Samples { get; init; } = [5, 6, 7, 8, 9, 11, 13, 15, 18, 21, 24, 28, 33, 39, 46, 54, 63, 74, 87, 100];

    /// <summary>Time from the first sample to the last. Default 8.</summary>
    public double Duration { get; init; } = 8;

    /// <summary>The number that is encoded. Default 0.5.</summary>
    public double Value { get; init; } = 0.5;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no damping or no number of samples, or one of these has fewer than 4.</exception>
    public override RunResult Compute(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Dampings.IsDefaultOrEmpty || Samples.IsDefaultOrEmpty || Samples.Any(static n => n < 4))
            throw new ArgumentException("there must be dampings, and numbers of samples of at least 4.", nameof(context));
        List<double> entropy = [], centroid = [], dominant = [];
        foreach (double damping in Dampings)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (int samples in Samples)
            {
                double[] all = new TrajectoryEncoder<MixedOscillator>(new MixedOscillator(damping), samples, Duration).Encode([Value]);
                PowerSpectrum spectrum = PowerSpectrum.FromBeginning([.. Enumerable.Range(0, samples).Select(t => all[3 * t])], samples / Duration, Math.Min(samples, 128));
                entropy.Add(spectrum.Entropy);
                centroid.Add(spectrum.Centroid);
                dominant.Add(spectrum.DominantFrequency);
            }
        }

        double[] means = [.. entropy.Chunk(Samples.Length).Select(static row => row.Average())];
        int peak = Array.IndexOf(means, means.Max());
        return new RunResult
        {
            Numbers = new Dictionary<string, double>(StringComparer.Ordinal) { ["peak-damping"] = Dampings[peak], ["peak-entropy"] = means[peak] }.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal) { ["entropy"] = Map(entropy), ["centroid"] = Map(centroid), ["dominant"] = Map(dominant) }.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    /// <inheritdoc/>
    public bool Equals(ScaleSpaceSurvey? other) => other is not null && Hash == other.Hash;

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    private NpyArray Map(List<double> values) => NpyArray.FromDoubles([.. values], Dampings.Length, Samples.Length);

    private static IEnumerable<double> Even(double from, double to, int count) => Enumerable.Range(0, count).Select(i => from + (i * (to - from) / (count - 1)));
}
