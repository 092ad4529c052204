using System.Globalization;
using Lightcone.Flows.Encoders;
using Lightcone.Flows;
using Lightcone.Foundation.Input;
using Lightcone.Networks.Data;
using Lightcone.Networks.Learning;

namespace Lightcone.Cli;

/// <summary>How <c>train</c> turns samples into sequences: as they are, repeated, or as trajectories of a flow.</summary>
internal sealed class InputEncoding
{
    private readonly Encoder? encoder;
    private readonly int steps;

    private InputEncoding(string name, Encoder? encoder, int steps) => (Name, this.encoder, this.steps) = (name, encoder, steps);

    /// <summary>The encoding as it was asked for.</summary>
    public string Name { get; }

    /// <summary>Reads <c>none</c>, <c>repeat:STEPS</c>, or <c>SYSTEM</c> with parameters: <c>mixed:delta=2</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="samples">Time steps of a trajectory.</param>
    /// <param name="duration">Time of a trajectory.</param>
    /// <exception cref="InputException">The text is none of these.</exception>
    public static InputEncoding Parse(string text, int samples, double duration)
    {
        if (text == "none")
            return new(text, null, 1);
        string[] parts = text.Split(':', 2);
        if (parts[0] == "repeat")
        {
            // Every step is a copy of the sample: more of them would only be more of the same.
            const int most = 100_000;
            int repeats = parts.Length < 2 ? samples : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int times) ? times : 0;
            return repeats is >= 1 and <= most ? new(text, null, repeats) : throw new InputException($"--encode {text}: expected repeat:STEPS with 1 to {most:N0} steps, for instance repeat:25.");
        }

        if (samples < 2)
            throw new InputException($"--samples {samples}: expected at least 2, the start and the end of a trajectory.");
        if (FlowCatalog.MapNames.Contains(parts[0]))
            throw new InputException($"--encode {text}: {parts[0]} is a map; a flow is needed here. The flows are {string.Join(", ", FlowCatalog.FlowNames)}.");
        if (duration > 1e5)
            throw new ResourceLimitException(FormattableString.Invariant($"a duration of {duration} would take {duration * 100:0.##e0} steps for every feature. Use a shorter one."));
        string[] overrides = parts.Length == 2 ? parts[1].Split(',') : [];
        IFlow flow = Refusal.Translate(() => FlowCatalog.Flow(parts[0], overrides));
        // The concrete type of the paper's oscillator lets the stepping loop be compiled for it.
        Encoder trajectory = flow is Flows.Systems.MixedOscillator mixed
            ? new TrajectoryEncoder<Flows.Systems.MixedOscillator>(mixed, samples, duration) { Scaling = InputScaling.SampleMaximum }
            : Refusal.Translate(() => new TrajectoryEncoder<IFlow>(flow, samples, duration) { Scaling = InputScaling.SampleMaximum });
        return new(text, trajectory, samples);
    }

    /// <summary>Features a step for samples of so many features.</summary>
    public int Features(int features) => encoder?.OutputFeatures(features) ?? features;

    /// <exception cref="InputException">A trajectory leaves the number range.</exception>
    public Examples Encode(Dataset data)
    {
        double numbers = (double)data.Count * steps * Features(data.Features);
        if (numbers > Array.MaxLength)
            throw new ResourceLimitException(FormattableString.Invariant($"{data.Count} samples of {steps} steps and {Features(data.Features)} numbers are {numbers:0.##e0} numbers, more than one array holds. Use --encode none, fewer --samples, or a smaller data set."));
        if (encoder is null)
            return data.Repeat(steps);
        double[] values = new double[data.Values.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = data.Values[i];
        Flows.Encoders.EncodedBatch encoded = Refusal.Translate(() => encoder.EncodeBatch(values, data.Count));
        if (encoded.Interruption is { } interruption)
            throw new InputException(interruption.ToString());
        return Examples.Classify(Networks.Sequences.Create(data.Count, steps, Features(data.Features), encoded.Values), data.Labels);
    }
}
