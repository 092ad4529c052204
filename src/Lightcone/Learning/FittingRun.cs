using System.Globalization;
using Lightcone.Formats;
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
    private double bestMargin;
    private int bestWrong;
    private int bestAttempt;
    private int bestSteps;

    public FittingRun(ChaosTraining options, ExampleSet examples, Activation activation, int hidden)
    {
        this.options = options;
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
        (double margin, int wrong, int steps) = full ? OnAll() : OnRandomBatches(stream.Split("batches"), cancellation);
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
        double[] weights = [.. best];
        double[] scales = examples.Encoder.Scales;
        for (int i = 0; i < hidden * scales.Length; i++)
            weights[i] /= scales[i % scales.Length];
        TrainingRecord record = new()
        {
            Seed = options.Seed,
            Restarts = bestAttempt,
            Steps = bestSteps,
            Exact = false,
            Margin = 0,
            Seen = examples.Seen,
            Unseen = examples.Unseen(),
            DomainSize = examples.Signature.DomainSize,
            Recipe = Recipe(),
        };
        NeuralRule unchecked_ = new(examples.Signature, examples.Codes, activation, hidden, weights, record);
        (double margin, bool exact) = Measure(unchecked_);
        return new(examples.Signature, examples.Codes, activation, hidden, weights, record with { Exact = exact, Margin = margin });
    }

    private (double Margin, int Wrong, int Steps) OnAll()
    {
        for (int step = 0; ; step++)
        {
            double margin = network.Forward(check);
            if (margin >= target || step == options.MaxSteps)
                return (margin, network.Wrong, step);
            network.Backward(check);
            optimizer.Step(network.Parameters, network.Gradient);
        }
    }

    private (double Margin, int Wrong, int Steps) OnRandomBatches(RandomStream stream, CancellationToken cancellation)
    {
        for (int step = 0; ; step++)
        {
            bool last = step == options.MaxSteps;
            if (last || step % options.CheckInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                (double margin, int wrong) = CheckAll(untilWrong: !last);
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

    private (double Margin, bool Exact) Measure(NeuralRule rule)
    {
        double[] logits = new double[rule.Logits];
        double[] scratch = new double[rule.ScratchLength];
        byte[] symbols = new byte[examples.Signature.Positions];
        double least = double.PositiveInfinity;
        bool exact = true;
        for (int row = 0; row < examples.Count; row++)
        {
            examples.Signature.Unpack(examples.IndexAt(row), symbols);
            rule.Evaluate(symbols, logits, scratch);
            least = Math.Min(least, rule.Gap(logits, examples.ResultAt(row)));
            exact &= rule.Winner(logits) == examples.ResultAt(row);
        }

        return (least, exact);
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
