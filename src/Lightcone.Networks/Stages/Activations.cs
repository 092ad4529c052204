using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Stages;

/// <summary>The values between two layers, laid out [step, sample, feature] with padded rows; padding is zero.</summary>
internal sealed unsafe class Activations
{
    private readonly StageContext context;
    private readonly FloatBuffer buffer;
    private readonly long[] ones;
    private readonly (int[] Begins, int[] Neurons)[] lists;

    public Activations(StageContext context, int width, int stride, int capacity)
    {
        this.context = context;
        Width = width;
        Stride = stride;
        Capacity = capacity;
        buffer = new FloatBuffer((long)capacity * context.Capacity * Stride);
        ones = new long[(capacity + context.BlockSteps - 1) / context.BlockSteps];
        ones.AsSpan().Fill(-1);
        lists = new (int[], int[])[ones.Length];
    }

    public int Width { get; }

    public int Stride { get; }

    /// <summary>Steps held; one block is reused from block to block.</summary>
    public int Capacity { get; }

    public float* At(int step) => buffer.Pointer + ((long)(step % Capacity) * context.Batch * Stride);

    public ReadOnlySpan<float> Row(int step, int sample) => new(At(step) + ((long)sample * Stride), Width);

    /// <summary>How many ones the block that starts at <paramref name="first"/> holds when it holds only zeros and ones; otherwise -1.</summary>
    public long Ones(int first) => ones[first % Capacity / context.BlockSteps];

    public void SetOnes(int first, long count) => ones[first % Capacity / context.BlockSteps] = count;

    /// <summary>The spikes of the block that starts at <paramref name="first"/>, as <see cref="ListSpikes"/> left them.</summary>
    public SpikeList Spikes(int first)
    {
        (int[] begins, int[] neurons) = lists[first % Capacity / context.BlockSteps];
        return new(begins, neurons);
    }

    /// <summary>Lists the spikes of a block whose <see cref="Ones"/> are known.</summary>
    public SpikeList ListSpikes(int first, int steps)
    {
        ref (int[] Begins, int[] Neurons) list = ref lists[first % Capacity / context.BlockSteps];
        long count = Ones(first);
        if (list.Begins is null || list.Neurons.Length <= count)
            list = SpikeList.Allocate(context.BlockSteps * context.Capacity, count + (count / 4) + Lanes.Count);
        SpikeList spikes = new(list.Begins, list.Neurons);
        spikes.Fill(At(first), Stride, steps * context.Batch, Width);
        return spikes;
    }

    public void Clear() => buffer.Clear();
}
