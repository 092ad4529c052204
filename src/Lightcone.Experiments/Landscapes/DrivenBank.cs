using Lightcone.Experiments.Data;
using Lightcone.Flows.Systems;
using Lightcone.Foundation;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Experiments.Landscapes;

/// <summary>
/// Sixteen mixed oscillators that a stream drives from rest, as an ear would be: x' = y, y' = -alpha x - beta x^3 - delta y + gamma z + alpha u(t), z' = -omega x - delta z + gamma x y, with natural
/// frequencies sqrt(alpha) from the lowest to the highest of the streams in equal ratios and the damping common to all.
/// </summary>
/// <remarks>
/// The drive is multiplied by alpha, so that a constant stream moves every oscillator alike. Kept of each oscillator are x, y over its natural frequency, and z, after equal shares of the time. Classical
/// Runge-Kutta steps, one for each value of the stream, which is a straight line between its values.
/// </remarks>
internal static class DrivenBank
{
    private const int Oscillators = 16;
    private const int Channels = 3;
    private const int Intervals = GeneratedStreams.Values - 1;
    private const double Step = GeneratedStreams.Duration / Intervals;

    /// <summary>Why streams cannot drive this encoding, or null.</summary>
    public static string? Complaint(EncodingSpec encoding) =>
        encoding.Flow is not MixedOscillator || encoding.Parameters.Any(static parameter => parameter.Name != "delta") ? $"streams drive the mixed oscillator with a damping alone, as in mixed:delta=2, not {encoding}"
        : !encoding.Start.AsSpan().SequenceEqual([1, 0.2, -1]) || encoding.Duration != GeneratedStreams.Duration ? $"streams drive the oscillators from rest and have their own duration: leave start and duration out of {encoding}"
        : Intervals % encoding.Steps != 0 ? FormattableString.Invariant($"the steps of {encoding} must divide {Intervals}, the intervals of a stream") : null;

    /// <summary>The sequences of streams with their classes.</summary>
    public static Encoded Encode(EncodingSpec encoding, Samples streams)
    {
        MixedOscillator flow = (MixedOscillator)encoding.Flow!;
        int size = encoding.Steps * Oscillators * Channels;
        float[] values = new float[streams.Count * size];
        double low = PortableMath.Log(GeneratedStreams.Lowest), high = PortableMath.Log(GeneratedStreams.Highest);
        for (int b = 0; b < Oscillators; b++)
        {
            double frequency = PortableMath.Exp(low + ((high - low) * b / (Oscillators - 1)));
            for (int i = 0; i < streams.Count; i++)
                if (!Follow(flow, frequency, streams[i], values.AsSpan((i * size) + (b * Channels)), encoding.Steps))
                    return new(null, FormattableString.Invariant($"{encoding}: an oscillator that stream {i} drives leaves the number range"));
        }

        return new(Sequences.Own(streams.Count, encoding.Steps, Oscillators * Channels, values).WithLabels(streams.Labels), null);
    }

    private static bool Follow(MixedOscillator flow, double frequency, ReadOnlySpan<float> stream, Span<float> to, int steps)
    {
        double alpha = frequency * frequency;
        (double X, double Y, double Z) s = default;
        int every = Intervals / steps;
        for (int k = 0; k < Intervals; k++)
        {
            double first = stream[k], last = stream[k + 1], middle = 0.5 * (first + last);
            (double X, double Y, double Z) a = Slope(s, first), b = Slope(Moved(s, a, Step / 2), middle), c = Slope(Moved(s, b, Step / 2), middle), d = Slope(Moved(s, c, Step), last);
            s = Moved(s, (a.X + (2 * (b.X + c.X)) + d.X, a.Y + (2 * (b.Y + c.Y)) + d.Y, a.Z + (2 * (b.Z + c.Z)) + d.Z), Step / 6);
            if ((k + 1) % every != 0)
                continue;
            Span<float> row = to.Slice((((k + 1) / every) - 1) * Oscillators * Channels, Channels);
            (row[0], row[1], row[2]) = ((float)s.X, (float)(s.Y / frequency), (float)s.Z);
        }

        return float.IsFinite((float)s.X) && float.IsFinite((float)s.Y) && float.IsFinite((float)s.Z);

        (double X, double Y, double Z) Slope((double X, double Y, double Z) p, double u) => (
            p.Y,
            (alpha * (u - p.X)) - (flow.Beta * p.X * p.X * p.X) - (flow.Delta * p.Y) + (flow.Gamma * p.Z),
            (-flow.Omega * p.X) - (flow.Delta * p.Z) + (flow.Gamma * p.X * p.Y));
    }

    private static (double X, double Y, double Z) Moved((double X, double Y, double Z) p, (double X, double Y, double Z) slope, double by) =>
        (p.X + (by * slope.X), p.Y + (by * slope.Y), p.Z + (by * slope.Z));
}
