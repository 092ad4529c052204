using System.Collections.Concurrent;
using Lightcone.Foundation.Arrays;
using Lightcone.Networks.Kernels;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Objectives;
using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Running;

/// <summary>Packed parameters and the micro-batches that work with them. One batch at a time.</summary>
internal sealed unsafe class SequenceEngine
{
    private readonly FloatBuffer packed;
    private readonly FloatBuffer transposed;
    private readonly List<MicroBatch> training = [];
    private readonly List<MicroBatch> resting = [];
    private readonly List<FloatBuffer> gradients = [];
    private bool transposedIsCurrent;

    public SequenceEngine(Plan plan, ParameterSet parameters)
    {
        Plan = plan;
        packed = new FloatBuffer(plan.Length);
        transposed = new FloatBuffer(plan.TransposedLength);
        plan.Pack(parameters, packed.Span);
    }

    public Plan Plan { get; }

    /// <summary>The parameters; call <see cref="ParametersChanged"/> after writing.</summary>
    public FloatBuffer Packed => packed;

    /// <summary>The sum over all parts of the last batch given to <c>Gradient</c>.</summary>
    public FloatBuffer Gradients => gradients[0];

    public void ParametersChanged() => transposedIsCurrent = false;

    public Response Run(Sequences inputs, NetworkState? state, int threads) => Infer(inputs, state, threads, keeps: false, null, null);

    /// <summary>Runs and keeps every layer's outputs and membranes.</summary>
    public Observation Observe(Sequences inputs, NetworkState? state)
    {
        float[][] values = [.. Plan.StateWidths.Select(w => new float[inputs.Batch * inputs.Time * w])];
        float[]?[] membranes = new float[]?[values.Length];
        Response response = Infer(inputs, state, 1, keeps: true, values, membranes);
        return new Observation(response, Plan, inputs.Time, values, membranes);
    }

    /// <summary>Leaves the gradient of the objective in <see cref="Gradients"/>; returns what happened on the way.</summary>
    public BatchOutcome Gradient(Sequences inputs, ReadOnlySpan<int> samples, NetworkState? state, Objective objective, int threads) =>
        Gradient(inputs, samples, state, objective, threads, Differentials.Parameters, [], []);

    /// <summary>The same, and the gradients of inputs, [sample, time, feature], and of the state where these are asked for.</summary>
    public BatchOutcome Gradient(
        Sequences inputs, ReadOnlySpan<int> samples, NetworkState? state, Objective objective, int threads, Differentials also, float[] inputGradient, float[][][] stateGradient)
    {
        int[] chosen = samples.ToArray();
        Check(inputs, chosen.Length, state);
        int size = MicroBatch.Samples(inputs.Time);
        if (!transposedIsCurrent)
            Plan.Transpose(packed.Span, transposed.Span);
        transposedIsCurrent = true;
        int parts = (chosen.Length + size - 1) / size;
        while (gradients.Count < parts)
            gradients.Add(new FloatBuffer(Plan.Length));
        int capacity = Math.Min(size, chosen.Length);
        ConcurrentBag<MicroBatch> free = [.. training.Where(s => s.StageContext.Steps == inputs.Time && s.StageContext.Capacity >= capacity && s.Also == also)];
        training.Clear();
        double[] losses = new double[parts];
        (int Samples, int Targets)[] correct = new (int, int)[parts];
        long[] spikes = EmptySpikes();
        double scale = objective.Scale(chosen);
        Each(chosen.Length, size, threads, part =>
        {
            if (!free.TryTake(out MicroBatch? microBatch))
                microBatch = NewMicroBatch(capacity, inputs.Time, keeps: true, trains: true, also);
            int first = part * size;
            int count = Math.Min(size, chosen.Length - first);
            microBatch.SetState(state, first, count, Plan.StateWidths);
            microBatch.Forward(inputs, chosen.AsSpan(first, count));
            for (int i = 0; i < count; i++)
            {
                Span<float> row = microBatch.Row(i);
                int right = objective.CorrectTargets(chosen[first + i], row);
                correct[part].Samples += right == objective.Targets(chosen[first + i]) ? 1 : 0;
                correct[part].Targets += right;
                losses[part] += objective.Sample(chosen[first + i], row, (float)scale) * scale;
            }

            gradients[part].Clear();
            microBatch.StageContext.Gradients = gradients[part].Pointer;
            int length = inputs.Time * inputs.Features;
            microBatch.Backward(also.HasFlag(Differentials.Inputs) ? inputGradient.AsSpan(first * length, count * length) : []);
            if (also.HasFlag(Differentials.State))
                microBatch.GetStateGradient(stateGradient, first, count, Plan.StateWidths);
            Spikes(microBatch, spikes);
            free.Add(microBatch);
        });
        training.AddRange(free);
        double loss = losses[0];
        for (int part = 1; part < parts; part++)
        {
            loss += losses[part];
            Elementwise.Add(Gradients.Pointer, gradients[part].Pointer, Plan.Length);
        }

        GC.KeepAlive(this);
        return new BatchOutcome(loss, correct.Sum(static c => c.Samples), chosen.Length, spikes)
        {
            Steps = objective.HasStepTargets ? chosen.Sum(objective.Targets) : 0,
            CorrectSteps = objective.HasStepTargets ? correct.Sum(static c => c.Targets) : 0,
        };
    }

    private Response Infer(Sequences inputs, NetworkState? state, int threads, bool keeps, float[][]? values, float[]?[]? membranes)
    {
        int[] all = Samples(inputs.Batch);
        Check(inputs, all.Length, state);
        int size = MicroBatch.Samples(inputs.Time);
        int rows = Plan.Architecture.Readout == Readout.EveryStep ? inputs.Time : 1;
        int width = rows * Plan.Architecture.Outputs;
        float[] outputs = new float[checked(inputs.Batch * width)];
        float[][][] left = NetworkState.NewParts(Plan.Architecture, inputs.Batch);
        long[] spikes = EmptySpikes();
        ConcurrentBag<MicroBatch> free = [.. resting.Where(s => s.StageContext.Steps == inputs.Time && s.StageContext.Keeps == keeps && s.StageContext.Capacity >= Math.Min(size, all.Length))];
        resting.Clear();
        Each(all.Length, size, threads, part =>
        {
            int first = part * size;
            int count = Math.Min(size, all.Length - first);
            if (!free.TryTake(out MicroBatch? microBatch))
                microBatch = NewMicroBatch(Math.Min(size, all.Length), inputs.Time, keeps, trains: false);
            microBatch.SetState(state, first, count, Plan.StateWidths);
            microBatch.Forward(inputs, all.AsSpan(first, count));
            microBatch.GetState(left, first, count, Plan.StateWidths);
            for (int i = 0; i < count; i++)
                microBatch.Row(i).CopyTo(outputs.AsSpan((first + i) * width, width));
            for (int layer = 0; values is not null && layer < values.Length; layer++)
            {
                Keep(microBatch.Stages[layer].Output, values[layer], first, count, inputs.Time);
                if (microBatch.Stages[layer].Membrane is Activations membrane)
                    Keep(membrane, membranes![layer] ??= new float[values[layer].Length], first, count, inputs.Time);
            }

            Spikes(microBatch, spikes);
            free.Add(microBatch);
        });
        resting.AddRange(free);
        for (int layer = 0; membranes is not null && layer < membranes.Length; layer++)
            Recorded(Plan.Architecture.Layers[layer], membranes[layer]);
        return new Response(inputs.Batch, rows, Plan.Architecture.Outputs, outputs, new NetworkState(inputs.Batch, Plan.StateWidths, left), spikes);
    }

    // Where the reset comes right after the spike, a record shows the membrane as it left it; the kernels carry the one before.
    private static void Recorded(Layer layer, float[]? membranes)
    {
        (float threshold, Reset reset) = layer switch
        {
            Leaky { ResetDelay: false } leaky => (leaky.Threshold, leaky.Reset),
            RLeaky { ResetDelay: false } leaky => (leaky.Threshold, leaky.Reset),
            _ => (0, Reset.None),
        };
        if (reset == Reset.None || membranes is null)
            return;
        foreach (ref float u in membranes.AsSpan())
            if (u > threshold)
                u = reset == Reset.Zero ? 0 : u - threshold;
    }

    private static int[] Samples(int batch)
    {
        int[] all = new int[batch];
        for (int i = 0; i < batch; i++)
            all[i] = i;
        return all;
    }

    private static void Keep(Activations activations, float[] to, int first, int count, int time)
    {
        for (int i = 0; i < count; i++)
            for (int t = 0; t < time; t++)
                activations.Row(t, i).CopyTo(to.AsSpan((((first + i) * time) + t) * activations.Width));
    }

    private void Check(Sequences inputs, int samples, NetworkState? state)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Features != Plan.Architecture.Inputs)
            throw new ArgumentException($"the network takes {Plan.Architecture.Inputs} features per step, the sequences have {inputs.Features}.", nameof(inputs));
        state?.Check(Plan.StateWidths, samples);
    }

    private MicroBatch NewMicroBatch(int capacity, int steps, bool keeps, bool trains, Differentials also = Differentials.Parameters)
    {
        MicroBatch microBatch = new(Plan, capacity, steps, keeps, trains, also);
        microBatch.StageContext.Parameters = packed.Pointer;
        microBatch.StageContext.Transposed = transposed.Pointer;
        return microBatch;
    }

    private void Each(int samples, int size, int threads, Action<int> work)
    {
        int parts = (samples + size - 1) / size;
        if (threads == 1 || parts == 1)
            for (int part = 0; part < parts; part++)
                work(part);
        else
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
        GC.KeepAlive(this);
    }

    private long[] EmptySpikes() => [.. Plan.Architecture.Layers.Select(static l => l.Spikes ? 0L : -1L)];

    private static void Spikes(MicroBatch microBatch, long[] spikes)
    {
        for (int layer = 0; layer < spikes.Length; layer++)
            if (spikes[layer] >= 0)
                Interlocked.Add(ref spikes[layer], microBatch.Stages[layer].Spikes);
    }
}
