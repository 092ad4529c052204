using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Learning;

/// <summary>
/// The network while it is trained: inputs -> hidden units -> logits, with loss, margin and gradient over a batch of blocks of eight examples.
/// Parameters lie in one row: first layer [unit, input], unit biases, readout [logit, unit], logit biases; the row is filled up to a multiple of eight with zeros.
/// All buffers are allocated once. The loss is cross-entropy: logistic for a single logit, softmax otherwise.
/// </summary>
internal sealed class LanePerceptron
{
    private readonly int inputs;
    private readonly int hidden;
    private readonly int logits;
    private readonly bool binary;
    private readonly double slope;
    private readonly int unitBias;
    private readonly int readout;
    private readonly int logitBias;
    private readonly Vector512<double>[] units;
    private readonly Vector512<double>[] slopes;
    private readonly Vector512<double>[] deltas;

    public LanePerceptron(int inputs, int hidden, int outputs, Activation activation, int blocks)
    {
        this.inputs = inputs;
        this.hidden = hidden;
        binary = outputs == 2;
        logits = binary ? 1 : outputs;
        slope = activation.Slope();
        unitBias = hidden * inputs;
        readout = unitBias + hidden;
        logitBias = readout + (hidden * logits);
        Count = logitBias + logits;
        int padded = (Count + LaneMath.Lanes - 1) / LaneMath.Lanes * LaneMath.Lanes;
        Parameters = new double[padded];
        Gradient = new double[padded];
        units = new Vector512<double>[blocks * hidden];
        slopes = new Vector512<double>[blocks * hidden];
        deltas = new Vector512<double>[blocks * logits];
    }

    /// <summary>How many parameters there are.</summary>
    public int Count { get; }

    public double[] Parameters { get; }

    public double[] Gradient { get; }

    /// <summary>Examples of the last forward pass whose right symbol does not have the largest logit, repetitions of weight 0 not counted.</summary>
    public int Wrong { get; private set; }

    /// <summary>Computes logits and the loss's slopes at them.</summary>
    /// <returns>The smallest margin in the batch: the gap from the right symbol's logit to the best other one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Forward(LaneBatch batch)
    {
        double[] p = Parameters;
        Vector512<double>[] x = batch.Inputs;
        Vector512<double> below = Vector512.Create(slope);
        Vector512<double> least = Vector512.Create(double.PositiveInfinity);
        Vector512<double> wrong = Vector512<double>.Zero;
        for (int block = 0; block < batch.Blocks; block++)
        {
            int xs = block * inputs;
            int hs = block * hidden;
            for (int h = 0; h < hidden; h++)
            {
                Vector512<double> z = Vector512.Create(p[unitBias + h]);
                int w = h * inputs;
                for (int i = 0; i < inputs; i++)
                    z += Vector512.Create(p[w + i]) * x[xs + i];
                Vector512<double> positive = Vector512.GreaterThan(z, Vector512<double>.Zero);
                units[hs + h] = Vector512.ConditionalSelect(positive, z, below * z);
                slopes[hs + h] = Vector512.ConditionalSelect(positive, Vector512<double>.One, below);
            }

            Vector512<double> gap = binary ? Logistic(block, batch.Targets[block], batch.Weights[block]) : Softmax(block, batch.Targets[block], batch.Weights[block]);
            least = Vector512.ConditionalSelect(Vector512.LessThan(gap, least), gap, least);
            wrong += Vector512.ConditionalSelect(
                Vector512.GreaterThan(gap, Vector512<double>.Zero) | Vector512.Equals(batch.Weights[block], Vector512<double>.Zero), Vector512<double>.Zero, Vector512<double>.One);
        }

        Wrong = (int)LaneMath.Sum(wrong);
        return LaneMath.Min(least);
    }

    /// <summary>Computes <see cref="Gradient"/> for the batch of the last forward pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Backward(LaneBatch batch)
    {
        double[] p = Parameters;
        for (int o = 0; o < logits; o++)
            Gradient[logitBias + o] = Products(deltas, logits, o, units, hidden, batch.Blocks, Gradient.AsSpan(readout + (o * hidden), hidden));
        for (int block = 0; block < batch.Blocks; block++)
            for (int h = 0; h < hidden; h++)
            {
                Vector512<double> sum = Vector512.Create(p[readout + h]) * deltas[block * logits];
                for (int o = 1; o < logits; o++)
                    sum += Vector512.Create(p[readout + (o * hidden) + h]) * deltas[(block * logits) + o];
                slopes[(block * hidden) + h] *= sum;
            }

        for (int h = 0; h < hidden; h++)
            Gradient[unitBias + h] = Products(slopes, hidden, h, batch.Inputs, inputs, batch.Blocks, Gradient.AsSpan(h * inputs, inputs));
    }

    /// <summary>One row of a gradient: the sum over all examples of one left value times each right value, and, as the result, of the left value alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Products(Vector512<double>[] left, int leftStride, int at, Vector512<double>[] right, int rightStride, int blocks, Span<double> sums)
    {
        int j = 0;
        // Four columns at a time keep four independent sums in registers.
        for (; j + 4 <= rightStride; j += 4)
        {
            Vector512<double> s0 = Vector512<double>.Zero;
            Vector512<double> s1 = s0;
            Vector512<double> s2 = s0;
            Vector512<double> s3 = s0;
            for (int block = 0; block < blocks; block++)
            {
                Vector512<double> value = left[(block * leftStride) + at];
                int r = (block * rightStride) + j;
                s0 += value * right[r];
                s1 += value * right[r + 1];
                s2 += value * right[r + 2];
                s3 += value * right[r + 3];
            }

            sums[j] = LaneMath.Sum(s0);
            sums[j + 1] = LaneMath.Sum(s1);
            sums[j + 2] = LaneMath.Sum(s2);
            sums[j + 3] = LaneMath.Sum(s3);
        }

        for (; j < rightStride; j++)
        {
            Vector512<double> sum = Vector512<double>.Zero;
            for (int block = 0; block < blocks; block++)
                sum += left[(block * leftStride) + at] * right[(block * rightStride) + j];
            sums[j] = LaneMath.Sum(sum);
        }

        Vector512<double> alone = Vector512<double>.Zero;
        for (int block = 0; block < blocks; block++)
            alone += left[(block * leftStride) + at];
        return LaneMath.Sum(alone);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Logit(int block, int o)
    {
        double[] p = Parameters;
        int hs = block * hidden;
        int w = readout + (o * hidden);
        Vector512<double> sum = Vector512.Create(p[logitBias + o]);
        for (int h = 0; h < hidden; h++)
            sum += Vector512.Create(p[w + h]) * units[hs + h];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Logistic(int block, Vector512<double> sign, Vector512<double> weight)
    {
        Vector512<double> gap = sign * Logit(block, 0);
        deltas[block] = -sign * weight / (Vector512<double>.One + LaneMath.Exp(gap));
        return gap;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector512<double> Softmax(int block, Vector512<double> target, Vector512<double> weight)
    {
        Vector512<double> right = Vector512<double>.Zero;
        Vector512<double> other = Vector512.Create(double.NegativeInfinity);
        Span<Vector512<double>> row = deltas.AsSpan(block * logits, logits);
        for (int o = 0; o < row.Length; o++)
        {
            Vector512<double> logit = Logit(block, o);
            row[o] = logit;
            Vector512<double> isTarget = Vector512.Equals(target, Vector512.Create((double)o));
            right = Vector512.ConditionalSelect(isTarget, logit, right);
            other = Vector512.ConditionalSelect(Vector512.AndNot(Vector512.GreaterThan(logit, other), isTarget), logit, other);
        }

        Vector512<double> top = Vector512.ConditionalSelect(Vector512.GreaterThan(right, other), right, other);
        Vector512<double> sum = Vector512<double>.Zero;
        for (int o = 0; o < row.Length; o++)
        {
            Vector512<double> e = LaneMath.Exp(row[o] - top);
            row[o] = e;
            sum += e;
        }

        Vector512<double> share = weight / sum;
        for (int o = 0; o < row.Length; o++)
        {
            Vector512<double> isTarget = Vector512.Equals(target, Vector512.Create((double)o));
            row[o] = (row[o] * share) - (isTarget & weight);
        }

        return right - other;
    }
}
