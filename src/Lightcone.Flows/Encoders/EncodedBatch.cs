namespace Lightcone.Flows.Encoders;

/// <summary>Encoded samples: a sequence for each, in single precision, as networks read them.</summary>
public sealed class EncodedBatch
{
    private readonly float[] values;

    internal EncodedBatch(int batch, int time, int features, float[] values, Interruption? interruption) =>
        (Batch, Time, Features, this.values, Interruption) = (batch, time, features, values, interruption);

    /// <summary>The number of samples.</summary>
    public int Batch { get; }

    /// <summary>The number of time steps.</summary>
    public int Time { get; }

    /// <summary>The numbers per time step.</summary>
    public int Features { get; }

    /// <summary>All values [batch, time, features].</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>Where and when the first of the samples left the number range; null when none did. Values from there on are infinite or not numbers.</summary>
    public Interruption? Interruption { get; }

    /// <summary>The values of one sample at one time step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample or step.</exception>
    public ReadOnlySpan<float> this[int sample, int time]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(time);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(time, Time);
            return values.AsSpan(checked(((sample * Time) + time) * Features), Features);
        }
    }
}
