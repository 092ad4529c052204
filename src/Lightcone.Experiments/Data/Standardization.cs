using System.Collections.Immutable;
using System.Globalization;

namespace Lightcone.Experiments.Data;

/// <summary>Mean and standard deviation of each feature of some samples: what makes new samples comparable with those that a network has learned from.</summary>
/// <param name="Means">The mean of each feature.</param>
/// <param name="Deviations">The (population) standard deviation of each feature; 0 where a feature is constant.</param>
public sealed record Standardization(ImmutableArray<double> Means, ImmutableArray<double> Deviations)
{
    /// <summary>Measures samples.</summary>
    /// <param name="samples">The samples.</param>
    public static Standardization Of(Samples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        double[] means = new double[samples.Features], deviations = new double[samples.Features];
        for (int j = 0; j < samples.Features; j++)
        {
            double mean = 0, square = 0;
            for (int i = 0; i < samples.Count; i++)
                mean += samples[i][j];
            mean /= samples.Count;
            for (int i = 0; i < samples.Count; i++)
                square += (samples[i][j] - mean) * (samples[i][j] - mean);
            (means[j], deviations[j]) = (mean, Math.Sqrt(square / samples.Count));
        }

        return new([.. means], [.. deviations]);
    }

    /// <summary>Takes the mean from each feature and divides by the deviation; a feature whose deviation is 0 is only shifted.</summary>
    /// <param name="samples">Samples of as many features.</param>
    /// <exception cref="ArgumentException">The samples have another number of features.</exception>
    public Samples Apply(Samples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Features != Means.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{samples.Features} features cannot be scaled by the means and deviations of {Means.Length}."), nameof(samples));
        float[] scaled = new float[samples.Values.Length];
        for (int j = 0; j < samples.Features; j++)
        {
            double scale = Deviations[j] > 0 ? 1 / Deviations[j] : 1;
            for (int i = 0; i < samples.Count; i++)
                scaled[(i * samples.Features) + j] = (float)((samples[i][j] - Means[j]) * scale);
        }

        return samples.WithValues(scaled);
    }

    /// <summary>For how many features.</summary>
    public override string ToString() => FormattableString.Invariant($"means and deviations of {Means.Length} features");
}
