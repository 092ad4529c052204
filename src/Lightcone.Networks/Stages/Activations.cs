using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Stages;

/// <summary>The values between two layers, laid out [step, sample, feature] with padded rows; padding is zero.</summary>
internal sealed unsafe class Activations
{
    private readonly Frame frame;
    private readonly FloatBuffer buffer;
    private readonly long[] ones;
    private readonly (int[] Begins, int[] Neurons)[] lists;

    public Activations(Frame frame, int width, int stride, int capacity)
    {
        this.frame = frame;
        Width = width;
        Stride = stride;
        Capacity = capacity;
        buffer = new FloatBuffer((long)capacity * frame.Capacity * Stride);
        ones = new long[(capacity + Frame.BlockSteps - 1) / Frame.BlockSteps];
        ones.AsSpan().Fill(-1);
        lists = new (int[], int[])[ones.Length];
    }

    public int Width { get; }

    public int Stride { get; }

    /// <summary>Steps held; one block is reused from block to block.</summary>
    public int Capacity { get; }

    public float* At(int step) => buffer.Pointer + ((long)(step % Capacity) * frame.Batch * Stride);

    public ReadOnlySpan<float> Row(int step, int sample) => new(At(step) + ((long)sample * Stride), Width);

    /// <summary>How many ones the block that starts at <paramref name="first"/> holds when it holds only zeros and ones; otherwise -1.</summary>
    public long Ones(int first) => ones[first % Capacity / Frame.BlockSteps];

    public void SetOnes(int first, long count) => ones[first % Capacity / Frame.BlockSteps] = count;

    /// <summary>The spikes of the block that starts at <paramref name="first"/>, as <see cref="ListSpikes"/> left them.</summary>
    public SpikeList Spikes(int first)
    {
        (int[] begins, int[] neurons) = lists[first % Capacity / Frame.BlockSteps];
        return new(begins, neurons);
    }

    /// <summary>Lists the spikes of a block whose <see cref="Ones"/> are known.</summary>
    public SpikeList ListSpikes(int first, int steps)
    {
        ref (int[] Begins, int[] Neurons) list = ref lists[first % Capacity / Frame.BlockSteps];
        long count = Ones(first);
        if (list.Begins is null || list.Neurons.Length <= count)
            list = SpikeList.Allocate(Frame.BlockSteps * frame.Capacity, count + (count / 4) + Lanes.Count);
        SpikeList spikes = new(list.Begins, list.Neurons);
        spikes.Fill(At(first), Stride, steps * frame.Batch, Width);
        return spikes;
    }

    public void Clear() => buffer.Clear();
}
