using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Data;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Experiments.Landscapes;

/// <summary>The digits or streams of the first experiment, split, encoded and as a network sees them.</summary>
internal sealed class LandscapeData
{
    private static readonly Lazy<Samples> Digits = new(static () => Samples.Digits().Standardized());
    // As digits are: the same streams for every seed of a training, which splits them.
    private const ulong StreamSeed = 1;
    private readonly LandscapeTraining settings;
    private readonly Samples samples;
    private readonly int[] order;
    private readonly int train;
    private readonly int validation;

    public LandscapeData(LandscapeTraining settings)
    {
        this.settings = settings;
        samples = settings.Input == LandscapeInput.Streams ? GeneratedStreams.Chirps(settings.Samples, StreamSeed) : settings.Samples == Digits.Value.Count ? Digits.Value : Samples.Digits().Select([.. Enumerable.Range(0, settings.Samples)]).Standardized();
        order = Samples.Order(samples.Count, settings.Seed);
        (train, validation) = (samples.Count * 7 / 10, samples.Count * 3 / 20);
    }

    public int Classes => samples.Classes;

    public Sequences Train(Sequences all) => Part(all, order.AsSpan(0, train));

    public Sequences Validation(Sequences all) => Part(all, order.AsSpan(train, validation));

    public Sequences Test(Sequences all) => Part(all, order.AsSpan(train + validation));

    /// <summary>All samples under an encoding and a control, from the cache or into it.</summary>
    public Encoded Encode(EncodingSpec encoding, Control control) => EncodingCache.Shared.Get(
        FormattableString.Invariant($"{settings.Input} {samples.Count}; {encoding}; {control}; {(control.Equals(Control.None) ? 0 : settings.ControlSeed)}"),
        () =>
        {
            Encoded raw = settings.Input == LandscapeInput.Streams ? DrivenBank.Encode(encoding, samples) : encoding.Encode(samples);
            return raw.Sequences is { } sequences ? raw with { Sequences = control.Apply(sequences, settings.ControlSeed) } : raw;
        });

    private Sequences Part(Sequences sequences, ReadOnlySpan<int> part) => ModelKind.View(settings.Model, sequences.Select(part), settings.Beta);
}
