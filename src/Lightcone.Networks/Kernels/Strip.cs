using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>A few neighboring vectors of one row that the compiler keeps in registers; kernels take the number of vectors as a type.</summary>
/// <typeparam name="TSelf">The strip itself.</typeparam>
internal unsafe interface IStrip<TSelf>
    where TSelf : struct, IStrip<TSelf>
{
    static abstract int Width { get; }

    static abstract TSelf Load(float* p);

    static abstract void Store(float* p, TSelf strip);

    /// <summary><paramref name="sum"/> + <paramref name="factor"/> * (the vectors at <paramref name="strip"/>), rounded once.</summary>
    static abstract TSelf MultiplyAdd(Vector512<float> factor, TSelf strip, TSelf sum);

    static abstract TSelf Add(TSelf a, TSelf b);
}

internal readonly unsafe struct Strip1(Vector512<float> a) : IStrip<Strip1>
{
    private readonly Vector512<float> a = a;

    public static int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip1 Load(float* p) => new(Vector512.Load(p));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, Strip1 s) => s.a.Store(p);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip1 MultiplyAdd(Vector512<float> f, Strip1 x, Strip1 s) => new(Vector512.FusedMultiplyAdd(f, x.a, s.a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip1 Add(Strip1 x, Strip1 y) => new(x.a + y.a);
}

internal readonly unsafe struct Strip2(Vector512<float> a, Vector512<float> b) : IStrip<Strip2>
{
    private readonly Vector512<float> a = a;
    private readonly Vector512<float> b = b;

    public static int Width => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip2 Load(float* p) => new(Vector512.Load(p), Vector512.Load(p + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, Strip2 s)
    {
        s.a.Store(p);
        s.b.Store(p + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip2 MultiplyAdd(Vector512<float> f, Strip2 x, Strip2 s) =>
        new(Vector512.FusedMultiplyAdd(f, x.a, s.a), Vector512.FusedMultiplyAdd(f, x.b, s.b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip2 Add(Strip2 x, Strip2 y) => new(x.a + y.a, x.b + y.b);
}

internal readonly unsafe struct Strip3(Vector512<float> a, Vector512<float> b, Vector512<float> c) : IStrip<Strip3>
{
    private readonly Vector512<float> a = a;
    private readonly Vector512<float> b = b;
    private readonly Vector512<float> c = c;

    public static int Width => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip3 Load(float* p) => new(Vector512.Load(p), Vector512.Load(p + 16), Vector512.Load(p + 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, Strip3 s)
    {
        s.a.Store(p);
        s.b.Store(p + 16);
        s.c.Store(p + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip3 MultiplyAdd(Vector512<float> f, Strip3 x, Strip3 s) =>
        new(Vector512.FusedMultiplyAdd(f, x.a, s.a), Vector512.FusedMultiplyAdd(f, x.b, s.b), Vector512.FusedMultiplyAdd(f, x.c, s.c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip3 Add(Strip3 x, Strip3 y) => new(x.a + y.a, x.b + y.b, x.c + y.c);
}

internal readonly unsafe struct Strip4(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d) : IStrip<Strip4>
{
    private readonly Vector512<float> a = a;
    private readonly Vector512<float> b = b;
    private readonly Vector512<float> c = c;
    private readonly Vector512<float> d = d;

    public static int Width => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip4 Load(float* p) => new(Vector512.Load(p), Vector512.Load(p + 16), Vector512.Load(p + 32), Vector512.Load(p + 48));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, Strip4 s)
    {
        s.a.Store(p);
        s.b.Store(p + 16);
        s.c.Store(p + 32);
        s.d.Store(p + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip4 MultiplyAdd(Vector512<float> f, Strip4 x, Strip4 s) => new(
        Vector512.FusedMultiplyAdd(f, x.a, s.a),
        Vector512.FusedMultiplyAdd(f, x.b, s.b),
        Vector512.FusedMultiplyAdd(f, x.c, s.c),
        Vector512.FusedMultiplyAdd(f, x.d, s.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip4 Add(Strip4 x, Strip4 y) => new(x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d);
}
