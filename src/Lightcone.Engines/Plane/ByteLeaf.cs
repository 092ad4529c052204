using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Plane;

/// <summary>A square of 8 x 8 cells, a byte each, row by row.</summary>
internal struct ByteLeaf : IRecord<ByteLeaf>
{
    /// <summary>The first four rows.</summary>
    public Vector256<byte> Upper;

    /// <summary>The last four rows.</summary>
    public Vector256<byte> Lower;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(in ByteLeaf record)
    {
        return Node.Mix(Half(record.Upper), Half(record.Lower) + 0x165667B19E3779F9UL);

        static ulong Half(Vector256<byte> rows)
        {
            Vector256<ulong> words = rows.AsUInt64();
            return Node.Mix(Node.Mix(words.GetElement(0), words.GetElement(1)), Node.Mix(words.GetElement(2), words.GetElement(3)) + 0x27D4EB2F165667C5UL);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(in ByteLeaf one, in ByteLeaf other) => one.Upper == other.Upper && one.Lower == other.Lower;
}
