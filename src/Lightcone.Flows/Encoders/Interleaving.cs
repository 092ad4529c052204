using Lightcone.Flows.Trajectories;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Flows.Encoders;

/// <summary>Three components of sixteen trajectories, or of four, rounded to single precision and written trajectory by trajectory: x0 y0 z0 x1 y1 z1 …</summary>
internal static class Interleaving
{
    /// <summary>How many numbers are written; a quarter of them of four trajectories.</summary>
    public const int Count = 48;

    // Output number k is component k % 3 of trajectory k / 3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(WideLanes x, WideLanes y, WideLanes z, Span<float> to)
    {
        Vector512<float> a = Vector512.Narrow(x.First, x.Second), b = Vector512.Narrow(y.First, y.Second), c = Vector512.Narrow(z.First, z.Second);
        Vector512<int> first = Vector512.Create(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5);
        Vector512<int> second = Vector512.Create(5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10);
        Vector512<int> third = Vector512.Create(10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15);
        // The places of the component that comes first in an output vector, and of the one after it; the two later vectors begin with another component each.
        Vector512<float> leading = Vector512.Create(-1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1).AsSingle();
        Vector512<float> following = Vector512.Create(0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0).AsSingle();
        to = to[..Count];
        Mix(a, b, c, first, leading, following).CopyTo(to);
        Mix(b, c, a, second, leading, following).CopyTo(to[16..]);
        Mix(c, a, b, third, leading, following).CopyTo(to[32..]);
    }

    /// <summary>The same for four trajectories.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(HalfLanes x, HalfLanes y, HalfLanes z, Span<float> to)
    {
        Vector128<float> a = Narrow(x), b = Narrow(y), c = Narrow(z);
        Vector128<float> leading = Vector128.Create(-1, 0, 0, -1).AsSingle(), following = Vector128.Create(0, -1, 0, 0).AsSingle();
        to = to[..(Count / 4)];
        Mix(a, b, c, Vector128.Create(0, 0, 0, 1), leading, following).CopyTo(to);
        Mix(b, c, a, Vector128.Create(1, 1, 2, 2), leading, following).CopyTo(to[4..]);
        Mix(c, a, b, Vector128.Create(2, 3, 3, 3), leading, following).CopyTo(to[8..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Narrow(HalfLanes lanes) => Vector128.Narrow(lanes.Value.GetLower(), lanes.Value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Mix(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<int> lanes, Vector128<float> leading, Vector128<float> following) =>
        Vector128.ConditionalSelect(leading, Vector128.Shuffle(a, lanes), Vector128.ConditionalSelect(following, Vector128.Shuffle(b, lanes), Vector128.Shuffle(c, lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mix(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<int> lanes, Vector512<float> leading, Vector512<float> following) =>
        Vector512.ConditionalSelect(leading, Vector512.Shuffle(a, lanes), Vector512.ConditionalSelect(following, Vector512.Shuffle(b, lanes), Vector512.Shuffle(c, lanes)));
}
