using System.Collections.Immutable;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Parameters;

namespace Lightcone.Experiments.Analyses;

/// <summary>One training of a Gaussian over weights under way.</summary>
internal sealed class BoundRun
{
    private const int Draws = 5;
    private const double Confidence = 0.05;
    private const double LearningRate = 1e-3;
    private static readonly Architecture Shape = Architecture.Spiking(new Leaky(), 192, 64, 10);
    private readonly BoundTraining settings;
    private readonly RunContext context;
    private readonly Sequences train;
    private readonly Sequences test;
    private readonly GaussianTensor[] tensors;
    private readonly Network blank;
    private readonly double priorLogVariance;

    public BoundRun(BoundTraining settings, RunContext context)
    {
        (this.settings, this.context) = (settings, context);
        Samples digits = Samples.Digits();
        if (settings.Samples < digits.Count)
            digits = digits.Select([.. Enumerable.Range(0, settings.Samples)]);
        EncodingSpec encoding = EncodingSpec.Mixed(settings.Damping);
        Encoded encoded = EncodingCache.Shared.Get(FormattableString.Invariant($"plain digits {digits.Count}; {encoding}"), () => encoding.Encode(digits));
        Sequences all = encoded.Sequences ?? throw new InputException(encoded.Problem!);
        int[] order = Samples.Order(digits.Count, settings.Seed);
        int count = digits.Count * 7 / 10;
        (train, test) = (all.Select(order.AsSpan(0, count)), all.Select(order.AsSpan(count)));
        priorLogVariance = settings.PriorFollowsDamping ? Math.Clamp(-2 * settings.Damping * encoding.Duration, -settings.Clip, settings.Clip) : settings.PriorLogVariance;
        Network fresh = Network.Create(Shape, settings.Seed);
        // Without bias: they are zero and stay so.
        blank = fresh.With(fresh.Parameters.With("0.bias", new float[64]).With("2.bias", new float[10]));
        tensors = [new("0.weight", 64 * 192, settings.Seed, LearningRate), new("2.weight", 10 * 64, settings.Seed, LearningRate)];
    }

    public RunResult Result()
    {
        List<string> events = [];
        for (int epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            (int number, double loss) = (epoch, Epoch(epoch));
            events.Add(JsonText.WriteLine(writer =>
            {
                writer.WriteNumber("epoch", number);
                writer.WriteNumber("loss", loss);
                writer.WriteNumber("divergence", Distance());
            }));
            context.Progress?.Report((double)epoch / settings.Epochs);
        }

        double distance = Distance(), complexity = Complexity(distance, train.Batch);
        ((double trainError, double trainGibbs), (double testError, double testGibbs)) = (Errors(train), Errors(test));
        return new RunResult
        {
            Numbers = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["error-train"] = trainError,
                ["error-test"] = testError,
                ["gibbs-train"] = trainGibbs,
                ["gibbs-test"] = testGibbs,
                ["divergence"] = distance,
                ["complexity"] = complexity,
                ["bound"] = trainGibbs + complexity,
                ["gap"] = testError - trainError,
                ["prior-log-variance"] = priorLogVariance,
            }.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Events = [.. events],
        };
    }

    /// <summary>What McAllester's bound adds to the mean error of single draws, for so many samples.</summary>
    internal static double Complexity(double divergence, double samples) =>
        Math.Sqrt((divergence + PortableMath.Log(2 * Math.Sqrt(samples) / Confidence)) / (2 * (samples - 1)));

    private double Epoch(int epoch)
    {
        int[] order = [.. Enumerable.Range(0, train.Batch)];
        new RandomStream(settings.Seed, "order", (ulong)epoch).Shuffle<int>(order);
        RandomStream draws = new(settings.Seed, "draws", (ulong)epoch);
        double loss = 0, push = settings.Weight / train.Batch;
        for (int first = 0; first < order.Length; first += settings.BatchSize)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(settings.BatchSize, order.Length - first);
            Sequences batch = train.Select(order.AsSpan(first, count));
            Gradient gradient = Draw(draws).Differentiate(batch, new CrossEntropy(batch.Labels));
            foreach (GaussianTensor tensor in tensors)
                tensor.Learn(gradient.Parameters[tensor.Name].Values, push, priorLogVariance);
            loss += gradient.Loss * count;
        }

        return loss / order.Length;
    }

    private Network Draw(RandomStream stream)
    {
        ParameterSet parameters = blank.Parameters;
        foreach (GaussianTensor tensor in tensors)
            parameters = parameters.With(tensor.Name, tensor.Draw(stream));
        return blank.With(parameters);
    }

    private double Distance() => tensors.Sum(tensor => tensor.Divergence(priorLogVariance));

    // Of the class of the largest mean output over the draws, and the mean over the draws of the error of each alone.
    private (double Mean, double Gibbs) Errors(Sequences sequences)
    {
        RandomStream stream = new(settings.Seed, "answers");
        double[] sums = new double[sequences.Batch * Shape.Outputs];
        int wrong = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            double[] outputs = [.. Draw(stream).Run(sequences).Outputs];
            wrong += Wrong(outputs, sequences.Labels);
            for (int i = 0; i < sums.Length; i++)
                sums[i] += outputs[i];
        }

        return ((double)Wrong(sums, sequences.Labels) / sequences.Batch, (double)wrong / (Draws * sequences.Batch));
    }

    private static int Wrong(double[] outputs, ReadOnlySpan<int> labels)
    {
        int wrong = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<double> row = outputs.AsSpan(i * Shape.Outputs, Shape.Outputs);
            int best = 0;
            for (int c = 1; c < row.Length; c++)
                best = row[c] > row[best] ? c : best;
            wrong += best == labels[i] ? 0 : 1;
        }

        return wrong;
    }
}
