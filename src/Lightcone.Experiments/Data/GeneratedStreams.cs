using Lightcone.Flows;
using Lightcone.Foundation;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Data;

/// <summary>Streams made in code: tones whose frequency takes one of six courses, with noise. Free of licences, seeded, the same bytes everywhere.</summary>
internal static class GeneratedStreams
{
    /// <summary>Values of a stream: the first at time 0, the last at the end.</summary>
    public const int Values = 481;

    /// <summary>Time from the first value to the last.</summary>
    public const double Duration = 4;

    /// <summary>The lowest and the highest angular frequency, before each stream moves them by up to a fifth of a factor e.</summary>
    public const double Lowest = 2;

    /// <inheritdoc cref="Lowest"/>
    public const double Highest = 16;

    private const double Spread = 0.2;
    private const double Noise = 0.1;

    // The share of the way from the lowest to the highest frequency, on a logarithmic scale, over the share of the time.
    private static readonly (string Name, Func<double, double> Course)[] Kinds =
    [
        ("rising", static s => s),
        ("falling", static s => 1 - s),
        ("up and down", static s => 1 - Math.Abs((2 * s) - 1)),
        ("down and up", static s => Math.Abs((2 * s) - 1)),
        ("low", static _ => 0.3),
        ("high", static _ => 0.7),
    ];

    /// <summary>Streams of all kinds in turn.</summary>
    /// <param name="count">How many, positive.</param>
    /// <param name="seed">The seed of frequencies, phases, loudness and noise.</param>
    public static Samples Chirps(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        float[] values = new float[count * Values];
        for (int i = 0; i < count; i++)
            Fill(values.AsSpan(i * Values, Values), Kinds[i % Kinds.Length].Course, new RandomStream(seed, "streams", (ulong)i));
        return new Samples("streams", Values, values, [.. Enumerable.Range(0, count).Select(static i => i % Kinds.Length)], [.. Kinds.Select(static kind => kind.Name)]);
    }

    private static void Fill(Span<float> stream, Func<double, double> course, RandomStream random)
    {
        double low = PortableMath.Log(Lowest) + Moved(), high = PortableMath.Log(Highest) + Moved();
        double phase = 2 * Math.PI * random.NextDouble(), loudness = 0.5 + (0.5 * random.NextDouble());
        for (int k = 0; k < stream.Length; k++)
        {
            stream[k] = (float)((loudness * Trigonometry.Sin<Scalar>(phase).Value) + (Noise * random.NextGaussian()));
            double middle = course((k + 0.5) / (stream.Length - 1));
            phase += PortableMath.Exp(low + ((high - low) * middle)) * Duration / (stream.Length - 1);
        }

        double Moved() => Spread * ((2 * random.NextDouble()) - 1);
    }
}
