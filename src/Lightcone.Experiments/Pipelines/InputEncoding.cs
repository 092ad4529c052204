using System.Globalization;
using Lightcone.Experiments.Data;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Systems;
using Lightcone.Flows;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Pipelines;

/// <summary>How samples become sequences: as they are, repeated, or as an encoder makes them. A value with a text form.</summary>
public sealed class InputEncoding
{
    /// <summary>Every step of a repetition is a copy of the sample: more of them would only be more of the same.</summary>
    private const int MostRepetitions = 100_000;

    private readonly string name;
    private readonly Encoder? encoder;

    private InputEncoding(string name, Encoder? encoder, int steps, double? duration = null) => (this.name, this.encoder, Steps, Duration) = (name, encoder, steps, duration);

    /// <summary>Each sample as it is, one step long: for networks without time.</summary>
    public static InputEncoding None { get; } = new("none", null, 1);

    /// <summary>Steps per sequence.</summary>
    public int Steps { get; }

    /// <summary>The time of a trajectory; null where there is none, and where the encoder was given as a value.</summary>
    public double? Duration { get; }

    /// <summary>Whether text, steps and duration say all of it: <see cref="Parse"/> then makes the same encoding of them.</summary>
    public bool HasText => encoder is null || Duration is not null;

    /// <summary>Each sample at every step, as constant currents.</summary>
    /// <param name="steps">Steps per sequence, 1 to 100,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The steps are out of range.</exception>
    public static InputEncoding Repeat(int steps) => steps is >= 1 and <= MostRepetitions
        ? new(string.Create(CultureInfo.InvariantCulture, $"repeat:{steps}"), null, steps)
        : throw new ArgumentOutOfRangeException(nameof(steps), steps, "There must be 1 to 100,000 steps.");

    /// <summary>What an encoder makes of each sample.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="name">What the encoding is called in reports; the encoder's type when left out.</param>
    public static InputEncoding Of(Encoder encoder, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        return new(name ?? encoder.GetType().Name.Split('`')[0], encoder, encoder.Samples);
    }

    /// <summary>
    /// Reads the text form: <c>none</c>, <c>repeat:STEPS</c>, or a flow with parameters, <c>mixed:delta=2</c>, whose trajectories start at (v, 0.2 v, -v) for each feature v, the features
    /// of a sample divided by their largest magnitude.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="samples">Time steps of a trajectory, at least 2, and of <c>repeat</c> without a number. Default 30.</param>
    /// <param name="duration">Time of a trajectory, positive, at most 100,000. Default 4.</param>
    /// <exception cref="InputException">The text is none of these.</exception>
    /// <exception cref="ArgumentException">There is no such flow or parameter, or a number is out of range.</exception>
    public static InputEncoding Parse(string text, int samples = 30, double duration = 4)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text == "none")
            return None;
        string[] parts = text.Split(':', 2);
        if (parts[0] == "repeat")
        {
            int repeats = parts.Length < 2 ? samples : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int times) ? times : 0;
            return repeats is >= 1 and <= MostRepetitions ? new(text, null, repeats) : throw new InputException($"{text}: expected repeat:STEPS with 1 to {MostRepetitions:N0} steps, for instance repeat:25.");
        }

        if (FlowCatalog.MapNames.Contains(parts[0]))
            throw new InputException($"{text}: {parts[0]} is a map; a flow is needed here. The flows are {string.Join(", ", FlowCatalog.FlowNames)}.");
        if (samples < 2)
            throw new InputException(FormattableString.Invariant($"{samples} samples of a trajectory: expected at least 2, its start and its end."));
        if (duration > 1e5)
            throw new ResourceLimitException(FormattableString.Invariant($"a duration of {duration} would take {duration * 100:0.##e0} steps for every feature. Use a shorter one."));
        IFlow flow = FlowCatalog.Flow(parts[0], parts.Length == 2 ? parts[1].Split(',') : []);
        // The concrete type of the paper's oscillator lets the stepping loop be compiled for it.
        Encoder trajectory = flow is MixedOscillator mixed
            ? new TrajectoryEncoder<MixedOscillator>(mixed, samples, duration) { Scaling = InputScaling.SampleMaximum }
            : new TrajectoryEncoder<IFlow>(flow, samples, duration) { Scaling = InputScaling.SampleMaximum };
        return new(text, trajectory, samples, duration);
    }

    /// <summary>Features a step for samples of so many features.</summary>
    public int Features(int features) => encoder?.OutputFeatures(features) ?? features;

    /// <summary>The sequences of samples, with their classes.</summary>
    /// <exception cref="InputException">A trajectory leaves the number range.</exception>
    /// <exception cref="ResourceLimitException">The sequences are more numbers than one array holds.</exception>
    public Sequences Encode(Samples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        double numbers = (double)samples.Count * Steps * Features(samples.Features);
        if (numbers > Array.MaxLength)
            throw new ResourceLimitException(FormattableString.Invariant(
                $"{samples.Count} samples of {Steps} steps and {Features(samples.Features)} numbers are {numbers:0.##e0} numbers, more than one array holds. Use fewer steps, the encoding none, or a smaller data set."));
        return encoder is null ? samples.Repeat(Steps) : samples.Encode(encoder);
    }

    /// <summary>The text form, as it was given.</summary>
    public override string ToString() => name;
}
