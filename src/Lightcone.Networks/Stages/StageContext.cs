using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Stages;

/// <summary>What all stages of one micro-batch share: how many samples are at work, where the parameters are, and where gradients go.</summary>
internal sealed unsafe class StageContext
{
    private const int UsualBlockSteps = 8;

    /// <summary>
    /// Steps per block. Activations of a block stay in the second-level cache while every layer works on them. Part of the results: it fixes the order of sums. All steps where
    /// <see cref="TakesWholeSequences"/>.
    /// </summary>
    public int BlockSteps => TakesWholeSequences ? Steps : UsualBlockSteps;

    /// <summary>Whether a layer needs all steps at once.</summary>
    public required bool TakesWholeSequences { get; init; }

    /// <summary>Samples of the current run, at most <see cref="Capacity"/>.</summary>
    public int Batch { get; set; }

    public required int Capacity { get; init; }

    public required int Steps { get; init; }

    /// <summary>Whether whole sequences are kept for a backward pass or a record; otherwise one block is.</summary>
    public required bool Keeps { get; init; }

    /// <summary>Whether a backward pass will follow.</summary>
    public required bool Trains { get; init; }

    public float* Parameters { get; set; }

    public float* Transposed { get; set; }

    public float* Gradients { get; set; }

    /// <summary>Storage for activations: the whole sequence when kept, otherwise one block.</summary>
    public Activations NewActivations(int width) => new(this, width, Lanes.Stride(width), KeptSteps);

    /// <summary>Storage for one block of activations.</summary>
    public Activations NewBlock(int width) => new(this, width, Lanes.Stride(width), BlockOrLess);

    /// <summary>Like <see cref="NewActivations"/> for rows that are already padded, such as the gates of one neuron side by side.</summary>
    public Activations NewRows(int stride) => new(this, stride, stride, KeptSteps);

    /// <summary>Like <see cref="NewBlock"/> for rows that are already padded.</summary>
    public Activations NewRowBlock(int stride) => new(this, stride, stride, BlockOrLess);

    private int KeptSteps => Keeps ? Steps : BlockOrLess;

    private int BlockOrLess => Math.Min(Steps, BlockSteps);
}
