using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Running;

namespace Lightcone.Networks.Learning;

/// <summary>One training under way.</summary>
internal sealed class TrainingRun
{
    private readonly Training options;
    private readonly Examples train;
    private readonly Examples? validation;
    private readonly IProgress<EpochReport>? progress;
    private readonly TrainingSession session;
    private readonly DeadNeuronMonitor monitor;
    private readonly CheckpointFile? checkpoint;
    private readonly List<EpochReport> epochs = [];
    private double bestAccuracy = double.NegativeInfinity;
    private int bestEpoch;
    private Network best;
    private Network last;

    public TrainingRun(Training options, Network network, Examples train, Examples? validation, IProgress<EpochReport>? progress)
    {
        this.options = options;
        this.train = train;
        this.validation = validation;
        this.progress = progress;
        best = last = network;
        session = new TrainingSession(network, options.Optimizer);
        monitor = new DeadNeuronMonitor(network.Architecture);
        if (options.Checkpoint is string path)
            checkpoint = new CheckpointFile(path, CheckpointFile.Identify(options, network, train, validation), network.Architecture);
    }

    /// <summary>The order of the samples in an epoch: a fresh permutation each time, known without having run the epochs before.</summary>
    internal static int[] Order(Examples train, ulong seed, int epoch)
    {
        int[] order = train.All();
        new RandomStream(seed, "order", (ulong)epoch).Shuffle<int>(order);
        return order;
    }

    public TrainingResult Run(CancellationToken cancellation)
    {
        if (checkpoint?.Load(session) is CheckpointFile.Progress found)
        {
            epochs.AddRange(found.Epochs);
            (bestAccuracy, bestEpoch) = (found.BestAccuracy, found.BestEpoch);
            last = session.Snapshot();
            best = found.Best is null ? last : last.With(found.Best);
            monitor.Restore(found.Warnings);
        }

        TrainingOutcome outcome = Train(cancellation);
        bool isBest = options.KeepBest && bestEpoch > 0;
        return new TrainingResult(isBest ? best : last, [.. epochs], outcome, monitor.Warnings) { KeptEpoch = isBest ? bestEpoch : epochs.LastOrDefault()?.Epoch };
    }

    private TrainingOutcome Train(CancellationToken cancellation)
    {
        while (epochs.Count < options.Epochs)
        {
            if (IsExhausted())
                return TrainingOutcome.StoppedEarly;
            EpochReport? report = Epoch(epochs.Count + 1, cancellation);
            if (report is null)
                return cancellation.IsCancellationRequested ? TrainingOutcome.Canceled : TrainingOutcome.Diverged;
            epochs.Add(report);
            last = session.Snapshot();
            if (report.ValidationAccuracy > bestAccuracy)
                (bestAccuracy, bestEpoch, best) = (report.ValidationAccuracy.Value, report.Epoch, last);
            checkpoint?.Save(session, epochs, bestAccuracy, bestEpoch, options.KeepBest ? best : null, monitor.Warnings);
            progress?.Report(report);
        }

        return IsExhausted() ? TrainingOutcome.StoppedEarly : TrainingOutcome.Completed;
    }

    private bool IsExhausted() => options.Patience is int patience && epochs.Count - bestEpoch >= patience;

    // Null when canceled or diverged: the unfinished epoch leaves no trace.
    private EpochReport? Epoch(int number, CancellationToken cancellation)
    {
        int[] order = Order(train, options.Seed, number);
        double loss = 0;
        long correct = 0, spikes = 0, targets = 0, correctSteps = 0;
        for (int first = 0; first < order.Length; first += options.BatchSize)
        {
            if (cancellation.IsCancellationRequested)
                return null;
            int count = Math.Min(options.BatchSize, order.Length - first);
            BatchOutcome outcome = session.Step(train, order.AsSpan(first, count), null, options.Threads);
            if (!double.IsFinite(outcome.Loss))
                return null;
            int counted = train.Objective.HasStepTargets ? outcome.Steps : count;
            loss += outcome.Loss * counted;
            targets += counted;
            correct += outcome.Correct;
            correctSteps += outcome.CorrectSteps;
            foreach (long s in outcome.Spikes)
                spikes += Math.Max(0, s);
            monitor.Watch(outcome, session.SequenceEngine, train.Inputs, order.AsSpan(first, count));
        }

        if (Sequences.FirstNotFinite(session.Packed.Span) >= 0)
            return null;

        Evaluation? judged = validation is null ? null : Evaluation.Of(session.Run(validation.Inputs, threads: options.Threads), validation.Objective);
        return new EpochReport(number, loss / targets, (double)correct / order.Length, judged?.Accuracy, (double)spikes / order.Length)
        {
            StepAccuracy = train.Objective.HasStepTargets ? (double)correctSteps / targets : null,
            ValidationStepAccuracy = judged?.StepAccuracy,
        };
    }
}
