using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Stages;

/// <summary>One layer at work on one micro-batch: it owns the layer's buffers, runs over blocks of steps forward, and over the same blocks backward in reverse.</summary>
/// <remarks>A virtual call per block of eight steps costs nothing beside the block. After <see cref="Backward"/> the output gradient's storage may hold the input gradient.</remarks>
internal abstract unsafe class Stage(StageContext context, Activations input)
{
    private Activations? inputGradient;

    protected StageContext StageContext { get; } = context;

    public Activations Input { get; } = input;

    public abstract Activations Output { get; }

    /// <summary>Spikes of the current run, or -1 for a layer that does not spike.</summary>
    public virtual long Spikes => -1;

    /// <summary>The membranes, for stages that have them and keep whole sequences.</summary>
    public virtual Activations? Membrane => null;

    /// <summary>The carried state, one buffer [sample, padded feature] per part.</summary>
    public virtual IReadOnlyList<FloatBuffer> State => [];

    /// <summary>Whether the next stage may write over this stage's output.</summary>
    public virtual bool OutputIsFree => false;

    /// <summary>dL/dOutput, one block. Set when training.</summary>
    public Activations? OutputGradient { get; private set; }

    /// <summary>dL/dInput, one block; null for the first stage, unless the gradient of the network's input is wanted.</summary>
    public Activations? InputGradient => inputGradient;

    /// <summary>Wires the gradients: receives the output's, returns the input's.</summary>
    public virtual Activations? Connect(Activations outputGradient, bool stops)
    {
        OutputGradient = outputGradient;
        return inputGradient = stops ? null : NewInputGradient(outputGradient);
    }

    /// <summary>
    /// Writes dL/d(initial state), one buffer per part of <see cref="State"/>, after <see cref="Backward"/> has reached the first step. A reset carries no gradient, here as everywhere.
    /// </summary>
    public virtual void BackwardToState(IReadOnlyList<FloatBuffer> gradients)
    {
    }

    /// <summary>Called once per run, with the initial state in <see cref="State"/>.</summary>
    public virtual void Begin()
    {
    }

    public abstract void Forward(int first, int steps);

    public abstract void Backward(int first, int steps);

    /// <summary>A layer that keeps the width turns the gradient in place; others take a block of their own.</summary>
    protected abstract Activations NewInputGradient(Activations outputGradient);

    /// <summary>Copies what a backward pass has carried to the step before the first one.</summary>
    protected static void CopyState(FloatBuffer carried, FloatBuffer gradient) => carried.Span.CopyTo(gradient.Span);

    protected FloatBuffer NewState(int stride) => new((long)StageContext.Capacity * stride);

    protected static void Copy(float* source, float* target, long count) => new ReadOnlySpan<float>(source, checked((int)count)).CopyTo(new Span<float>(target, (int)count));
}
