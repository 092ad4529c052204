using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Layers;

namespace Lightcone.Experiments.Landscapes;

/// <summary>What the networks of the first experiment are made of, what they see of a sequence, and which of their layers are compared.</summary>
internal static class ModelKind
{
    private const int Hidden = 32;
    private const int Filters = 16;
    private const int Side = 8;

    public static Architecture Network(LandscapeTraining settings, int inputs, int classes)
    {
        float beta = (float)settings.Beta;
        int[] widths = [inputs, Hidden, Hidden, classes];
        return settings.Model switch
        {
            LandscapeModel.Spiking => Architecture.Spiking(Neuron(settings), widths),
            LandscapeModel.Convolutional => new Architecture(
                inputs, [new Convolution(Filters, Side, Side), Neuron(settings), new Linear(Hidden), Neuron(settings), new Linear(classes), Neuron(settings)], Readout.Count),
            LandscapeModel.LeakyPerceptron => new Architecture(
                inputs,
                [new Linear(Hidden), Leak(), new Relu(), new Linear(Hidden), Leak(), new Relu(), new Linear(classes), Leak()],
                Readout.Sum),
            LandscapeModel.Recurrent => new Architecture(inputs, [new TanhRecurrent(Hidden), new TanhRecurrent(Hidden), new Linear(classes)], Readout.Last),
            LandscapeModel.Lstm => new Architecture(inputs, [new Lstm(Hidden), new Lstm(Hidden), new Linear(classes)], Readout.Last),
            _ => Architecture.Perceptron(widths),
        };

        LeakyIntegrator Leak() => new() { Beta = beta, LearnBeta = settings.LearnBeta };
    }

    /// <summary>Whether a model's layers spike.</summary>
    public static bool Spikes(LandscapeModel model) => model is LandscapeModel.Spiking or LandscapeModel.Convolutional;

    /// <summary>The layers whose outputs are the first hidden, the second hidden and the last representation.</summary>
    public static int[] Layers(LandscapeModel model) => model switch
    {
        LandscapeModel.Spiking or LandscapeModel.Convolutional => [1, 3, 5],
        LandscapeModel.LeakyPerceptron => [2, 5, 7],
        LandscapeModel.Recurrent or LandscapeModel.Lstm => [0, 1, 2],
        _ => [1, 3, 4],
    };

    /// <summary>What a model sees of sequences: all of them, or one step that stands for them.</summary>
    public static Sequences View(LandscapeModel model, Sequences sequences, double beta)
    {
        if (model is not (LandscapeModel.LastStep or LandscapeModel.Averaging or LandscapeModel.ExponentialAverage))
            return sequences;
        int time = sequences.Time, features = sequences.Features;
        // Each step's share in the mean of y(t) = beta y(t-1) + x(t): what it still adds to every later y.
        double[] weights = new double[time];
        double share = 0;
        for (int t = time - 1; t >= 0; t--)
        {
            share = model == LandscapeModel.ExponentialAverage ? 1 + (beta * share) : 1;
            weights[t] = model == LandscapeModel.LastStep ? (t == time - 1 ? 1 : 0) : share / time;
        }

        return Sequences.Create(sequences.Batch, 1, features, (i, to) =>
        {
            ReadOnlySpan<float> from = sequences.Sample(i);
            for (int f = 0; f < features; f++)
            {
                double sum = 0;
                for (int t = 0; t < time; t++)
                    sum += weights[t] * from[(t * features) + f];
                to[f] = (float)sum;
            }
        }).WithLabels(sequences.Labels);
    }

    // With currents scaled by 1 - beta, membranes in units of 1 / (1 - beta) obey the unscaled equation with threshold 1 / (1 - beta); the slope shrinks alike. Gradients of a layer differ by one
    // constant factor for each layer above, which the steps of Adam hardly depend on; no norm is clipped here.
    private static Leaky Neuron(LandscapeTraining settings)
    {
        float rest = 1 - (float)settings.Beta;
        Leaky neuron = new() { Beta = (float)settings.Beta, LearnBeta = settings.LearnBeta };
        return settings.NormalizedCurrent ? neuron with { Threshold = 1 / rest, Surrogate = new Surrogate.FastSigmoid(25 * rest) } : neuron;
    }
}
