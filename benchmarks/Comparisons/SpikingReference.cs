namespace Lightcone.Comparisons;

/// <summary>
/// Loss and gradient of linear layers with leaky neurons behind each, read out by counting spikes, in double precision and straight from the equations: one sample, one step, one number at a
/// time. Slow, and shares no code with the kernels.
/// </summary>
internal sealed class SpikingReference
{
    private const double Slope = 25;
    private readonly int[] widths;
    private readonly int steps;
    private readonly double beta;
    private readonly double[][] weights;
    private readonly double[][] biases;

    /// <param name="widths">Input features, then the neurons of each layer.</param>
    /// <param name="steps">Steps of a sequence.</param>
    /// <param name="beta">Decay per step.</param>
    /// <param name="weights">[outputs, inputs] of each layer.</param>
    /// <param name="biases">[outputs] of each layer.</param>
    public SpikingReference(int[] widths, int steps, double beta, double[][] weights, double[][] biases)
    {
        (this.widths, this.steps, this.beta, this.weights, this.biases) = (widths, steps, beta, weights, biases);
        WeightGradients = [.. weights.Select(static w => new double[w.Length])];
        BiasGradients = [.. biases.Select(static b => new double[b.Length])];
    }

    /// <summary>The sum of -log softmax(counts)[label] over the samples added so far.</summary>
    public double Loss { get; private set; }

    /// <summary>The derivative of <see cref="Loss"/>, layer by layer.</summary>
    public double[][] WeightGradients { get; }

    /// <summary>The derivative of <see cref="Loss"/>, layer by layer.</summary>
    public double[][] BiasGradients { get; }

    /// <summary>How near any membrane came to the threshold: what rounding must stay below to leave every spike where it is.</summary>
    public double Margin { get; private set; } = double.PositiveInfinity;

    /// <summary>Spikes of all neurons.</summary>
    public long Spikes { get; private set; }

    /// <summary>Adds one sample: its loss, and its gradient if wanted.</summary>
    public void Add(ReadOnlySpan<double> input, int label, bool differentiates)
    {
        int layers = weights.Length;
        double[][] signals = [input.ToArray(), .. widths.Skip(1).Select(width => new double[steps * width])];
        double[][] membranes = [.. widths.Skip(1).Select(width => new double[steps * width])];
        for (int layer = 0; layer < layers; layer++)
            Forward(layer, signals[layer], membranes[layer], signals[layer + 1]);
        int classes = widths[^1];
        double[] counts = new double[classes];
        for (int at = 0; at < signals[^1].Length; at++)
            counts[at % classes] += signals[^1][at];
        double largest = counts.Max();
        double normalizer = counts.Sum(count => Math.Exp(count - largest));
        Loss += Math.Log(normalizer) + largest - counts[label];
        if (!differentiates)
            return;
        double[] slopes = new double[signals[^1].Length];
        for (int at = 0; at < slopes.Length; at++)
            slopes[at] = (Math.Exp(counts[at % classes] - largest) / normalizer) - (at % classes == label ? 1 : 0);
        for (int layer = layers - 1; layer >= 0; layer--)
            slopes = Backward(layer, signals[layer], membranes[layer], slopes);
    }

    private void Forward(int layer, double[] input, double[] membranes, double[] spikes)
    {
        (int from, int to) = (widths[layer], widths[layer + 1]);
        double[] membrane = new double[to];
        for (int t = 0; t < steps; t++)
            for (int j = 0; j < to; j++)
            {
                double current = biases[layer][j];
                for (int i = 0; i < from; i++)
                    current += weights[layer][(j * from) + i] * input[(t * from) + i];
                double reset = membrane[j] > 1 ? 1 : 0;
                membrane[j] = (beta * membrane[j]) + current - reset;
                Margin = Math.Min(Margin, Math.Abs(membrane[j] - 1));
                membranes[(t * to) + j] = membrane[j];
                spikes[(t * to) + j] = membrane[j] > 1 ? 1 : 0;
                Spikes += membrane[j] > 1 ? 1 : 0;
            }
    }

    private double[] Backward(int layer, double[] input, double[] membranes, double[] slopes)
    {
        (int from, int to) = (widths[layer], widths[layer + 1]);
        double[] below = new double[steps * from];
        double[] carried = new double[to];
        for (int t = steps - 1; t >= 0; t--)
            for (int j = 0; j < to; j++)
            {
                double distance = 1 + (Slope * Math.Abs(membranes[(t * to) + j] - 1));
                double slope = carried[j] = (slopes[(t * to) + j] / (distance * distance)) + (beta * carried[j]);
                BiasGradients[layer][j] += slope;
                for (int i = 0; i < from; i++)
                {
                    WeightGradients[layer][(j * from) + i] += slope * input[(t * from) + i];
                    below[(t * from) + i] += slope * weights[layer][(j * from) + i];
                }
            }

        return below;
    }
}
