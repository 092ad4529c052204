using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lightcone.Engines.Plane;

/// <summary>Leaves of 16 x 16 cells of two states. Four of them are a window, which is carried on without further division: that takes less time than looking up one of its parts in memory.</summary>
/// <param name="plain">Carries the first windows on.</param>
/// <param name="compiled">Carries on all others: making it takes as long as some thousands of windows do without it.</param>
internal sealed unsafe class BitLeaves(PlainWindow plain, Lazy<WindowPass> compiled) : LeafRule<BitLeaf>
{
    private const int Side = 16;

    /// <summary>Windows before the rule is compiled.</summary>
    private const int Few = 1_000;

    private WindowPass pass = plain;
    private int windows;

    public override int Level => 4;

    [SkipLocalsInit]
    public override BitLeaf Later(in BitLeaf nw, in BitLeaf ne, in BitLeaf sw, in BitLeaf se, int exponent)
    {
        uint* room = stackalloc uint[WindowPass.Side + (2 * WindowPass.Margin)];
        uint* rows = room + WindowPass.Margin;
        Join(nw.Rows, ne.Rows, rows);
        Join(sw.Rows, se.Rows, rows + Side);
        if (++windows == Few)
            pass = compiled.Value;
        pass.Run(rows, 1 << exponent);
        if (Avx512F.IsSupported)
        {
            Vector512<uint> middle = Avx512F.ShiftRightLogical(Avx512F.AlignRight32(Vector512.Load(rows + Side), Vector512.Load(rows), Side / 2), Side / 2);
            return new BitLeaf { Rows = Avx512F.ConvertToVector256UInt16(middle) };
        }

        return Cut(rows);
    }

    [SkipLocalsInit]
    public override BitLeaf Middle(in BitLeaf nw, in BitLeaf ne, in BitLeaf sw, in BitLeaf se)
    {
        uint* rows = stackalloc uint[WindowPass.Side];
        Join(nw.Rows, ne.Rows, rows);
        Join(sw.Rows, se.Rows, rows + Side);
        return Cut(rows);
    }

    public override BitLeaf Filled(byte state) => new() { Rows = state == 0 ? Vector256<ushort>.Zero : Vector256<ushort>.AllBitsSet };

    public override byte Read(in BitLeaf leaf, int x, int y) => (byte)((Row(ref Unsafe.AsRef(in leaf), y) >> x) & 1);

    public override void Write(ref BitLeaf leaf, int x, int y, byte state)
    {
        ref ushort row = ref Row(ref leaf, y);
        row = (ushort)((row & ~(1 << x)) | (state << x));
    }

    public override int CountOthers(in BitLeaf leaf, byte state)
    {
        Vector256<ulong> words = leaf.Rows.AsUInt64();
        int ones = 0;
        for (int i = 0; i < Vector256<ulong>.Count; i++)
            ones += BitOperations.PopCount(words[i]);
        return state == 0 ? ones : (Side * Side) - ones;
    }

    private static ref ushort Row(ref BitLeaf leaf, int y) => ref Unsafe.Add(ref Unsafe.As<BitLeaf, ushort>(ref leaf), y);

    private static void Join(Vector256<ushort> left, Vector256<ushort> right, uint* rows)
    {
        if (Avx512F.IsSupported)
        {
            (Avx512F.ConvertToVector512UInt32(left) | (Avx512F.ConvertToVector512UInt32(right) << Side)).Store(rows);
            return;
        }

        (Vector256.WidenLower(left) | (Vector256.WidenLower(right) << Side)).Store(rows);
        (Vector256.WidenUpper(left) | (Vector256.WidenUpper(right) << Side)).Store(rows + (Side / 2));
    }

    private static BitLeaf Cut(uint* rows)
    {
        Vector256<uint> low = Vector256.Create((uint)ushort.MaxValue);
        return new BitLeaf { Rows = Vector256.Narrow((Vector256.Load(rows + (Side / 2)) >>> (Side / 2)) & low, (Vector256.Load(rows + Side) >>> (Side / 2)) & low) };
    }
}
