using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Lanes;

/// <summary>Vectors of zeros in memory that does not move, from the beginning of a cache line on.</summary>
internal sealed unsafe class VectorBuffer
{
    private readonly ulong[] words;

    /// <param name="vectors">How many.</param>
    public VectorBuffer(long vectors)
    {
        Length = vectors;
        words = GC.AllocateArray<ulong>(checked((int)((vectors * 8) + 8)), pinned: true);
        Start = (Vector512<ulong>*)((Marshal.UnsafeAddrOfPinnedArrayElement(words, 0) + 63) & ~63);
    }

    /// <summary>How many vectors there are.</summary>
    public long Length { get; }

    /// <summary>The first vector. Valid as long as this object is in use.</summary>
    public Vector512<ulong>* Start { get; }

    /// <summary>A buffer of twice the length that begins with these vectors.</summary>
    public VectorBuffer Doubled()
    {
        VectorBuffer larger = new(2 * Length);
        new ReadOnlySpan<ulong>(Start, checked((int)(8 * Length))).CopyTo(new Span<ulong>(larger.Start, checked((int)(8 * Length))));
        GC.KeepAlive(this);
        return larger;
    }
}
