using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Networks.Kernels;

/// <summary>How a membrane that stood above its threshold one step ago enters the next step. <c>above</c> is all ones where it did.</summary>
internal interface IReset
{
    /// <summary>The next membrane from the last one and the input.</summary>
    static abstract Vector512<float> Advance(Vector512<float> beta, Vector512<float> last, Vector512<float> input, Vector512<float> above, Vector512<float> threshold);

    /// <summary>The part of the gradient of the next membrane that reaches the last one (before the factor beta).</summary>
    static abstract Vector512<float> ToLast(Vector512<float> gradient, Vector512<float> above);

    /// <summary>What beta multiplies: the last membrane as the reset left it, where it acts before the leak; its gradient is masked by <see cref="ToLast"/> where it is cleared.</summary>
    static abstract Vector512<float> Leaking(Vector512<float> last, Vector512<float> above, Vector512<float> threshold);

    /// <summary>The part of the gradient of the next membrane that reaches the input.</summary>
    static abstract Vector512<float> ToInput(Vector512<float> gradient, Vector512<float> above);
}

/// <summary>beta U + I - threshold.</summary>
internal readonly struct SubtractReset : IReset
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Advance(Vector512<float> beta, Vector512<float> last, Vector512<float> input, Vector512<float> above, Vector512<float> threshold) =>
        Vector512.FusedMultiplyAdd(beta, last, input) - (above & threshold);

    public static Vector512<float> ToLast(Vector512<float> gradient, Vector512<float> above) => gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Leaking(Vector512<float> last, Vector512<float> above, Vector512<float> threshold) => last;

    public static Vector512<float> ToInput(Vector512<float> gradient, Vector512<float> above) => gradient;
}

/// <summary>beta (U - threshold) + I: the reset acts before the leak.</summary>
internal readonly struct SubtractBetaReset : IReset
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Advance(Vector512<float> beta, Vector512<float> last, Vector512<float> input, Vector512<float> above, Vector512<float> threshold) =>
        Vector512.FusedMultiplyAdd(beta, last - (above & threshold), input);

    public static Vector512<float> ToLast(Vector512<float> gradient, Vector512<float> above) => gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Leaking(Vector512<float> last, Vector512<float> above, Vector512<float> threshold) => last - (above & threshold);

    public static Vector512<float> ToInput(Vector512<float> gradient, Vector512<float> above) => gradient;
}

/// <summary>beta 0 + I: only the old membrane is cleared.</summary>
internal readonly struct ZeroReset : IReset
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Advance(Vector512<float> beta, Vector512<float> last, Vector512<float> input, Vector512<float> above, Vector512<float> threshold) =>
        Vector512.FusedMultiplyAdd(beta, Vector512.AndNot(last, above), input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ToLast(Vector512<float> gradient, Vector512<float> above) => Vector512.AndNot(gradient, above);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Leaking(Vector512<float> last, Vector512<float> above, Vector512<float> threshold) => last;

    public static Vector512<float> ToInput(Vector512<float> gradient, Vector512<float> above) => gradient;
}

/// <summary>Zero, the step's input included: what snnTorch's RLeaky does where its Leaky clears only the old membrane.</summary>
internal readonly struct ZeroAllReset : IReset
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Advance(Vector512<float> beta, Vector512<float> last, Vector512<float> input, Vector512<float> above, Vector512<float> threshold) =>
        Vector512.AndNot(Vector512.FusedMultiplyAdd(beta, last, input), above);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ToLast(Vector512<float> gradient, Vector512<float> above) => Vector512.AndNot(gradient, above);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Leaking(Vector512<float> last, Vector512<float> above, Vector512<float> threshold) => last;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ToInput(Vector512<float> gradient, Vector512<float> above) => Vector512.AndNot(gradient, above);
}

/// <summary>beta U + I, whatever fired.</summary>
internal readonly struct NoReset : IReset
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Advance(Vector512<float> beta, Vector512<float> last, Vector512<float> input, Vector512<float> above, Vector512<float> threshold) =>
        Vector512.FusedMultiplyAdd(beta, last, input);

    public static Vector512<float> ToLast(Vector512<float> gradient, Vector512<float> above) => gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Leaking(Vector512<float> last, Vector512<float> above, Vector512<float> threshold) => last;

    public static Vector512<float> ToInput(Vector512<float> gradient, Vector512<float> above) => gradient;
}
