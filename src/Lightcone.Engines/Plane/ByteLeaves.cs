using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Plane;

/// <summary>Leaves of 8 x 8 cells of up to 256 states, by the rule's table.</summary>
internal sealed unsafe class ByteLeaves(NeighborTable table) : LeafRule<ByteLeaf>
{
    private const int Side = 8;
    private const int WindowSide = 2 * Side;

    public override int Level => 3;

    [SkipLocalsInit]
    public override ByteLeaf Later(in ByteLeaf nw, in ByteLeaf ne, in ByteLeaf sw, in ByteLeaf se, int exponent)
    {
        byte* now = stackalloc byte[WindowSide * WindowSide];
        byte* next = stackalloc byte[WindowSide * WindowSide];
        Join(nw, ne, now);
        Join(sw, se, now + (WindowSide * Side));
        for (int generation = 1; generation <= 1 << exponent; generation++)
        {
            table.Step(now, next, WindowSide, generation);
            byte* other = now;
            now = next;
            next = other;
        }

        return Cut(now);
    }

    [SkipLocalsInit]
    public override ByteLeaf Middle(in ByteLeaf nw, in ByteLeaf ne, in ByteLeaf sw, in ByteLeaf se)
    {
        byte* now = stackalloc byte[WindowSide * WindowSide];
        Join(nw, ne, now);
        Join(sw, se, now + (WindowSide * Side));
        return Cut(now);
    }

    public override ByteLeaf Filled(byte state) => new() { Upper = Vector256.Create(state), Lower = Vector256.Create(state) };

    public override byte Read(in ByteLeaf leaf, int x, int y) => (byte)(Row(leaf, y) >> (8 * x));

    public override void Write(ref ByteLeaf leaf, int x, int y, byte state) => Unsafe.Add(ref Unsafe.As<ByteLeaf, byte>(ref leaf), (y * Side) + x) = state;

    public override int CountOthers(in ByteLeaf leaf, byte state)
    {
        Vector256<byte> background = Vector256.Create(state);
        return (Side * Side) - Vector256.CountWhereAllBitsSet(Vector256.Equals(leaf.Upper, background)) - Vector256.CountWhereAllBitsSet(Vector256.Equals(leaf.Lower, background));
    }

    private static void Join(in ByteLeaf left, in ByteLeaf right, byte* window)
    {
        for (int y = 0; y < Side; y++)
        {
            *(ulong*)(window + (y * WindowSide)) = Row(left, y);
            *(ulong*)(window + (y * WindowSide) + Side) = Row(right, y);
        }
    }

    private static ulong Row(in ByteLeaf leaf, int y) => Unsafe.Add(ref Unsafe.As<ByteLeaf, ulong>(ref Unsafe.AsRef(in leaf)), y);

    private static ByteLeaf Cut(byte* window)
    {
        byte* corner = window + (Side / 2 * WindowSide) + (Side / 2);
        return new ByteLeaf { Upper = Rows(corner).AsByte(), Lower = Rows(corner + (Side / 2 * WindowSide)).AsByte() };

        static Vector256<ulong> Rows(byte* first) => Vector256.Create(*(ulong*)first, *(ulong*)(first + WindowSide), *(ulong*)(first + (2 * WindowSide)), *(ulong*)(first + (3 * WindowSide)));
    }
}
