using System.Collections.Immutable;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Experiments.Landscapes;

/// <summary>One training of the first experiment under way.</summary>
internal sealed class LandscapeRun
{
    private static readonly Lazy<Samples> Digits = new(static () => Samples.Digits().Standardized());
    private readonly LandscapeTraining settings;
    private readonly RunContext context;
    private readonly Samples samples;
    private readonly int[] order;
    private readonly int train;
    private readonly int validation;

    public LandscapeRun(LandscapeTraining settings, RunContext context)
    {
        (this.settings, this.context) = (settings, context);
        samples = settings.Samples == Digits.Value.Count ? Digits.Value : Samples.Digits().Select([.. Enumerable.Range(0, settings.Samples)]).Standardized();
        order = Samples.Order(samples.Count, settings.Seed);
        (train, validation) = (samples.Count * 7 / 10, samples.Count * 3 / 20);
    }

    public RunResult Result()
    {
        Encoded encoded = Encode(settings.Train, settings.Control);
        if (encoded.Sequences is not { } sequences)
            return new LandscapeMeasures(settings).Unencoded(EpochWatch.Line("problem", encoded.Problem!));
        Sequences training = Part(sequences, order.AsSpan(0, train)), judged = Part(sequences, order.AsSpan(train, validation));
        TrainingResult result = Fit(training, judged);
        context.Cancellation.ThrowIfCancellationRequested();
        LandscapeMeasures measures = new(settings);
        measures.Own(result.Network, Part(sequences, order.AsSpan(train + validation)));
        List<string> events = [.. result.Epochs.Select(EpochWatch.Line), .. result.Warnings.Select(static warning => EpochWatch.Line("warning", warning))];
        foreach (EncodingSpec test in settings.Tests)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Encoded other = Encode(test, settings.ControlledTests ? settings.Control : Control.None);
            if (other.Sequences is { } found)
                measures.Test(result.Network, Part(found, order.AsSpan(train + validation)));
            else
            {
                measures.Failed();
                events.Add(EpochWatch.Line("problem", other.Problem!));
            }
        }

        events.Add(EpochWatch.Line("outcome", result.Outcome is TrainingOutcome.Canceled ? nameof(TrainingOutcome.StoppedEarly) : result.Outcome.ToString()));
        events.Add(EpochWatch.Line("parameters", result.Network.Parameters.Hash()));
        return measures.Result(result.Epochs.Length, [.. events]);
    }

    private TrainingResult Fit(Sequences training, Sequences judged)
    {
        using EpochWatch watch = new(context, settings.Epochs, settings.PatienceAboveChance ? settings.Patience : null, MajorityShare(judged.Labels));
        Training options = new()
        {
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            LearningRate = settings.LearningRate,
            Patience = settings.PatienceAboveChance ? null : settings.Patience,
            KeepBest = settings.KeepBest,
            Seed = settings.Seed,
        };
        Network network = Network.Create(ModelKind.Network(settings, training.Features, samples.Classes), settings.Seed);
        return options.Fit(network, Examples.Classify(training), Examples.Classify(judged), watch, watch.Token);
    }

    private Encoded Encode(EncodingSpec encoding, Control control) => EncodingCache.Shared.Get(
        FormattableString.Invariant($"digits {samples.Count}; {encoding}; {control}; {(control.Equals(Control.None) ? 0 : settings.ControlSeed)}"),
        () =>
        {
            Encoded raw = encoding.Encode(samples);
            return raw.Sequences is { } sequences ? raw with { Sequences = control.Apply(sequences, settings.ControlSeed) } : raw;
        });

    private Sequences Part(Sequences sequences, ReadOnlySpan<int> part) => ModelKind.View(settings.Model, sequences.Select(part), settings.Beta);

    private static double MajorityShare(ReadOnlySpan<int> labels)
    {
        Dictionary<int, int> counts = [];
        foreach (int label in labels)
            counts[label] = counts.GetValueOrDefault(label) + 1;
        return (double)counts.Values.Max() / labels.Length;
    }
}
