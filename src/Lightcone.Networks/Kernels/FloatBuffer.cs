namespace Lightcone.Networks.Kernels;

/// <summary>Zero-filled float storage that never moves and starts on a 64-byte line, so that a 16-lane load never straddles two lines.</summary>
internal sealed unsafe class FloatBuffer
{
    private readonly float[] array;
    private readonly int offset;

    public FloatBuffer(long length)
    {
        Length = checked((int)length);
        array = GC.AllocateArray<float>(Length + Lanes.Count, pinned: true);
        fixed (float* start = array)
            offset = (int)((64 - ((nuint)start & 63)) & 63) / sizeof(float);
        fixed (float* start = array)
            Pointer = start + offset;
    }

    public int Length { get; }

    /// <summary>Valid while this object is reachable: the outermost caller keeps it alive.</summary>
    public float* Pointer { get; }

    public Span<float> Span => array.AsSpan(offset, Length);

    public void Clear() => Span.Clear();
}
