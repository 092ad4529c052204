using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Controls;

/// <summary>
/// What is done to an encoding so that one property cannot be the reason for a result: its amplitude, its mean, its sign, its phases, its frequencies, its order in time. A closed set of values with text forms.
/// </summary>
/// <remarks>
/// Each is a function of one sequence alone: a sequence is changed the same way in any batch. A <em>series</em> is one feature of one sequence over time. Amplitudes become a root mean square of 1, or of another level (<see cref="AtLevel"/>);
/// what is zero throughout stays zero. What is random (phases, permutations) is drawn once per seed and is the same for all sequences.
/// </remarks>
[JsonConverter(typeof(ControlJson))]
public sealed class Control : IEquatable<Control>
{
    private readonly ControlKind kind;
    private readonly double factor;

    private Control(ControlKind kind, string name, string sentence, double factor = 1) => (this.kind, Name, Sentence, this.factor) = (kind, name, sentence, factor);

    /// <summary>Nothing is changed.</summary>
    public static Control None { get; } = new(ControlKind.None, "none", "The encoding as it is.");

    /// <summary>Each sequence is scaled to a root mean square of 1.</summary>
    public static Control AmplitudePerSample { get; } = new(ControlKind.AmplitudePerSample, "rms-sample", "Each sequence is scaled to the same root mean square.");

    /// <summary>Each series is scaled to a root mean square of 1: what is left of a feature is its sign and its course.</summary>
    public static Control AmplitudePerChannel { get; } = new(ControlKind.AmplitudePerChannel, "rms-channel", "Each feature of each sequence is scaled to the same root mean square over time.");

    /// <summary>Each step of each sequence is scaled to a root mean square of 1 over the features.</summary>
    public static Control AmplitudePerStep { get; } = new(ControlKind.AmplitudePerStep, "rms-step", "Each step of each sequence is scaled to the same root mean square over the features.");

    /// <summary>The mean over time is taken from each series.</summary>
    public static Control WithoutMean { get; } = new(ControlKind.WithoutMean, "no-mean", "Each feature of each sequence loses its mean over time.");

    /// <summary>Each series whose mean over time has not the sign of its first step changes its sign, so that means have the signs that starts had.</summary>
    public static Control SignAligned { get; } = new(ControlKind.SignAligned, "sign-aligned", "Each feature of each sequence whose mean over time has not the sign of its first step changes its sign.");

    /// <summary>Each feature's Fourier phases are shifted by fixed random angles: its power spectrum stays.</summary>
    public static Control PhaseScrambled { get; } = new(ControlKind.PhaseScrambled, "phase-scrambled", "Fourier phases are shifted by random angles, fixed for each feature; power spectra and means stay.");

    /// <summary>Each feature's Fourier coefficients change places by a fixed random permutation: the entropy of its spectrum stays, its frequencies do not.</summary>
    public static Control BinsPermuted { get; } = new(ControlKind.BinsPermuted, "bins-permuted", "Fourier coefficients change places by a random permutation, fixed for each feature; spectral entropy and mean stay.");

    /// <summary>The steps of all sequences are put into one fixed random order.</summary>
    public static Control TimeShuffled { get; } = new(ControlKind.TimeShuffled, "time-shuffled", "The steps of all sequences are put into one random order.");

    /// <summary>The steps run backward.</summary>
    public static Control TimeReversed { get; } = new(ControlKind.TimeReversed, "time-reversed", "The steps of each sequence run backward.");

    /// <summary>All controls that take no number, in the order in which they are listed.</summary>
    public static ImmutableArray<Control> All { get; } =
        [None, AmplitudePerSample, AmplitudePerChannel, AmplitudePerStep, WithoutMean, SignAligned, PhaseScrambled, BinsPermuted, TimeShuffled, TimeReversed];

    /// <summary>The text form: one word, with a number for a gain: <c>gain:6</c>.</summary>
    public string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    public string Sentence { get; }

    /// <summary>All numbers are multiplied by one factor.</summary>
    /// <param name="factor">The factor, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static Control Gain(double factor)
    {
        if (!(factor > 0) || double.IsInfinity(factor))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A gain is a positive finite number.");
        return new(
            ControlKind.Gain, string.Create(CultureInfo.InvariantCulture, $"gain:{factor:R}"), string.Create(CultureInfo.InvariantCulture, $"All numbers are multiplied by {factor:R}."), factor);
    }

    /// <summary>One of the three controls of amplitude with another root mean square than 1; its text form ends with it: <c>rms-step:0.4</c>. How strongly a spiking network is driven is a choice of its own.</summary>
    /// <param name="level">The root mean square, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    /// <exception cref="InvalidOperationException">This control sets no amplitude.</exception>
    public Control AtLevel(double level)
    {
        if (!(level > 0) || double.IsInfinity(level))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A root mean square is a positive finite number.");
        if (kind is not (ControlKind.AmplitudePerSample or ControlKind.AmplitudePerChannel or ControlKind.AmplitudePerStep))
            throw new InvalidOperationException($"{Name} sets no amplitude; {AmplitudePerSample}, {AmplitudePerChannel} and {AmplitudePerStep} do.");
        return level == 1 ? All.Single(control => control.kind == kind) : new(kind, string.Create(CultureInfo.InvariantCulture, $"{Name.Split(':')[0]}:{level:R}"), Sentence, level);
    }

    /// <summary>Reads the text form.</summary>
    /// <param name="text">A name of <see cref="All"/>, one of those of amplitude with a colon and another level, or <c>gain:</c> with a positive number.</param>
    /// <exception cref="InputException">There is no such control; the message lists those that exist.</exception>
    public static Control Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':', 2);
        if (parts is ["gain" or "rms-sample" or "rms-channel" or "rms-step", _])
            return !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !(number > 0) || double.IsInfinity(number)
                ? throw new InputException($"{text}: expected {parts[0]}: and a positive number, for instance {parts[0]}:6.")
                : parts[0] == "gain" ? Gain(number) : Parse(parts[0]).AtLevel(number);
        return All.FirstOrDefault(control => control.Name == text) ?? throw new InputException(
            $"there is no control '{text}'.{(EditDistance.Nearest(text, All.Select(static c => c.Name)) is { } near ? $" Did you mean {near}?" : "")} There are {string.Join(", ", All.Select(static c => c.Name))}, and gain:FACTOR.");
    }

    /// <summary>The sequences under this control, with their classes. Cost: one pass; for phases and bins steps squared per series.</summary>
    /// <param name="sequences">The encoding.</param>
    /// <param name="seed">The seed of what is random.</param>
    /// <exception cref="ArgumentException">A number would leave the range of single precision.</exception>
    public Sequences Apply(Sequences sequences, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (kind == ControlKind.None)
            return sequences;
        int time = sequences.Time, features = sequences.Features;
        SequenceFill fill = kind switch
        {
            ControlKind.AmplitudePerSample => (i, to) => Amplitudes.Sample(sequences.Sample(i), to, factor),
            ControlKind.AmplitudePerChannel => (i, to) => Amplitudes.Channels(sequences.Sample(i), to, features, factor),
            ControlKind.AmplitudePerStep => (i, to) => Amplitudes.Steps(sequences.Sample(i), to, features, factor),
            ControlKind.Gain => (i, to) => Amplitudes.Scale(sequences.Sample(i), to, factor),
            ControlKind.WithoutMean => (i, to) => SeriesMeans.Remove(sequences.Sample(i), to, features),
            ControlKind.SignAligned => (i, to) => SeriesMeans.Align(sequences.Sample(i), to, features),
            ControlKind.PhaseScrambled => new TimeOperator(time, features, seed, permutes: false).Fill(sequences),
            ControlKind.BinsPermuted => new TimeOperator(time, features, seed, permutes: true).Fill(sequences),
            ControlKind.TimeShuffled => StepOrder.Fill(sequences, StepOrder.Random(time, seed)),
            _ => StepOrder.Fill(sequences, StepOrder.Backward(time)),
        };
        Sequences changed = Sequences.Create(sequences.Batch, time, features, fill);
        return sequences.Labels.IsEmpty ? changed : changed.WithLabels(sequences.Labels);
    }

    /// <summary>The text form.</summary>
    public override string ToString() => Name;

    /// <inheritdoc/>
    public bool Equals(Control? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Control);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
