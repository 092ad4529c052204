using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Data;
using Lightcone.Flows;
using Lightcone.Flows.Encoders;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using StringBuilder = System.Text.StringBuilder;

namespace Lightcone.Experiments.Landscapes;

/// <summary>How samples become sequences in the first experiment, as a value with a text form: a flow with parameters or one of the smoothing controls, with start pattern, duration and steps.</summary>
/// <remarks>
/// Text form: <c>mixed:delta=2</c>, <c>lorenz:rho=28</c> or any flow of <see cref="FlowCatalog"/>; <c>ramp:from=5,to=-1</c>, the mixed oscillator whose damping changes evenly over the sequence;
/// <c>decay:delta=2</c> and <c>gaussian:seed=1</c>, the smoothing controls. Then, separated by spaces, what differs from the defaults: <c>start=1,0,0</c> (default 1, 0.2, -1 for a feature of 1),
/// <c>duration=8</c> (default 4 time units for mixed, ramp and decay, 2 for others), <c>steps=10</c> (default 30). Features are divided by the largest magnitude of their sample first.
/// The paper (arXiv 2512.23916) uses alpha = 2 and beta = 0.1 here, the defaults of the oscillator.
/// </remarks>
[JsonConverter(typeof(EncodingJson))]
public sealed class EncodingSpec : IEquatable<EncodingSpec>
{
    private const int UsualSteps = 30;
    private const double LargestSeed = 1L << 53;
    private static readonly ImmutableArray<double> UsualStart = [1, 0.2, -1];
    private readonly string text;
    private readonly Encoder encoder;

    private EncodingSpec(string text, string system, ImmutableArray<Parameter> parameters, IFlow? flow, Encoder encoder, ImmutableArray<double> start, double duration)
    {
        (this.text, System, Parameters, Flow, this.encoder) = (text, system, parameters, flow, encoder);
        (Start, Duration) = (start, duration);
    }

    /// <summary>The name of the flow or smoothing control.</summary>
    public string System { get; }

    /// <summary>The parameters that were given.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>The first parameter that was given, the usual axis of a landscape; NaN where none was.</summary>
    public double Value => Parameters.IsEmpty ? double.NaN : Parameters[0].Value;

    /// <summary>Steps of a sequence.</summary>
    public int Steps => encoder.Samples;

    /// <summary>The flow; null for a smoothing control.</summary>
    internal IFlow? Flow { get; }

    /// <summary>The start of a feature of 1, and the time from the first step to the last.</summary>
    internal ImmutableArray<double> Start { get; }

    /// <inheritdoc cref="Start"/>
    internal double Duration { get; }

    /// <summary>The mixed oscillator with a damping, the paper's encoding.</summary>
    /// <param name="delta">Damping; the paper uses -1.5 to 10.</param>
    public static EncodingSpec Mixed(double delta) => Parse(string.Create(CultureInfo.InvariantCulture, $"mixed:delta={delta:R}"));

    /// <summary>The twelve dampings of the paper's landscape, from -1.5 to 10.</summary>
    public static ImmutableArray<EncodingSpec> PaperGrid { get; } = [.. new[] { -1.5, -1, -0.3, 0, 0.3, 1, 1.5, 2, 2.5, 5, 7, 10 }.Select(Mixed)];

    /// <summary>Reads the text form.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="InputException">The text is none, says something twice, or sets what this encoding does not have.</exception>
    public static EncodingSpec Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] head = words[0].Split(':', 2);
        string system = head[0];
        ImmutableArray<double> start = UsualStart;
        double usualDuration = system is "mixed" or "ramp" or "decay" ? 4 : 2, duration = usualDuration;
        int steps = UsualSteps;
        HashSet<string> given = new(StringComparer.Ordinal);
        foreach (string word in words[1..])
        {
            string[] pair = word.Split('=', 2);
            if (!given.Add(pair[0]))
                throw new InputException($"the encoding '{text}': {pair[0]} is given twice.");
            double[] numbers = pair.Length == 2 ? [.. pair[1].Split(',').Select(static n => double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out double x) ? x : double.NaN)] : [];
            switch (pair[0])
            {
                case "start" when numbers.Length > 0 && Array.TrueForAll(numbers, double.IsFinite):
                    start = [.. numbers];
                    break;
                case "duration" when numbers is [> 0 and <= 1e5]:
                    duration = numbers[0];
                    break;
                case "steps" when numbers is [>= 2 and <= 100_000] && numbers[0] == Math.Floor(numbers[0]):
                    steps = (int)numbers[0];
                    break;
                default:
                    throw new InputException($"'{word}' of the encoding '{text}': expected start=NUMBER,NUMBER,NUMBER, duration=NUMBER (above 0) or steps=NUMBER (at least 2).");
            }
        }

        try
        {
            ImmutableArray<Parameter> parameters = head.Length == 2 ? FlowCatalog.ParseParameters(head[1].Split(',')) : [];
            if (Complaint(system, parameters, given) is { } complaint)
                throw new InputException($"the encoding '{text}': {complaint}");
            IFlow? flow = FlowOf(system, parameters, duration);
            System.Text.StringBuilder canonical = new(system);
            canonical.AppendJoin("", parameters.Select(static (p, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? ':' : ',')}{p.Name}={p.Value:R}")));
            if (!start.SequenceEqual(UsualStart))
                canonical.Append(" start=").AppendJoin(",", start.Select(static x => x.ToString("R", CultureInfo.InvariantCulture)));
            if (!duration.Equals(usualDuration))
                canonical.Append(CultureInfo.InvariantCulture, $" duration={duration:R}");
            if (steps != UsualSteps)
                canonical.Append(CultureInfo.InvariantCulture, $" steps={steps}");
            return new(canonical.ToString(), system, parameters, flow, EncoderOf(system, parameters, flow, start, duration, steps), start, duration);
        }
        catch (ArgumentException exception)
        {
            throw new InputException($"the encoding '{text}': {InputException.SentenceOf(exception)}");
        }
    }

    /// <summary>The text form, which <see cref="Parse"/> reads back.</summary>
    public override string ToString() => text;

    /// <inheritdoc/>
    public bool Equals(EncodingSpec? other) => other is not null && text == other.text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EncodingSpec);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The sequences of samples with their classes, or why there are none.</summary>
    internal Encoded Encode(Samples samples)
    {
        double[] values = Array.ConvertAll(samples.Values.ToArray(), static value => (double)value);
        if (Flow is null)
            for (int at = 0; at < values.Length; at += samples.Features)
            {
                Span<double> sample = values.AsSpan(at, samples.Features);
                double largest = 0;
                foreach (double v in sample)
                    largest = Math.Max(largest, Math.Abs(v));
                foreach (ref double v in sample)
                    v /= largest == 0 ? 1 : largest;
            }

        return encoder.TryEncodeBatch(values, samples.Count, out Sequences? sequences, out Interruption? interruption)
            ? new Encoded(sequences.WithLabels(samples.Labels), null)
            : new Encoded(null, $"{this}: {interruption}");
    }

    // What would be passed over in silence otherwise. The parameters of flows are checked by their catalog.
    private static string? Complaint(string system, ImmutableArray<Parameter> parameters, HashSet<string> given)
    {
        if (parameters.GroupBy(static p => p.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { Key: var name })
            return $"{name} is given twice.";
        string[]? known = system switch
        {
            "ramp" => ["from", "to"],
            "decay" => ["delta"],
            "gaussian" => ["seed"],
            _ => null,
        };
        if (known is not null && parameters.Select(static p => p.Name).Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            return $"{system} has no parameter '{unknown}'. It has {string.Join(", ", known)}.";
        if (system is "decay" or "gaussian" && given.Contains("start"))
            return $"{system} has no start to choose.";
        if (system == "gaussian" && given.Contains("duration"))
            return "gaussian smooths over steps and has no duration to choose.";
        double seed = Number(parameters, "seed", 1);
        return system != "gaussian" || (seed is >= 0 and <= LargestSeed && seed == Math.Floor(seed)) ? null : string.Create(CultureInfo.InvariantCulture, $"the seed must be a whole number from 0 to {LargestSeed:F0}, not {seed:R}.");
    }

    private static IFlow? FlowOf(string system, ImmutableArray<Parameter> parameters, double duration) => system switch
    {
        "decay" or "gaussian" => null,
        "ramp" => new RampedOscillator(Number(parameters, "from", 2), Number(parameters, "to", 2), duration),
        _ => FlowCatalog.Flow(system, [.. parameters.Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={p.Value:R}"))]),
    };

    private static Encoder EncoderOf(string system, ImmutableArray<Parameter> parameters, IFlow? flow, ImmutableArray<double> start, double duration, int steps) => flow switch
    {
        MixedOscillator mixed => new TrajectoryEncoder<MixedOscillator>(mixed, steps, duration) { Start = start, Scaling = InputScaling.SampleMaximum },
        RampedOscillator ramped => new TrajectoryEncoder<RampedOscillator>(ramped, steps, duration) { Start = start, Scaling = InputScaling.SampleMaximum },
        not null => new TrajectoryEncoder<IFlow>(flow, steps, duration) { Start = start, Scaling = InputScaling.SampleMaximum },
        null when system == "decay" => new ExponentialDecayEncoder(Number(parameters, "delta", 2), steps, duration),
        null => new GaussianSmoothingEncoder((ulong)Number(parameters, "seed", 1), steps),
    };

    private static double Number(ImmutableArray<Parameter> parameters, string name, double usual) =>
        parameters.Where(p => p.Name == name).Select(static p => p.Value).DefaultIfEmpty(usual).Single();
}
