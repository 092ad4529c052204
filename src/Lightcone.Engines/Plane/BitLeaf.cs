using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Plane;

/// <summary>A square of 16 x 16 cells of two states: a row a number of 16 bits, its first cell the lowest bit.</summary>
internal struct BitLeaf : IRecord<BitLeaf>
{
    /// <summary>The rows from the top.</summary>
    public Vector256<ushort> Rows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(in BitLeaf record)
    {
        Vector256<ulong> words = record.Rows.AsUInt64();
        return Node.Mix(Node.Mix(words.GetElement(0), words.GetElement(1)), Node.Mix(words.GetElement(2), words.GetElement(3)) + 0x165667B19E3779F9UL);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(in BitLeaf one, in BitLeaf other) => one.Rows == other.Rows;
}
