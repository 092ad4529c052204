using Lightcone.Networks.Kernels;
using Lightcone.Networks.Stages;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Layers;

/// <summary>Each row to mean 0 and variance 1, then gain and bias. Sums run over vectors first, then over lanes in ascending order.</summary>
internal sealed unsafe class LayerNormalizationStage(StageContext context, Activations input, PackedTensor gain, PackedTensor bias) : Stage(context, input)
{
    private const float Epsilon = 1e-5f;
    private readonly Activations normal = context.NewActivations(input.Width);
    private readonly float[] inverse = new float[(long)context.Capacity * context.Steps];
    private readonly FloatBuffer mask = Mask(input);

    public override Activations Output { get; } = context.NewActivations(input.Width);

    public override void Forward(int first, int steps)
    {
        int width = Lanes.Vectors(Input.Width) * Lanes.Count;
        float n = Input.Width;
        float* g = StageContext.Parameters + gain.Offset;
        float* b = StageContext.Parameters + bias.Offset;
        for (int m = 0; m < steps * StageContext.Batch; m++)
        {
            long at = (long)m * Input.Stride;
            float* x = Input.At(first) + at;
            float* z = normal.At(first) + at;
            float* y = Output.At(first) + at;
            Vector512<float> sum = Vector512<float>.Zero;
            for (int q = 0; q < width; q += Lanes.Count)
                sum += Vector512.Load(x + q);
            Vector512<float> mean = Vector512.Create(VectorMath.Sum(sum) / n);
            Vector512<float> squares = Vector512<float>.Zero;
            for (int q = 0; q < width; q += Lanes.Count)
            {
                Vector512<float> centered = (Vector512.Load(x + q) - mean) * Vector512.Load(mask.Pointer + q);
                centered.Store(z + q);
                squares = Vector512.FusedMultiplyAdd(centered, centered, squares);
            }

            float scale = 1f / MathF.Sqrt((VectorMath.Sum(squares) / n) + Epsilon);
            inverse[(first * StageContext.Batch) + m] = scale;
            for (int q = 0; q < width; q += Lanes.Count)
            {
                Vector512<float> unit = Vector512.Load(z + q) * Vector512.Create(scale);
                unit.Store(z + q);
                Vector512.FusedMultiplyAdd(unit, Vector512.Load(g + q), Vector512.Load(b + q)).Store(y + q);
            }
        }
    }

    public override void Backward(int first, int steps)
    {
        int width = Lanes.Vectors(Input.Width) * Lanes.Count;
        float n = Input.Width;
        float* g = StageContext.Parameters + gain.Offset;
        float* dGain = StageContext.Gradients + gain.Offset;
        for (int m = 0; m < steps * StageContext.Batch; m++)
        {
            long at = (long)m * Input.Stride;
            float* d = OutputGradient!.At(first) + at;
            float* z = normal.At(first) + at;
            Vector512<float> sum = Vector512<float>.Zero;
            Vector512<float> projection = Vector512<float>.Zero;
            for (int q = 0; q < width; q += Lanes.Count)
            {
                Vector512<float> dy = Vector512.Load(d + q);
                Vector512<float> unit = Vector512.Load(z + q);
                Vector512.FusedMultiplyAdd(dy, unit, Vector512.Load(dGain + q)).Store(dGain + q);
                Vector512<float> weighted = dy * Vector512.Load(g + q);
                sum += weighted;
                projection = Vector512.FusedMultiplyAdd(weighted, unit, projection);
            }

            Vector512<float> mean = Vector512.Create(VectorMath.Sum(sum) / n);
            Vector512<float> slope = Vector512.Create(VectorMath.Sum(projection) / n);
            Vector512<float> scale = Vector512.Create(inverse[(first * StageContext.Batch) + m]);
            Elementwise.AddRow(StageContext.Gradients + bias.Offset, 0, d, 1, width / Lanes.Count);
            for (int q = 0; q < width; q += Lanes.Count)
            {
                Vector512<float> weighted = Vector512.Load(d + q) * Vector512.Load(g + q);
                ((weighted - mean - (Vector512.Load(z + q) * slope)) * scale * Vector512.Load(mask.Pointer + q)).Store(d + q);
            }
        }
    }

    protected override Activations NewInputGradient(Activations outputGradient) => outputGradient;

    private static FloatBuffer Mask(Activations input)
    {
        FloatBuffer ones = new(input.Stride);
        ones.Span[..input.Width].Fill(1f);
        return ones;
    }
}
