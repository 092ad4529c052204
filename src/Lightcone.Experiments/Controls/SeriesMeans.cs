namespace Lightcone.Experiments.Controls;

/// <summary>What concerns the mean over time of each series of one sequence [time, feature].</summary>
internal static class SeriesMeans
{
    public static double[] Of(ReadOnlySpan<float> sequence, int features)
    {
        double[] means = new double[features];
        for (int i = 0; i < sequence.Length; i++)
            means[i % features] += sequence[i];
        for (int f = 0; f < features; f++)
            means[f] /= sequence.Length / features;
        return means;
    }

    public static void Remove(ReadOnlySpan<float> from, Span<float> to, int features)
    {
        double[] means = Of(from, features);
        for (int i = 0; i < from.Length; i++)
            to[i] = (float)(from[i] - means[i % features]);
    }

    public static void Align(ReadOnlySpan<float> from, Span<float> to, int features)
    {
        double[] means = Of(from, features);
        for (int i = 0; i < from.Length; i++)
            to[i] = means[i % features] * from[i % features] < 0 ? -from[i] : from[i];
    }
}
