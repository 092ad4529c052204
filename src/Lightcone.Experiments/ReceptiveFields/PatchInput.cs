using Lightcone.Flows;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>Makes sequences of patches.</summary>
internal sealed class PatchInput
{
    /// <summary>Starts from -1 to 1 at which the flow is followed; between them its values are interpolated linearly. A chaotic flow has no values between them worth the name, and as unpredictable ones.</summary>
    private const int Knots = 4001;

    /// <summary>A start at which a flow with a linear part has no other.</summary>
    private const double Small = 1e-3;

    private readonly FieldTraining settings;
    private readonly float[] table = [];
    private readonly double[] gains;

    public PatchInput(FieldTraining settings)
    {
        this.settings = settings;
        gains = [.. Enumerable.Range(0, settings.Steps).Select(t => settings.Gain * (settings.Condition == FieldCondition.Linear && settings.Steps > 1 ? (double)t / (settings.Steps - 1) : 1))];
        if (settings.Condition is not (FieldCondition.Dynamic or FieldCondition.LinearResponse))
            return;
        string[] parts = settings.Flow.Split(':', 2);
        IFlow flow = FlowCatalog.Flow(parts[0], parts.Length == 2 ? parts[1].Split(',') : []);
        TrajectoryEncoder<IFlow> encoder = new(flow, settings.Steps, settings.Duration)
        {
            Sampling = Sampling.AfterSteps,
            Channels = settings.FirstComponent ? Channels.First : Channels.Mean,
            SinglePrecision = true,
        };
        if (settings.Condition == FieldCondition.LinearResponse)
        {
            double[] response = encoder.Encode([Small]);
            for (int t = 0; t < gains.Length; t++)
                gains[t] *= response[t] / Small;
        }
        else if (encoder.TryEncodeBatch([.. Enumerable.Range(0, Knots).Select(static i => (2.0 * i / (Knots - 1)) - 1)], Knots, out Sequences? values, out Interruption? interruption))
            table = values.Values.ToArray();
        else
            Problem = $"{settings.Flow}: {interruption}";
    }

    /// <summary>Why there are no sequences; null where there are.</summary>
    public string? Problem { get; }

    /// <summary>Writes the sequences [step, patch, pixel] of chosen patches.</summary>
    public void Fill(ReadOnlySpan<float> patches, ReadOnlySpan<int> chosen, RandomStream stream, Span<float> to)
    {
        int length = chosen.Length * PatchSet.Pixels;
        Span<float> first = to[..length];
        for (int i = 0; i < chosen.Length; i++)
            patches.Slice(chosen[i] * PatchSet.Pixels, PatchSet.Pixels).CopyTo(first[(i * PatchSet.Pixels)..]);
        float divisor = settings.ScaledByMaximum || settings.Condition is FieldCondition.Dynamic or FieldCondition.LinearResponse ? Largest(first) + 1e-8f : 1;
        // The last step first: the first one holds the patches until all others are made of it.
        for (int t = settings.Steps - 1; t >= 0; t--)
        {
            Span<float> step = to.Slice(t * length, length);
            float gain = (float)gains[t];
            for (int i = 0; i < length; i++)
            {
                float v = first[i] / divisor;
                step[i] = gain * settings.Condition switch
                {
                    FieldCondition.Dynamic => Interpolate(v, t),
                    FieldCondition.Random => v + (float)(0.1 * stream.NextGaussian()),
                    FieldCondition.Poisson => stream.NextDouble() < (v + 1) / 4 ? 1 : 0,
                    _ => v,
                };
            }
        }
    }

    private float Interpolate(float v, int step)
    {
        float place = (v + 1) * ((Knots - 1) / 2);
        int knot = Math.Clamp((int)place, 0, Knots - 2);
        float low = table[(knot * settings.Steps) + step], high = table[((knot + 1) * settings.Steps) + step];
        return low + ((place - knot) * (high - low));
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (float value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
