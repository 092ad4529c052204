namespace Lightcone.Experiments.Landscapes;

/// <summary>A representation prepared for being compared with many others of the same samples by linear centered kernel alignment: its matrices of inner products are made once.</summary>
/// <remarks>The values are those of <see cref="Lightcone.Flows.Measures.CenteredKernelAlignment"/>, up to rounding.</remarks>
internal sealed class RepresentationAlignment
{
    private readonly int samples;
    private readonly double[] centered;
    private readonly double[] hollow;
    private readonly double ownCentered;
    private readonly double ownHollow;

    /// <param name="values">[sample, feature].</param>
    /// <param name="samples">The number of samples, at least 4.</param>
    public RepresentationAlignment(ReadOnlySpan<float> values, int samples)
    {
        this.samples = samples;
        int features = values.Length / samples;
        double[] means = new double[features], x = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
            means[i % features] += values[i];
        for (int i = 0; i < values.Length; i++)
            x[i] = values[i] - (means[i % features] / samples);
        centered = new double[samples * samples];
        for (int i = 0; i < samples; i++)
            for (int j = i; j < samples; j++)
                centered[(i * samples) + j] = centered[(j * samples) + i] = Dot(x.AsSpan(i * features, features), x.AsSpan(j * features, features));
        hollow = (double[])centered.Clone();
        for (int i = 0; i < samples; i++)
            hollow[i * (samples + 1)] = 0;

        // The unbiased estimate sees a matrix through its own centered form: rows and columns that sum to nothing off the diagonal.
        double[] rows = new double[samples];
        double all = 0;
        for (int i = 0; i < hollow.Length; i++)
            rows[i / samples] += hollow[i];
        foreach (double row in rows)
            all += row;
        for (int i = 0; i < samples; i++)
            for (int j = 0; j < samples; j++)
                hollow[(i * samples) + j] = i == j ? 0 : hollow[(i * samples) + j] - ((rows[i] + rows[j]) / (samples - 2)) + (all / ((samples - 1.0) * (samples - 2)));
        (ownCentered, ownHollow) = (Dot(centered, centered), Dot(hollow, hollow));
    }

    /// <summary>The usual value, 0 to 1; NaN when a representation is constant.</summary>
    public double Linear(RepresentationAlignment other) => Dot(centered, other.centered) / Math.Sqrt(ownCentered * other.ownCentered);

    /// <summary>The debiased value: 0 on average for unrelated representations; NaN when a representation is constant.</summary>
    public double Debiased(RepresentationAlignment other) => Dot(hollow, other.hollow) / Math.Sqrt(ownHollow * other.ownHollow);

    /// <summary>The mean over all pairs for which it is known; NaN where there is none.</summary>
    public static double MeanOfPairs(RepresentationAlignment?[] all, Func<RepresentationAlignment, RepresentationAlignment, double> measure)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < all.Length; i++)
            for (int j = i + 1; j < all.Length; j++)
                if (all[i] is { } a && all[j] is { } b && measure(a, b) is var value && double.IsFinite(value))
                    (sum, count) = (sum + value, count + 1);
        return count == 0 ? double.NaN : sum / count;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        // Four sums in a fixed order: the same bytes everywhere, and not one long chain.
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i + 4 <= a.Length; i += 4)
            (s0, s1, s2, s3) = (s0 + (a[i] * b[i]), s1 + (a[i + 1] * b[i + 1]), s2 + (a[i + 2] * b[i + 2]), s3 + (a[i + 3] * b[i + 3]));
        for (; i < a.Length; i++)
            s0 += a[i] * b[i];
        return s0 + s1 + (s2 + s3);
    }
}
