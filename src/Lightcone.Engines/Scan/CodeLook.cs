using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Scan;

/// <summary>A table over codes in vectors, looked up for 64 codes at once.</summary>
internal interface ICodeLook
{
    /// <summary>The table's values for the codes.</summary>
    Vector512<byte> this[Vector512<byte> codes] { get; }
}

/// <summary>A table of 64 values.</summary>
internal readonly struct Look64(ReadOnlySpan<byte> table) : ICodeLook
{
    private readonly Vector512<byte> values = Vector512.Create(table[..64]);

    public Vector512<byte> this[Vector512<byte> codes]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512Vbmi.PermuteVar64x8(values, codes);
    }
}

/// <summary>A table of 128 values.</summary>
internal readonly struct Look128(ReadOnlySpan<byte> table) : ICodeLook
{
    private readonly Vector512<byte> low = Vector512.Create(table[..64]);
    private readonly Vector512<byte> high = Vector512.Create(table[64..128]);

    public Vector512<byte> this[Vector512<byte> codes]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512Vbmi.PermuteVar64x8x2(low, codes, high);
    }
}

/// <summary>A table of 256 values.</summary>
internal readonly struct Look256(ReadOnlySpan<byte> table) : ICodeLook
{
    private readonly Vector512<byte> first = Vector512.Create(table[..64]);
    private readonly Vector512<byte> second = Vector512.Create(table[64..128]);
    private readonly Vector512<byte> third = Vector512.Create(table[128..192]);
    private readonly Vector512<byte> fourth = Vector512.Create(table[192..256]);

    public Vector512<byte> this[Vector512<byte> codes]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512BW.BlendVariable(Avx512Vbmi.PermuteVar64x8x2(first, codes, second), Avx512Vbmi.PermuteVar64x8x2(third, codes, fourth), codes);
    }
}
