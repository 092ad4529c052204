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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        {
            Middles(nine, frame + 1, level - 2);
            return store.Make(frame[1], frame[2], frame[3], frame[4], level - 1);
        }

        Quarter(nine, frame + 1, level - 1);
        for (int i = 0; i < 4; i++)
            nine[i] = Of(frame[1 + i], level - 1, each);
        return store.Make(nine[0], nine[1], nine[2], nine[3], level - 1);
    }

    /// <summary>The five squares of half the side that lie between the four: above, left, middle, right, below.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Overlap(int* frame, int level)
    {
        ref Node square = ref *store.At(frame[0]);
        ref Node nw = ref *store.At(square.NW);
        ref Node ne = ref *store.At(square.NE);
        ref Node sw = ref *store.At(square.SW);
        ref Node se = ref *store.At(square.SE);
        Node* parts = stackalloc Node[5];
        Set(parts, nw.NE, ne.NW, nw.SE, ne.SW, level);
        Set(parts + 1, nw.SW, nw.SE, sw.NW, sw.NE, level);
        Set(parts + 2, nw.SE, ne.SW, sw.NE, se.NW, level);
        Set(parts + 3, ne.SW, ne.SE, se.NW, se.NE, level);
        Set(parts + 4, sw.NE, se.NW, sw.SE, se.SW, level);
        store.Make(parts, 5, frame + 1);
    }

    /// <summary>Four squares, each of four neighbors among nine.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Quarter(int* nine, int* four, int level)
    {
        Node* parts = stackalloc Node[4];
        Set(parts, nine[0], nine[1], nine[3], nine[4], level);
        Set(parts + 1, nine[1], nine[2], nine[4], nine[5], level);
        Set(parts + 2, nine[3], nine[4], nine[6], nine[7], level);
        Set(parts + 3, nine[4], nine[5], nine[7], nine[8], level);
        store.Make(parts, 4, four);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(Node* node, int nw, int ne, int sw, int se, int level)
    {
        (node->NW, node->NE, node->SW, node->SE) = (nw, ne, sw, se);
        (node->Result, node->Exponent, node->Level) = (0, 0, (byte)level);
    }

    /// <summary>The four squares that lie between nine.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Middles(int* nine, int* middles, int level)
    {
        if (level == leafLevel)
        {
            for (int i = 0; i < 4; i++)
            {
                int* corner = nine + (i / 2 * 3) + (i % 2);
                middles[i] = store.Leaves.Middle(corner[0], corner[1], corner[3], corner[4]);
            }

            return;
        }

        Node* parts = stackalloc Node[4];
        for (int i = 0; i < 4; i++)
        {
            int* corner = nine + (i / 2 * 3) + (i % 2);
            Set(parts + i, store.At(corner[0])->SE, store.At(corner[1])->SW, store.At(corner[3])->NE, store.At(corner[4])->NW, level);
        }

        store.Make(parts, 4, middles);
    }
}
