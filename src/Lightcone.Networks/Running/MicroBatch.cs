using System.Numerics;
using System.Runtime.Intrinsics;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Kernels;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Running;

/// <summary>The workspace in which one thread runs a part of a batch through all layers, forward and back.</summary>
/// <remarks>
/// A batch is always cut into the same parts, each with gradients of its own that are then added in order, so the number of threads never shows in the results.
/// There are as many micro-batches as threads: each goes from part to part and stays in its core's cache.
/// </remarks>
internal sealed unsafe class MicroBatch
{
    private readonly Activations input;
    private readonly Activations? outputGradient;
    private readonly FloatBuffer readout;
    private readonly FloatBuffer[][]? stateGradient;
    private readonly Readout kind;
    private readonly int rowStride;
    private readonly int rowLength;

    public MicroBatch(Plan plan, int capacity, int steps, bool keeps, bool trains, Differentials also = Differentials.Parameters)
    {
        StageContext = new StageContext { Capacity = capacity, Steps = steps, Keeps = keeps, Trains = trains, TakesWholeSequences = plan.Architecture.Layers.Any(static l => l.TakesWholeSequences) };
        kind = plan.Architecture.Readout;
        Also = also;
        input = StageContext.NewActivations(plan.Architecture.Inputs);
        Activations activations = input;
        bool free = false;
        List<Stage> stages = [];
        for (int i = 0; i < plan.Layers.Count; i++)
        {
            Stage stage = plan.Architecture.Layers[i].NewStage(StageContext, activations, free, plan.Layers[i]);
            stages.Add(stage);
            // What is only observed stays as it was; training knows what it needs again.
            free = stage.OutputIsFree && (trains || !keeps);
            activations = stage.Output;
        }

        Stages = stages;
        Output = activations;
        rowStride = kind == Readout.EveryStep ? steps * activations.Width : activations.Stride;
        rowLength = kind == Readout.EveryStep ? rowStride : activations.Width;
        readout = new FloatBuffer((long)capacity * rowStride);
        if (!trains)
            return;
        outputGradient = StageContext.NewBlock(activations.Width);
        Activations? gradient = outputGradient;
        for (int i = stages.Count - 1; i >= 0; i--)
            gradient = stages[i].Connect(gradient!, stops: i == 0 && !also.HasFlag(Differentials.Inputs));
        if (also.HasFlag(Differentials.State))
            stateGradient = [.. stages.Select(static stage => stage.State.Select(static part => new FloatBuffer(part.Length)).ToArray())];
    }

    /// <summary>Samples per micro-batch: fewer for long sequences, whose blocks are wider. Part of the results: it fixes the order of sums.</summary>
    public static int Samples(int steps) => steps <= 4 ? 64 : 16;

    public StageContext StageContext { get; }

    /// <summary>What gradients are taken with respect to, beside the parameters.</summary>
    public Differentials Also { get; }

    public IReadOnlyList<Stage> Stages { get; }

    public Activations Output { get; }

    /// <summary>The readout of one sample.</summary>
    public Span<float> Row(int sample) => readout.Span.Slice(sample * rowStride, rowLength);

    /// <summary>Runs samples <paramref name="samples"/> of <paramref name="inputs"/> from the states in the stages.</summary>
    public void Forward(Sequences inputs, ReadOnlySpan<int> samples)
    {
        StageContext.Batch = samples.Length;
        foreach (Stage stage in Stages)
            stage.Begin();
        readout.Clear();
        for (int first = 0; first < StageContext.Steps; first += StageContext.BlockSteps)
        {
            int steps = Math.Min(StageContext.BlockSteps, StageContext.Steps - first);
            Gather(inputs, samples, first, steps);
            for (int i = 0; i < Stages.Count; i++)
                Stages[i].Forward(first, steps);
            for (int t = first; t < first + steps; t++)
                if (kind == Readout.EveryStep)
                    for (int i = 0; i < samples.Length; i++)
                        Output.Row(t, i).CopyTo(Row(i)[(t * Output.Width)..]);
                else if (kind != Readout.Last || t == StageContext.Steps - 1)
                    Elementwise.Add(readout.Pointer, Output.At(t), (long)StageContext.Batch * Output.Stride);
        }

        if (kind == Readout.Mean)
            foreach (ref float value in readout.Span)
                value /= StageContext.Steps;
    }

    /// <summary>Adds the gradients of all parameters to the context's; on entry the readout holds dL/dreadout.</summary>
    /// <param name="inputGradient">Where the gradient of the inputs goes, [sample, time, feature]; empty where it is not wanted.</param>
    public void Backward(Span<float> inputGradient)
    {
        if (kind == Readout.Mean)
            foreach (ref float value in readout.Span)
                value /= StageContext.Steps;
        int last = (StageContext.Steps - 1) / StageContext.BlockSteps * StageContext.BlockSteps;
        int row = StageContext.Batch * Output.Stride;
        for (int first = last; first >= 0; first -= StageContext.BlockSteps)
        {
            int steps = Math.Min(StageContext.BlockSteps, StageContext.Steps - first);
            for (int t = first; t < first + steps; t++)
            {
                Span<float> target = new(outputGradient!.At(t), row);
                if (kind != Readout.EveryStep && (kind != Readout.Last || t == StageContext.Steps - 1))
                    readout.Span[..row].CopyTo(target);
                else
                    target.Clear();
                for (int i = 0; kind == Readout.EveryStep && i < StageContext.Batch; i++)
                    Row(i).Slice(t * Output.Width, Output.Width).CopyTo(target[(i * Output.Stride)..]);
            }

            for (int i = Stages.Count - 1; i >= 0; i--)
                Stages[i].Backward(first, steps);
            for (int t = first; Also.HasFlag(Differentials.Inputs) && t < first + steps; t++)
                for (int i = 0; i < StageContext.Batch; i++)
                    Stages[0].InputGradient!.Row(t, i).CopyTo(inputGradient[(((i * StageContext.Steps) + t) * input.Width)..]);
        }

        for (int i = 0; stateGradient is not null && i < Stages.Count; i++)
            Stages[i].BackwardToState(stateGradient[i]);
    }

    public void SetState(NetworkState? state, int firstSample, int count, int[] widths)
    {
        for (int layer = 0; layer < Stages.Count; layer++)
        {
            for (int part = 0; part < Stages[layer].State.Count; part++)
            {
                Span<float> to = Stages[layer].State[part].Span;
                to.Clear();
                int width = widths[layer], stride = Lanes.Stride(width);
                for (int i = 0; state is not null && i < count; i++)
                    state[layer, part].Slice((firstSample + i) * width, width).CopyTo(to[(i * stride)..]);
            }
        }
    }

    public void GetState(float[][][] state, int firstSample, int count, int[] widths)
    {
        for (int layer = 0; layer < Stages.Count; layer++)
            for (int part = 0; part < Stages[layer].State.Count; part++)
                Get(Stages[layer].State[part], state[layer][part], firstSample, count, widths[layer]);
    }

    /// <summary>Copies dL/d(initial state), which the last backward pass left.</summary>
    public void GetStateGradient(float[][][] gradient, int firstSample, int count, int[] widths)
    {
        for (int layer = 0; layer < Stages.Count; layer++)
            for (int part = 0; part < Stages[layer].State.Count; part++)
                Get(stateGradient![layer][part], gradient[layer][part], firstSample, count, widths[layer]);
    }

    private static void Get(FloatBuffer from, float[] to, int firstSample, int count, int width)
    {
        int stride = Lanes.Stride(width);
        for (int i = 0; i < count; i++)
            from.Span.Slice(i * stride, width).CopyTo(to.AsSpan((firstSample + i) * width));
    }

    private void Gather(Sequences inputs, ReadOnlySpan<int> samples, int first, int steps)
    {
        int width = inputs.Features;
        bool binary = true;
        long ones = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            ReadOnlySpan<float> sample = inputs.Values.Slice(((samples[i] * inputs.Time) + first) * width, steps * width);
            for (int t = 0; t < steps; t++)
            {
                float* to = input.At(first + t) + ((long)i * input.Stride);
                sample.Slice(t * width, width).CopyTo(new Span<float>(to, width));
                for (int q = 0; binary && q < width; q += Lanes.Count)
                {
                    Vector512<float> x = Vector512.Load(to + q);
                    Vector512<float> isOne = Vector512.Equals(x, Vector512<float>.One);
                    ones += BitOperations.PopCount(isOne.ExtractMostSignificantBits());
                    binary = (isOne | Vector512.Equals(x, Vector512<float>.Zero)).ExtractMostSignificantBits() == 0xFFFF;
                }
            }
        }

        input.SetOnes(first, binary ? ones : -1);
    }
}
