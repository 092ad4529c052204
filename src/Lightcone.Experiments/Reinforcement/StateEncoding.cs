namespace Lightcone.Experiments.Reinforcement;

/// <summary>How an observation becomes what a network sees in one step of its environment: a short sequence [time, features].</summary>
internal abstract class StateEncoding
{
    /// <summary>The observation itself, for one step.</summary>
    public static StateEncoding None(int observations) => new Repeated(1, observations, normalizes: false);

    /// <summary>Steps of the sequence.</summary>
    public abstract int Time { get; }

    /// <summary>Features of each step.</summary>
    public abstract int Features { get; }

    /// <summary>Writes [time, features].</summary>
    public abstract void Encode(ReadOnlySpan<float> observation, Span<float> sequence);

    /// <summary>Writes the observation divided by its largest absolute number, or itself where that is 0.</summary>
    public static void Normalize(ReadOnlySpan<float> observation, Span<float> direction)
    {
        float largest = 0;
        foreach (float x in observation)
            largest = Math.Max(largest, Math.Abs(x));
        for (int i = 0; i < observation.Length; i++)
            direction[i] = largest == 0 ? 0 : observation[i] / largest;
    }

    /// <summary>The observation, or its direction alone, at every step.</summary>
    internal sealed class Repeated(int time, int observations, bool normalizes) : StateEncoding
    {
        public override int Time => time;

        public override int Features => observations;

        public override void Encode(ReadOnlySpan<float> observation, Span<float> sequence)
        {
            Span<float> head = sequence[..observations];
            if (normalizes)
                Normalize(observation, head);
            else
                observation.CopyTo(head);
            for (int t = 1; t < time; t++)
                head.CopyTo(sequence[(t * observations)..]);
        }
    }

    /// <summary>The mean over time of another encoding, as one step.</summary>
    internal sealed class TimeMean(StateEncoding inner) : StateEncoding
    {
        public override int Time => 1;

        public override int Features => inner.Features;

        public override void Encode(ReadOnlySpan<float> observation, Span<float> sequence)
        {
            Span<float> all = stackalloc float[inner.Time * inner.Features];
            inner.Encode(observation, all);
            for (int f = 0; f < inner.Features; f++)
            {
                double sum = 0;
                for (int t = 0; t < inner.Time; t++)
                    sum += all[(t * inner.Features) + f];
                sequence[f] = (float)(sum / inner.Time);
            }
        }
    }
}
