using System.Globalization;
using System.Numerics;
using Lightcone.Formats;
using Lightcone.Foundation;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;

namespace Lightcone.Learning;

/// <summary>One fit: attempts from fresh weights, on buffers allocated once, until one is exact with the target margin.</summary>
internal sealed class FittingRun
{
    // Larger domains are checked in pieces of this size.
    private const int CheckCapacity = 4096;

    private readonly ChaosTraining options;
    private readonly ExampleSet examples;
    private readonly Activation activation;
    private readonly int hidden;
    private readonly bool full;
    private readonly LaneBatch check;
    private readonly LaneBatch? batch;
    private readonly LanePerceptron network;
    private readonly AdamOptimizer optimizer;
    private readonly InitialWeights initial;
    private readonly double[] best;
    // What folding the code's scale into the weights may cost by rounding.
    private readonly double target;
    private readonly IProgress<FittingProgress>? progress;
    private double bestMargin;
    private int bestWrong;
    private int bestAttempt;
    private int bestSteps;

    public FittingRun(ChaosTraining options, ExampleSet examples, Activation activation, int hidden, IProgress<FittingProgress>? progress = null)
    {
        this.options = options;
        this.progress = progress;
        this.examples = examples;
        this.activation = activation;
        this.hidden = hidden;
        full = examples.Count <= options.FullBatchLimit;
        target = options.TargetMargin + 1e-9;
        int inputs = examples.Encoder.Inputs;
        check = new LaneBatch(Math.Min(examples.Count, full ? int.MaxValue : CheckCapacity), inputs);
        batch = full ? null : new LaneBatch(options.Batch, inputs);
        network = new LanePerceptron(inputs, hidden, examples.Signature.Output.Size, activation, Math.Max(check.Blocks, batch?.Blocks ?? 0));
        optimizer = new AdamOptimizer(network.Parameters.Length, options.LearningRate, options.FinalLearningRate, options.MaxSteps);
        initial = new InitialWeights(options.Initialization, examples, hidden);
        best = new double[network.Count];
        bestWrong = int.MaxValue;
        bestMargin = double.NegativeInfinity;
        if (examples.Count <= check.Capacity)
            examples.LoadRange(check, 0);
    }

    public int Parameters => network.Count;

    /// <summary>All attempts up to the limit, or to the first that succeeds.</summary>
    public NeuralRule Fit(CancellationToken cancellation)
    {
        for (int attempt = 0; attempt <= options.Restarts; attempt++)
            if (Attempt(attempt, cancellation))
                break;
        return Result();
    }

    /// <summary>Trains from the fresh weights of stream <paramref name="attempt"/> and keeps the outcome when it is the best so far.</summary>
    /// <returns>Whether the target was met.</returns>
    public bool Attempt(int attempt, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        RandomStream stream = new(options.Seed, "weights", (ulong)attempt);
        initial.Draw(stream, network.Parameters);
        optimizer.Reset();
        (double margin, int wrong, int steps) = full ? OnAll(attempt, cancellation) : OnRandomBatches(attempt, stream.Split("batches"), cancellation);
        if (wrong < bestWrong || (wrong == bestWrong && margin > bestMargin))
        {
            (bestWrong, bestMargin, bestAttempt, bestSteps) = (wrong, margin, attempt, steps);
            network.Parameters.AsSpan(0, network.Count).CopyTo(best);
        }

        return margin >= target;
    }

    /// <summary>Whether this run's best is better than another's: fewer wrong, then a larger margin.</summary>
    public bool Beats(FittingRun? other) => other is null || bestWrong < other.bestWrong || (bestWrong == other.bestWrong && bestMargin > other.bestMargin);

    /// <summary>The best network so far, its margin measured in the arithmetic that it will run in.</summary>
    public NeuralRule Result()
    {
        NeuralRule unchecked_ = Network(best, bestAttempt, bestSteps);
        (_, double margin, int wrong) = Measure(unchecked_);
        return new(examples.Signature, examples.Codes, activation, hidden, unchecked_.Weights.ToArray(), unchecked_.Training with { Exact = wrong == 0, Margin = margin });
    }

    private NeuralRule Network(ReadOnlySpan<double> parameters, int attempt, int steps)
    {
        double[] weights = [.. parameters];
        double[] scales = examples.Encoder.Scales;
        for (int i = 0; i < hidden * scales.Length; i++)
            weights[i] /= scales[i % scales.Length];
        TrainingRecord record = new()
        {
            Seed = options.Seed,
            Restarts = attempt,
            Steps = steps,
            Exact = false,
            Margin = 0,
            Seen = examples.Seen,
            Unseen = examples.Unseen(),
            DomainSize = examples.Signature.DomainSize,
            Recipe = Recipe(),
        };
        return new(examples.Signature, examples.Codes, activation, hidden, weights, record);
    }

    // Eight times for each doubling: an attempt of a thousand steps is told in some seventy pieces.
    private void Tell(int attempt, int step, int look, bool isLast, CancellationToken cancellation)
    {
        if (progress is null || !(isLast || look < 16 || look % ((int)BitOperations.RoundUpToPowerOf2((uint)look + 1) / 16) == 0))
            return;
        cancellation.ThrowIfCancellationRequested();
        NeuralRule now = Network(network.Parameters.AsSpan(0, network.Count), attempt, step);
        (double loss, double margin, int wrong) = Measure(now);
        progress.Report(new(attempt, step, loss, margin, wrong, now));
    }

    private (double Margin, int Wrong, int Steps) OnAll(int attempt, CancellationToken cancellation)
    {
        for (int step = 0; ; step++)
        {
            double margin = network.Forward(check);
            Tell(attempt, step, step, margin >= target || step == options.MaxSteps, cancellation);
            if (margin >= target || step == options.MaxSteps)
                return (margin, network.Wrong, step);
            network.Backward(check);
            optimizer.Step(network.Parameters, network.Gradient);
        }
    }

    private (double Margin, int Wrong, int Steps) OnRandomBatches(int attempt, RandomStream stream, CancellationToken cancellation)
    {
        for (int step = 0; ; step++)
        {
            bool last = step == options.MaxSteps;
            if (last || step % options.CheckInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                (double margin, int wrong) = CheckAll(untilWrong: !last);
                Tell(attempt, step, step / options.CheckInterval, last || margin >= target, cancellation);
                if (margin >= target || last)
                    return (margin, wrong, step);
            }

            for (int slot = 0; slot < batch!.Capacity; slot++)
                examples.Load(batch, slot, slot < options.Batch ? stream.NextInt32(examples.Count) : 0, slot < options.Batch ? 1.0 / options.Batch : 0);
            network.Forward(batch);
            network.Backward(batch);
            optimizer.Step(network.Parameters, network.Gradient);
        }
    }

    private (double Margin, int Wrong) CheckAll(bool untilWrong)
    {
        if (examples.Count <= check.Capacity)
            return (network.Forward(check), network.Wrong);
        double least = double.PositiveInfinity;
        int wrong = 0;
        for (int first = 0; first < examples.Count; first += check.Capacity)
        {
            examples.LoadRange(check, first);
            least = Math.Min(least, network.Forward(check));
            wrong += network.Wrong;
            if (untilWrong && least < target)
                break;
        }

        return (least, wrong);
    }

    private (double Loss, double Margin, int Wrong) Measure(NeuralRule rule)
    {
        double[] logits = new double[rule.Logits];
        double[] scratch = new double[rule.ScratchLength];
        byte[] symbols = new byte[examples.Signature.Positions];
        double least = double.PositiveInfinity;
        double loss = 0;
        int wrong = 0;
        for (int row = 0; row < examples.Count; row++)
        {
            examples.Signature.Unpack(examples.IndexAt(row), symbols);
            rule.Evaluate(symbols, logits, scratch);
            least = Math.Min(least, rule.Gap(logits, examples.ResultAt(row)));
            wrong += rule.Winner(logits) == examples.ResultAt(row) ? 0 : 1;
            loss += progress is null ? 0 : Loss(logits, examples.ResultAt(row));
        }

        return (loss / examples.Count, least, wrong);
    }

    // Of a single logit the other one is 0.
    private double Loss(ReadOnlySpan<double> logits, byte expected)
    {
        double largest = examples.IsBinary ? Math.Max(0, logits[0]) : 0, sum = 0;
        if (examples.IsBinary)
            return largest + PortableMath.Log(PortableMath.Exp(-largest) + PortableMath.Exp(logits[0] - largest)) - (expected * logits[0]);
        foreach (double logit in logits)
            largest = Math.Max(largest, logit);
        foreach (double logit in logits)
            sum += PortableMath.Exp(logit - largest);
        return largest + PortableMath.Log(sum) - logits[expected];
    }

    private string Recipe()
    {
        string batches = full ? "all neighborhoods at every step" : $"batches of {options.Batch} random neighborhoods, all checked every {options.CheckInterval} steps";
        string codes = string.Join(' ', examples.Codes.Distinct());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{batches}; cross-entropy; Adam {options.LearningRate}, cosine to {options.FinalLearningRate * 100} %, at most {options.MaxSteps} steps; "
            + $"{activation}; {codes} code; {options.Initialization}; until margin {options.TargetMargin}");
    }
}
