using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Plane;

/// <summary>A square of the plane as four squares of half its side: numbers of nodes, or of leaves, which are negative. It remembers its middle, half as wide, some generations on.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct Node : IRecord<Node>
{
    /// <summary>Upper left.</summary>
    public int NW;

    /// <summary>Upper right.</summary>
    public int NE;

    /// <summary>Lower left.</summary>
    public int SW;

    /// <summary>Lower right.</summary>
    public int SE;

    /// <summary>The middle later; 0 when it is not known.</summary>
    public int Result;

    /// <summary>The generations until then are 2 to the power of this.</summary>
    public byte Exponent;

    /// <summary>The side is 2 to the power of this.</summary>
    public byte Level;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(in Node record) => Mix(Unsafe.As<int, ulong>(ref Unsafe.AsRef(in record.NW)), Unsafe.As<int, ulong>(ref Unsafe.AsRef(in record.SW)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(in Node one, in Node other) => Quarters(one) == Quarters(other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Quarters(in Node node) => Vector128.LoadUnsafe(ref Unsafe.AsRef(in node.NW));

    /// <summary>Two words as one whose high and low bits depend on all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong one, ulong other)
    {
        ulong high = Math.BigMul(one ^ 0x9E3779B97F4A7C15UL, (other * 0xD6E8FEB86659FD93UL) ^ 0xC2B2AE3D27D4EB4FUL, out ulong low);
        ulong mixed = high ^ low;
        return mixed ^ (mixed << 29);
    }
}
