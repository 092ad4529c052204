namespace Lightcone.Experiments.Controls;

/// <summary>Scales one sequence [time, feature], as a whole or in parts, to a root mean square of a given level.</summary>
internal static class Amplitudes
{
    public static void Sample(ReadOnlySpan<float> from, Span<float> to, double level) => Scale(from, to, level * Unit(Squares(from), from.Length));

    public static void Steps(ReadOnlySpan<float> from, Span<float> to, int features, double level)
    {
        for (int at = 0; at < from.Length; at += features)
            Sample(from.Slice(at, features), to.Slice(at, features), level);
    }

    public static void Channels(ReadOnlySpan<float> from, Span<float> to, int features, double level)
    {
        double[] squares = new double[features];
        for (int i = 0; i < from.Length; i++)
            squares[i % features] += (double)from[i] * from[i];
        for (int f = 0; f < features; f++)
            squares[f] = level * Unit(squares[f], from.Length / features);
        for (int i = 0; i < from.Length; i++)
            to[i] = (float)(from[i] * squares[i % features]);
    }

    public static void Scale(ReadOnlySpan<float> from, Span<float> to, double factor)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = (float)(from[i] * factor);
    }

    /// <summary>The root mean square.</summary>
    public static double RootMeanSquare(ReadOnlySpan<float> values) => Math.Sqrt(Squares(values) / values.Length);

    private static double Squares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += (double)value * value;
        return sum;
    }

    private static double Unit(double squares, int count) => squares > 0 ? 1 / Math.Sqrt(squares / count) : 1;
}
