using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks;
using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Experiments.Analyses;

/// <summary>
/// A training of the first experiment whose encoding changes between epochs: from one damping to another, or any other list of encodings. An open question of arXiv 2512.23916; its control is the same number
/// of epochs at each single encoding of the list, and at the fixed damping of the same mean (<see cref="Single"/>).
/// </summary>
/// <remarks>Numbers, arrays and events are those of <see cref="LandscapeTraining"/>; <c>in-distribution</c> is measured under the last stage's encoding. No early stopping: all stages are run.</remarks>
public sealed record ScheduleTraining : RunSpec
{
    private static readonly RunKind TheKind = new("schedule-training", 1, AnalysisJson.Default.ScheduleTraining);

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => TheKind;

    /// <summary>The encodings of the training, one stage each. Default damping 5, 2, 0 and -0.3: from strong to none.</summary>
    public ImmutableArray<EncodingSpec> Stages { get; init; } = [.. new[] { 5, 2, 0, -0.3 }.Select(EncodingSpec.Mixed)];

    /// <summary>Epochs of each stage. Default 15.</summary>
    public int EpochsPerStage { get; init; } = 15;

    /// <summary>Everything else: network, leak, control, tests, learning rate, seed. Its encoding, epochs and patience are not used; to keep the best weights or to let patience begin above chance is refused.</summary>
    public LandscapeTraining Settings { get; init; } = new();

    /// <summary>The control: all epochs under one encoding.</summary>
    /// <param name="encoding">The encoding.</param>
    public ScheduleTraining Single(EncodingSpec encoding) => this with { Stages = [encoding], EpochsPerStage = EpochsPerStage * Stages.Length };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no stage or no epoch, or a setting is out of its range or does nothing here.</exception>
    /// <exception cref="Lightcone.Foundation.Input.InputException">An encoding of the training leaves the number range.</exception>
    public override RunResult Compute(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Stages.IsDefaultOrEmpty || EpochsPerStage < 1)
            throw new ArgumentException("there must be at least one stage of at least one epoch.", nameof(context));
        if (Settings.KeepBest)
            throw new ArgumentException("a schedule keeps its last weights: the best validation accuracy may be that of another stage's encoding.", nameof(context));
        if (Settings.PatienceAboveChance)
            throw new ArgumentException("a schedule runs all of its stages: there is no patience that could begin above chance.", nameof(context));
        LandscapeTraining settings = Settings with { Train = Stages[^1] };
        settings.Check();
        LandscapeData data = new(settings);
        Sequences[] stages = [.. Stages.Select(stage => data.Encode(stage, settings.Control) is { Sequences: { } found } ? found : throw new Lightcone.Foundation.Input.InputException($"{stage} leaves the number range."))];
        Sequences first = data.Train(stages[0]);
        TrainingSession session = new(Network.Create(ModelKind.Network(settings, first.Features, data.Classes), settings.Seed), new Adam { LearningRate = settings.LearningRate });
        List<string> events = [];
        for (int epoch = 1; epoch <= EpochsPerStage * stages.Length; epoch++)
        {
            Sequences all = stages[(epoch - 1) / EpochsPerStage];
            events.Add(EpochWatch.Line(Epoch(session, settings, data.Train(all), data.Validation(all), epoch, context.Cancellation)));
            context.Progress?.Report((double)epoch / (EpochsPerStage * stages.Length));
        }

        Network network = session.Snapshot();
        LandscapeMeasures measures = new(settings);
        measures.Own(network, data.Test(stages[^1]));
        measures.Tests(network, data, events, context.Cancellation);
        events.Add(EpochWatch.Line("parameters", network.Parameters.Hash()));
        return measures.Result(EpochsPerStage * stages.Length, [.. events]);
    }

    /// <inheritdoc/>
    public bool Equals(ScheduleTraining? other) => other is not null && Hash == other.Hash;

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    private static EpochReport Epoch(TrainingSession session, LandscapeTraining settings, Sequences train, Sequences validation, int epoch, CancellationToken cancellation)
    {
        int[] order = [.. Enumerable.Range(0, train.Batch)];
        new RandomStream(settings.Seed, "order", (ulong)epoch).Shuffle<int>(order);
        double loss = 0, spikes = 0;
        int correct = 0, judged = 0;
        for (int at = 0; at < order.Length; at += settings.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            BatchOutcome outcome = session.Step(Examples.Classify(train.Select(order.AsSpan(at, Math.Min(settings.BatchSize, order.Length - at)))));
            loss += outcome.Loss * outcome.Samples;
            correct += outcome.Correct;
            spikes += outcome.Spikes.Sum(static n => Math.Max(0L, n));
        }

        Response response = session.Run(validation);
        for (int i = 0; i < validation.Batch; i++)
            judged += response.Argmax(i) == validation.Labels[i] ? 1 : 0;
        return new EpochReport(epoch, loss / order.Length, (double)correct / order.Length, (double)judged / validation.Batch, spikes / order.Length);
    }
}
