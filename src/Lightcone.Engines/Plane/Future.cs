using System.Runtime.CompilerServices;

namespace Lightcone.Engines.Plane;

/// <summary>
/// HashLife (R. W. Gosper 1984, Physica D 10, 75-80): the middle of a square some generations on, from the middles of nine squares of half its side, which overlap. What was computed is remembered with the square.
/// </summary>
/// <param name="store">The squares.</param>
internal sealed unsafe class Future(NodeStore store)
{
    private const uint Watch = 1 << 10;

    private readonly int leafLevel = store.Leaves.Level;
    private uint watch;

    /// <summary>The middle of a square 2^<paramref name="exponent"/> generations on, at most a quarter of its side: a square of half the side.</summary>
    /// <param name="square">The square, above the leaves.</param>
    /// <param name="level">Its level.</param>
    /// <param name="exponent">At most <paramref name="level"/> - 2.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(int square, int level, int exponent)
    {
        Node* node = store.At(square);
        return node->Result != 0 && node->Exponent == exponent ? node->Result : Compute(square, level, exponent);
    }

    private int Compute(int square, int level, int exponent)
    {
        if (++watch % Watch == 0)
            store.Cancellation.ThrowIfCancellationRequested();
        int* frame = store.Roots.Push();
        frame[0] = square;
        if (store.IsShort)
            store.MakeRoom();
        int result = level == leafLevel + 1 ? store.Leaves.Later(*store.At(square), exponent) : Divide(frame, level, exponent);
        store.Roots.Pop();
        Node* node = store.At(square);
        node->Exponent = (byte)exponent;
        node->Result = result;
        return result;
    }

    private int Divide(int* frame, int level, int exponent)
    {
        // Twice half as many generations where that many are the most, else once and what is asked for.
        bool isTwice = exponent == level - 2;
        int each = isTwice ? exponent - 1 : exponent;
        int* nine = frame + 6;
        Overlap(frame, level - 1);
        Node square = *store.At(frame[0]);
        nine[0] = Of(square.NW, level - 1, each);
        nine[1] = Of(frame[1], level - 1, each);
        nine[2] = Of(square.NE, level - 1, each);
        nine[3] = Of(frame[2], level - 1, each);
        nine[4] = Of(frame[3], level - 1, each);
        nine[5] = Of(frame[4], level - 1, each);
        nine[6] = Of(square.SW, level - 1, each);
        nine[7] = Of(frame[5], level - 1, each);
        nine[8] = Of(square.SE, level - 1, each);
        if (!isTwice)
            return store.Make(Middle(nine, level - 2), Middle(nine + 1, level - 2), Middle(nine + 3, level - 2), Middle(nine + 4, level - 2), level - 1);
        for (int i = 0; i < 4; i++)
        {
            int* corner = nine + (i / 2 * 3) + (i % 2);
            frame[1 + i] = store.Make(corner[0], corner[1], corner[3], corner[4], level - 1);
        }

        for (int i = 0; i < 4; i++)
            nine[i] = Of(frame[1 + i], level - 1, each);
        return store.Make(nine[0], nine[1], nine[2], nine[3], level - 1);
    }

    /// <summary>The five squares of half the side that lie between the four: above, left, middle, right, below.</summary>
    private void Overlap(int* frame, int level)
    {
        Node square = *store.At(frame[0]);
        Node nw = *store.At(square.NW);
        Node ne = *store.At(square.NE);
        Node sw = *store.At(square.SW);
        Node se = *store.At(square.SE);
        byte part = (byte)level;
        Node above = new() { NW = nw.NE, NE = ne.NW, SW = nw.SE, SE = ne.SW, Level = part };
        Node left = new() { NW = nw.SW, NE = nw.SE, SW = sw.NW, SE = sw.NE, Level = part };
        Node middle = new() { NW = nw.SE, NE = ne.SW, SW = sw.NE, SE = se.NW, Level = part };
        Node right = new() { NW = ne.SW, NE = ne.SE, SW = se.NW, SE = se.NE, Level = part };
        Node below = new() { NW = sw.NE, NE = se.NW, SW = sw.SE, SE = se.SW, Level = part };
        // All five are asked for before the first is needed: the memory answers them together.
        ulong first = store.Expect(above);
        ulong second = store.Expect(left);
        ulong third = store.Expect(middle);
        ulong fourth = store.Expect(right);
        ulong fifth = store.Expect(below);
        frame[1] = store.Make(above, first);
        frame[2] = store.Make(left, second);
        frame[3] = store.Make(middle, third);
        frame[4] = store.Make(right, fourth);
        frame[5] = store.Make(below, fifth);
    }

    /// <summary>The square between four.</summary>
    private int Middle(int* corner, int level)
    {
        if (level == leafLevel)
            return store.Leaves.Middle(corner[0], corner[1], corner[3], corner[4]);
        return store.Make(store.At(corner[0])->SE, store.At(corner[1])->SW, store.At(corner[3])->NE, store.At(corner[4])->NW, level);
    }
}
