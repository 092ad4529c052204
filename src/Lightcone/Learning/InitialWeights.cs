using System.Runtime.CompilerServices;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;

namespace Lightcone.Learning;

/// <summary>Draws the weights from which an attempt starts, in the trainer's order.</summary>
internal sealed class InitialWeights(Initialization kind, ExampleSet examples, int hidden)
{
    private readonly int inputs = examples.Encoder.Inputs;
    private readonly int logits = examples.IsBinary ? 1 : examples.Signature.Output.Size;
    private readonly LaneBatch pair = new(2, examples.Encoder.Inputs);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw(RandomStream stream, double[] parameters)
    {
        Array.Clear(parameters);
        Span<double> first = parameters.AsSpan(0, hidden * inputs);
        Span<double> biases = parameters.AsSpan(hidden * inputs, hidden);
        Span<double> readout = parameters.AsSpan(hidden * (inputs + 1), hidden * logits);
        if (kind == Initialization.UniformFanIn)
        {
            Uniform(stream, parameters.AsSpan(0, hidden * (inputs + 1)), inputs);
            Uniform(stream, parameters.AsSpan(hidden * (inputs + 1), (hidden + 1) * logits), hidden);
            return;
        }

        Gaussian(stream, first, inputs);
        Gaussian(stream, readout, hidden);
        for (int h = 0; h < hidden; h++)
            biases[h] = -Midpoint(stream, first.Slice(h * inputs, inputs));
    }

    /// <summary>Halfway between the weighted sums of two random examples, two different ones where there are two.</summary>
    private double Midpoint(RandomStream stream, ReadOnlySpan<double> weights)
    {
        int one = stream.NextInt32(examples.Count);
        int two = examples.Count == 1 ? one : stream.NextInt32(examples.Count - 1);
        if (examples.Count > 1 && two >= one)
            two++;
        examples.Load(pair, 0, one, 1);
        examples.Load(pair, 1, two, 1);
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += weights[i] * (pair.Inputs[i][0] + pair.Inputs[i][1]);
        return sum / 2;
    }

    private static void Gaussian(RandomStream stream, Span<double> values, int fanIn)
    {
        double deviation = Math.Sqrt(2.0 / Math.Max(1, fanIn));
        for (int i = 0; i < values.Length; i++)
            values[i] = deviation * stream.NextGaussian();
    }

    private static void Uniform(RandomStream stream, Span<double> values, int fanIn)
    {
        double bound = 1 / Math.Sqrt(Math.Max(1, fanIn));
        for (int i = 0; i < values.Length; i++)
            values[i] = bound * ((2 * stream.NextDouble()) - 1);
    }
}
