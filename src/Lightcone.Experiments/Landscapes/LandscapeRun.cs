using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Experiments.Landscapes;

/// <summary>One training of the first experiment under way.</summary>
internal sealed class LandscapeRun
{
    private readonly LandscapeTraining settings;
    private readonly RunContext context;
    private readonly LandscapeData data;

    public LandscapeRun(LandscapeTraining settings, RunContext context) => (this.settings, this.context, data) = (settings, context, new LandscapeData(settings));

    public RunResult Result()
    {
        Encoded encoded = data.Encode(settings.Train, settings.Control);
        if (encoded.Sequences is not { } sequences)
            return new LandscapeMeasures(settings).Unencoded(EpochWatch.Line("problem", encoded.Problem!));
        TrainingResult result = Fit(data.Train(sequences), data.Validation(sequences));
        context.Cancellation.ThrowIfCancellationRequested();
        LandscapeMeasures measures = new(settings);
        measures.Own(result.Network, data.Test(sequences));
        List<string> events = [.. result.Epochs.Select(EpochWatch.Line), .. result.Warnings.Select(static warning => EpochWatch.Line("warning", warning))];
        measures.Tests(result.Network, data, events, context.Cancellation);
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
        Network network = Network.Create(ModelKind.Network(settings, training.Features, data.Classes), settings.Seed);
        return options.Fit(network, Examples.Classify(training), Examples.Classify(judged), watch, watch.Token);
    }

    private static double MajorityShare(ReadOnlySpan<int> labels)
    {
        Dictionary<int, int> counts = [];
        foreach (int label in labels)
            counts[label] = counts.GetValueOrDefault(label) + 1;
        return (double)counts.Values.Max() / labels.Length;
    }
}
