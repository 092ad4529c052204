using Lightcone.Networks.Kernels;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>Multi-head attention of a sequence to itself, from its normalized inputs to what is added to the stream: softmax(q k^T / sqrt(width of a head)) v for each head.</summary>
/// <remarks>
/// Layout: the projection is a row [query heads, key heads, value heads] of padded segments at every step. Queries are taken in groups, whose weights are computed anew in the backward pass,
/// so memory grows with the length of a sequence and not with its square. The grouping does not show in the results: weights that a mask or a group leaves out are zeros at the end of a chain.
/// </remarks>
internal sealed unsafe class AttentionStage : Stage
{
    private const int Group = 48;

    private readonly PackedTensor weight;
    private readonly PackedTensor bias;
    private readonly PackedTensor outWeight;
    private readonly PackedTensor outBias;
    private readonly Activations projected;
    private readonly Activations attended;
    private readonly PositionTable? rotation;
    private readonly FloatBuffer keys;
    private readonly FloatBuffer weights;
    private readonly FloatBuffer results;
    private readonly int heads;
    private readonly int width;
    private readonly int segment;
    private readonly int line;
    private readonly float scale;
    private readonly bool causal;
    private Activations? projectedGradient;
    private Activations? attendedGradient;
    private FloatBuffer? values;
    private FloatBuffer? weightGradient;

    public AttentionStage(StageContext context, Activations input, Transformer layer, PackedTensor weight, PackedTensor bias, PackedTensor outWeight, PackedTensor outBias)
        : base(context, input)
    {
        (this.weight, this.bias, this.outWeight, this.outBias) = (weight, bias, outWeight, outBias);
        heads = layer.Heads;
        causal = layer.Causal;
        width = weight.Spec.Width;
        segment = weight.Stride;
        line = Lanes.Stride(context.Steps);
        scale = 1 / MathF.Sqrt(width);
        projected = context.NewRows(weight.RowStride);
        attended = context.NewActivations(input.Width);
        Output = context.NewActivations(input.Width);
        rotation = layer.Rotary ? PositionTable.Rotation(context.Steps, width) : null;
        keys = new FloatBuffer((long)width * line);
        weights = new FloatBuffer((long)Group * line);
        results = new FloatBuffer((long)context.Steps * segment);
    }

    public override Activations Output { get; }

    // From one step to the next of the same sample in the projection.
    private long Step => (long)StageContext.Batch * weight.RowStride;

    public override Activations? Connect(Activations outputGradient, bool stops)
    {
        projectedGradient = StageContext.NewRowBlock(weight.RowStride);
        attendedGradient = StageContext.NewBlock(Input.Width);
        values = new FloatBuffer((long)width * line);
        weightGradient = new FloatBuffer((long)Group * line);
        return base.Connect(outputGradient, stops);
    }

    public override void Forward(int first, int steps)
    {
        Projection.Forward(StageContext, Input, projected, weight, bias, first, steps);
        Turn(projected, back: false);
        for (int sample = 0; sample < StageContext.Batch; sample++)
            for (int head = 0; head < heads; head++)
                Attend(sample, head);
        Projection.Forward(StageContext, attended, Output, outWeight, outBias, first, steps);
    }

    public override void Backward(int first, int steps)
    {
        Projection.Backward(StageContext, attended, OutputGradient!, attendedGradient, outWeight, outBias, first, steps);
        projectedGradient!.Clear();
        for (int sample = 0; sample < StageContext.Batch; sample++)
            for (int head = 0; head < heads; head++)
                Return(sample, head);
        Turn(projectedGradient, back: true);
        Projection.Backward(StageContext, Input, projectedGradient, InputGradient, weight, bias, first, steps);
    }

    protected override Activations NewInputGradient(Activations outputGradient) => StageContext.NewBlock(Input.Width);

    private void Attend(int sample, int head)
    {
        Transpose(Segment(projected, sample, heads + head), keys);
        for (int first = 0; first < StageContext.Steps; first += Group)
        {
            int rows = Math.Min(Group, StageContext.Steps - first), seen = Weigh(sample, head, first, rows);
            Gemm.Multiply(weights.Pointer, line, 1, Segment(projected, sample, (2 * heads) + head), Step, null, 0, results.Pointer, segment, rows, width, seen);
            for (int m = 0; m < rows; m++)
                Copy(results.Pointer + ((long)m * segment), Features(attended, first + m, sample, head), width);
        }
    }

    private void Return(int sample, int head)
    {
        float* q = Segment(projected, sample, head), k = Segment(projected, sample, heads + head), v = Segment(projected, sample, (2 * heads) + head);
        float* dq = Segment(projectedGradient!, sample, head), dk = Segment(projectedGradient!, sample, heads + head), dv = Segment(projectedGradient!, sample, (2 * heads) + head);
        Transpose(k, keys);
        Transpose(v, values!);
        for (int t = 0; t < StageContext.Steps; t++)
            Copy(Features(attendedGradient!, t, sample, head), results.Pointer + ((long)t * segment), width);
        for (int first = 0; first < StageContext.Steps; first += Group)
        {
            int rows = Math.Min(Group, StageContext.Steps - first), seen = Weigh(sample, head, first, rows);
            float* d = results.Pointer + ((long)first * segment), w = weights.Pointer, dw = weightGradient!.Pointer;
            Gemm.Multiply(d, segment, 1, values!.Pointer, line, null, 0, dw, line, rows, seen, width);
            for (int m = 0; m < rows; m++)
                SoftmaxRows.Backward(w + ((long)m * line), dw + ((long)m * line), seen, scale);
            Gemm.Multiply(dw, line, 1, k, Step, null, 0, dq + (first * Step), Step, rows, width, seen);
            Gemm.Multiply(dw, 1, line, q + (first * Step), Step, dk, Step, dk, Step, seen, width, rows);
            Gemm.Multiply(w, 1, line, d, segment, dv, Step, dv, Step, seen, width, rows);
        }
    }

    // The weights of a group of queries, and how many keys at most one of them sees.
    private int Weigh(int sample, int head, int first, int rows)
    {
        int seen = causal ? first + rows : StageContext.Steps;
        Gemm.Multiply(Segment(projected, sample, head) + (first * Step), Step, 1, keys.Pointer, line, null, 0, weights.Pointer, line, rows, seen, width);
        for (int m = 0; m < rows; m++)
            SoftmaxRows.Forward(weights.Pointer + ((long)m * line), causal ? first + m + 1 : seen, seen, scale);
        return seen;
    }

    private void Turn(Activations rows, bool back)
    {
        for (int t = 0; rotation is not null && t < StageContext.Steps; t++)
            for (int sample = 0; sample < StageContext.Batch; sample++)
                for (int part = 0; part < 2 * heads; part++)
                    rotation.Turn(Segment(rows, sample, part) + (t * Step), t, back);
    }

    private void Transpose(float* source, FloatBuffer target)
    {
        for (int t = 0; t < StageContext.Steps; t++)
            for (int j = 0; j < width; j++)
                target.Pointer[((long)j * line) + t] = source[(t * Step) + j];
    }

    private float* Segment(Activations rows, int sample, int part) => rows.At(0) + ((long)sample * weight.RowStride) + ((long)part * segment);

    private float* Features(Activations rows, int step, int sample, int head) => rows.At(step) + ((long)sample * rows.Stride) + ((long)head * width);
}
