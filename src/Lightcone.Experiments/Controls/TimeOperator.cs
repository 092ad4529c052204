using Lightcone.Experiments.Data;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Controls;

/// <summary>
/// A change of the Fourier coefficients of each feature's series, the same for all sequences. It is linear, so each feature has one matrix [time, time]. The mean and, for an even number of steps,
/// the highest frequency are real and stay as they are.
/// </summary>
internal sealed class TimeOperator
{
    private readonly int time;
    private readonly int features;
    private readonly double[] matrices;

    public TimeOperator(int time, int features, ulong seed, bool permutes)
    {
        (this.time, this.features) = (time, features);
        matrices = new double[features * time * time];
        int bins = (time - 1) / 2;
        double[] cosine = [.. Enumerable.Range(0, time).Select(t => Circle.Cos((double)t / time))], sine = [.. Enumerable.Range(0, time).Select(t => Circle.Sin((double)t / time))];
        for (int f = 0; f < features; f++)
        {
            RandomStream stream = new(seed, permutes ? "bins" : "phases", (ulong)f);
            int[] places = [.. Enumerable.Range(1, bins)];
            double[] turns = new double[bins];
            if (permutes)
                stream.Shuffle<int>(places);
            else
                for (int k = 0; k < bins; k++)
                    turns[k] = stream.NextDouble();
            Span<double> matrix = matrices.AsSpan(f * time * time, time * time);
            for (int k = 0; k < bins; k++)
            {
                // The coefficient of frequency k + 1 becomes that of places[k], turned: a pair of conjugate terms is twice a real part.
                double c = Circle.Cos(turns[k]), s = Circle.Sin(turns[k]);
                for (int t = 0; t < time; t++)
                    for (int u = 0; u < time; u++)
                    {
                        int angle = (int)((((long)places[k] * t) - ((long)(k + 1) * u)) % time);
                        angle += angle < 0 ? time : 0;
                        matrix[(t * time) + u] += 2.0 / time * ((cosine[angle] * c) - (sine[angle] * s));
                    }
            }

            for (int t = 0; t < time; t++)
                for (int u = 0; u < time; u++)
                    matrix[(t * time) + u] += (1.0 / time) + (time % 2 == 0 ? ((t + u) % 2 == 0 ? 1.0 : -1.0) / time : 0);
        }
    }

    public SequenceFill Fill(Sequences sequences) => (i, to) =>
    {
        ReadOnlySpan<float> from = sequences.Sample(i);
        Span<double> series = stackalloc double[time <= 1024 ? time : 0];
        series = series.IsEmpty ? new double[time] : series;
        for (int f = 0; f < features; f++)
        {
            for (int t = 0; t < time; t++)
                series[t] = from[(t * features) + f];
            for (int t = 0; t < time; t++)
            {
                ReadOnlySpan<double> row = matrices.AsSpan(((f * time) + t) * time, time);
                double sum = 0;
                for (int u = 0; u < row.Length; u++)
                    sum += row[u] * series[u];
                to[(t * features) + f] = (float)sum;
            }
        }
    };
}
