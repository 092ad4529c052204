using System.Runtime.Intrinsics;
using Lightcone.Foundation.Random;
using Lightcone.Networks;

namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>The autoencoder of the second experiment with its gradients: linear without bias, leaky neurons, counts, linear without bias.</summary>
/// <remarks>The library's networks read out their last layer and have biases; this one reads a layer in the middle and penalizes it. Operations and their order are fixed: the same bytes everywhere.</remarks>
internal sealed class FieldNetwork
{
    private const int Pixels = PatchSet.Pixels;
    private const int Lanes = 16;
    private const float Slope = 25;
    private readonly int units;
    private readonly int steps;
    private readonly float beta;
    private readonly float sparsity;
    private readonly AdamMoments encoderMoments;
    private readonly AdamMoments decoderMoments;
    private readonly float[] currents;
    private readonly float[] membranes;
    private readonly float[] counts;
    private readonly float[] outputs;
    private readonly float[] countGradient;
    private readonly float[] encoderGradient;
    private readonly float[] decoderGradient;
    private readonly float[] turnedInputs;
    private readonly float[] turnedCounts;
    private readonly float[] turnedDecoder;

    public FieldNetwork(FieldTraining settings)
    {
        (units, steps, beta, sparsity) = (settings.Units, settings.Steps, (float)settings.Beta, (float)settings.Sparsity);
        int rows = settings.BatchSize * steps, batch = settings.BatchSize;
        Encoder = Uniform(Pixels * units, Pixels, new RandomStream(settings.Seed, "encoder"));
        Decoder = Uniform(units * Pixels, units, new RandomStream(settings.Seed, "decoder"));
        (encoderMoments, decoderMoments) = (new(Encoder.Length, settings.LearningRate), new(Decoder.Length, settings.LearningRate));
        (currents, membranes, turnedInputs) = (new float[rows * units], new float[rows * units], new float[rows * Pixels]);
        (counts, countGradient, turnedCounts, outputs) = (new float[batch * units], new float[batch * units], new float[batch * units], new float[batch * Pixels]);
        (encoderGradient, decoderGradient, turnedDecoder) = (new float[Encoder.Length], new float[Decoder.Length], new float[Decoder.Length]);
    }

    /// <summary>Input weights [pixel, unit].</summary>
    public float[] Encoder { get; }

    /// <summary>Output weights [unit, pixel].</summary>
    public float[] Decoder { get; }

    /// <summary>The gradient of the input weights at the last <see cref="Learn"/>, [pixel, unit].</summary>
    public ReadOnlySpan<float> EncoderGradient => encoderGradient;

    /// <summary>Spikes of each unit for each patch of the last batch, [patch, unit].</summary>
    public ReadOnlySpan<float> Counts(int batch) => counts.AsSpan(0, batch * units);

    /// <summary>Runs inputs [step, patch, pixel] and returns the mean squared error against the patches [patch, pixel].</summary>
    public double Forward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> patches)
    {
        int batch = patches.Length / Pixels, rows = batch * steps;
        MatrixProduct.Multiply(inputs, Encoder, currents.AsSpan(0, rows * units), rows, units, Pixels);
        Fire(batch);
        MatrixProduct.Multiply(counts.AsSpan(0, batch * units), Decoder, outputs.AsSpan(0, patches.Length), batch, Pixels, units);
        double error = 0;
        for (int i = 0; i < patches.Length; i++)
        {
            float difference = outputs[i] - patches[i];
            error += (double)difference * difference;
            outputs[i] = difference;
        }

        return error / patches.Length;
    }

    /// <summary>One step of Adam after <see cref="Forward"/> with the same inputs.</summary>
    public void Learn(ReadOnlySpan<float> inputs, int batch)
    {
        int rows = batch * steps;
        float scale = 2f / (batch * Pixels), push = sparsity / (batch * units);
        Span<float> errors = outputs.AsSpan(0, batch * Pixels), spikes = counts.AsSpan(0, batch * units), upper = countGradient.AsSpan(0, batch * units);
        foreach (ref float error in errors)
            error *= scale;
        Transpose(spikes, turnedCounts, batch, units);
        MatrixProduct.Multiply(turnedCounts.AsSpan(0, batch * units), errors, decoderGradient, units, Pixels, batch);
        Transpose(Decoder, turnedDecoder, units, Pixels);
        MatrixProduct.Multiply(errors, turnedDecoder, upper, batch, units, Pixels);
        // The slope of |count| is taken as 0 at 0, as in the paper's program: a silent unit feels no sparsity.
        for (int i = 0; i < upper.Length; i++)
            upper[i] += spikes[i] > 0 ? push : 0;
        Backward(batch);
        Transpose(inputs, turnedInputs, rows, Pixels);
        MatrixProduct.Multiply(turnedInputs.AsSpan(0, rows * Pixels), currents.AsSpan(0, rows * units), encoderGradient, Pixels, units, rows);
        encoderMoments.Step(Encoder, encoderGradient);
        decoderMoments.Step(Decoder, decoderGradient);
    }

    private void Fire(int batch)
    {
        Vector512<float> one = Vector512<float>.One, leak = Vector512.Create(beta);
        int block = batch * units;
        for (int q = 0; q < block; q += Lanes)
        {
            Vector512<float> u = Vector512<float>.Zero, spike = u, count = u;
            for (int t = 0; t < steps; t++)
            {
                u = ((leak * u) + Vector512.Create(currents.AsSpan((t * block) + q, Lanes))) - spike;
                spike = Vector512.ConditionalSelect(Vector512.GreaterThan(u, one), one, Vector512<float>.Zero);
                count += spike;
                u.CopyTo(membranes.AsSpan((t * block) + q, Lanes));
            }

            count.CopyTo(counts.AsSpan(q, Lanes));
        }
    }

    // Leaves the gradient of the currents in their place. The reset carries none.
    private void Backward(int batch)
    {
        Vector512<float> one = Vector512<float>.One, leak = Vector512.Create(beta), slope = Vector512.Create(Slope);
        int block = batch * units;
        for (int q = 0; q < block; q += Lanes)
        {
            Vector512<float> upper = Vector512.Create(countGradient.AsSpan(q, Lanes)), d = Vector512<float>.Zero;
            for (int t = steps - 1; t >= 0; t--)
            {
                Vector512<float> far = one + (slope * Vector512.Abs(Vector512.Create(membranes.AsSpan((t * block) + q, Lanes)) - one));
                d = (upper / (far * far)) + (leak * d);
                d.CopyTo(currents.AsSpan((t * block) + q, Lanes));
            }
        }
    }

    private static float[] Uniform(int count, int fanIn, RandomStream stream)
    {
        double bound = 1 / Math.Sqrt(fanIn);
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
            value = (float)(((2 * stream.NextDouble()) - 1) * bound);
        return values;
    }

    private static void Transpose(ReadOnlySpan<float> from, Span<float> to, int rows, int columns)
    {
        for (int r0 = 0; r0 < rows; r0 += Lanes)
            for (int c0 = 0; c0 < columns; c0 += Lanes)
                for (int c = c0; c < Math.Min(columns, c0 + Lanes); c++)
                    for (int r = r0; r < Math.Min(rows, r0 + Lanes); r++)
                        to[(c * rows) + r] = from[(r * columns) + c];
    }
}
