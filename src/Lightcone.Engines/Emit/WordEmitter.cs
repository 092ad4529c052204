using System.Reflection.Emit;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Stepping;

namespace Lightcone.Engines.Emit;

/// <summary>Emits look-ups on words of one width: a single vpternlog where the processor has it, else the fewest ands, ors and exclusive ors that a division by one input gives.</summary>
internal sealed class WordEmitter
{
    /// <summary>The most operations of a circuit that is compiled: beyond, the compiler takes longer than it saves.</summary>
    private const int MostOperations = 400;

    private readonly MethodInfo? ternary;
    private readonly MethodInfo and;
    private readonly MethodInfo or;
    private readonly MethodInfo xor;
    private readonly MethodInfo not;

    // Operations are named by delegates and not by strings: a program that is trimmed keeps what it can see.
    private WordEmitter(int bits, Type word, Delegate and, Delegate or, Delegate xor, Delegate not, Delegate shiftLeft, Delegate shiftRight, MethodInfo differ, MethodInfo? ternary = null)
    {
        Bits = bits;
        Word = word;
        (this.and, this.or, this.xor, this.not) = (and.Method, or.Method, xor.Method, not.Method);
        this.ternary = ternary;
        ShiftLeft = shiftLeft.Method;
        ShiftRight = shiftRight.Method;
        Differ = differ;
    }

    /// <summary>The widest word of this machine; null when there are no vectors.</summary>
    public static WordEmitter? Widest { get; } =
        Avx512F.IsSupported && Vector512.IsHardwareAccelerated ? Words512()
        : Vector256.IsHardwareAccelerated ? Words256()
        : Vector128.IsHardwareAccelerated ? Words128()
        : null;

    /// <summary>Whether code can be made at run time for vectors of this machine.</summary>
    public static bool IsAvailable => RuntimeFeature.IsDynamicCodeCompiled && Widest is not null;

    /// <summary>Bits of a word.</summary>
    public int Bits { get; }

    /// <summary>The type of a word.</summary>
    public Type Word { get; }

    /// <summary>Shifts the 64-bit parts of a word, each by itself, towards the most significant bit.</summary>
    public MethodInfo ShiftLeft { get; }

    /// <summary>Shifts them towards the least significant bit.</summary>
    public MethodInfo ShiftRight { get; }

    /// <summary>Whether two words differ anywhere.</summary>
    public MethodInfo Differ { get; }

    /// <summary>Operations that a look-up takes, on the average: 1 with an instruction for it. Code that grows beyond some thousands of them is no longer optimized by the compiler, and then runs forty times as long.</summary>
    public int PerLookup => PerLookupOf(Bits);

    /// <summary>Words that the processor keeps in registers.</summary>
    public int Registers => Bits == 512 ? 32 : 16;

    /// <summary>Leaves on the stack what the look-up gives.</summary>
    /// <param name="code">Receives the instructions.</param>
    /// <param name="function">The look-up's function.</param>
    /// <param name="push">Pushes each operand; called as often as needed.</param>
    public void Lookup(ILGenerator code, byte function, Action[] push)
    {
        if (ternary is not null)
        {
            foreach (Action operand in push)
                operand();
            code.Emit(OpCodes.Ldc_I4, (int)function);
            code.Emit(OpCodes.Call, ternary);
            return;
        }

        int[] best = BestOrder(function);
        Divide(code, Reorder(function, best), [push[best[0]], push[best[1]], push[best[2]]]);
    }

    /// <summary><see cref="PerLookup"/> for words of so many bits.</summary>
    public static int PerLookupOf(int bits) => bits == 512 ? 1 : 4;

    /// <summary>Whether a circuit of so many look-ups is made into code.</summary>
    public static bool Suits(int lookups) => IsAvailable && lookups <= MostLookups(Widest!.Bits);

    /// <summary>The most look-ups of a circuit that is made into code on words of so many bits.</summary>
    public static int MostLookups(int bits) => MostOperations / PerLookupOf(bits);

    /// <summary>The operations on two words that a look-up takes where there is no instruction for it.</summary>
    public static int Operations(byte function) => Cost(Reorder(function, BestOrder(function)));

    private static WordEmitter Words512() => new(
        512, typeof(Vector512<ulong>), Two<Vector512<ulong>>(Vector512.BitwiseAnd), Two<Vector512<ulong>>(Vector512.BitwiseOr), Two<Vector512<ulong>>(Vector512.Xor), One<Vector512<ulong>>(Vector512.OnesComplement),
        Shift<Vector512<ulong>>(Vector512.ShiftLeft), Shift<Vector512<ulong>>(Vector512.ShiftRightLogical), typeof(Vector512<ulong>).GetMethod("op_Inequality", [typeof(Vector512<ulong>), typeof(Vector512<ulong>)])!,
        ((Func<Vector512<ulong>, Vector512<ulong>, Vector512<ulong>, byte, Vector512<ulong>>)Avx512F.TernaryLogic).Method);

    private static WordEmitter Words256() => new(
        256, typeof(Vector256<ulong>), Two<Vector256<ulong>>(Vector256.BitwiseAnd), Two<Vector256<ulong>>(Vector256.BitwiseOr), Two<Vector256<ulong>>(Vector256.Xor), One<Vector256<ulong>>(Vector256.OnesComplement),
        Shift<Vector256<ulong>>(Vector256.ShiftLeft), Shift<Vector256<ulong>>(Vector256.ShiftRightLogical), typeof(Vector256<ulong>).GetMethod("op_Inequality", [typeof(Vector256<ulong>), typeof(Vector256<ulong>)])!);

    private static WordEmitter Words128() => new(
        128, typeof(Vector128<ulong>), Two<Vector128<ulong>>(Vector128.BitwiseAnd), Two<Vector128<ulong>>(Vector128.BitwiseOr), Two<Vector128<ulong>>(Vector128.Xor), One<Vector128<ulong>>(Vector128.OnesComplement),
        Shift<Vector128<ulong>>(Vector128.ShiftLeft), Shift<Vector128<ulong>>(Vector128.ShiftRightLogical), typeof(Vector128<ulong>).GetMethod("op_Inequality", [typeof(Vector128<ulong>), typeof(Vector128<ulong>)])!);

    private static Func<T, T> One<T>(Func<T, T> operation) => operation;

    private static Func<T, T, T> Two<T>(Func<T, T, T> operation) => operation;

    private static Func<T, int, T> Shift<T>(Func<T, int, T> operation) => operation;

    private static int[] BestOrder(byte function)
    {
        int[] best = [0, 1, 2];
        foreach (int[] order in (int[][])[[1, 0, 2], [2, 1, 0]])
            if (Cost(Reorder(function, order)) < Cost(Reorder(function, best)))
                best = order;
        return best;
    }

    /// <summary>The function with its operands exchanged: operand i is the former one number order[i].</summary>
    private static byte Reorder(byte function, int[] order) =>
        new Synthesis.LookupNetwork.Gate(0, 1, 2, function).Exchange(0, order[0]).Function;

    /// <summary>The function of the last two operands where the first is 0 (the low four bits) and where it is 1.</summary>
    private void Divide(ILGenerator code, byte function, Action[] push)
    {
        int low = function & 15;
        int high = function >> 4;
        if (low == high)
        {
            Two(code, low, push[1], push[2]);
            return;
        }

        int difference = low ^ high;
        if (low == 0 || difference == 15)
        {
            push[0]();
            if (low == 0)
                Two(code, high, push[1], push[2]);
            else
                Two(code, low, push[1], push[2]);
            code.Emit(OpCodes.Call, low == 0 ? and : xor);
            return;
        }

        if (high == 15)
        {
            push[0]();
            Two(code, low, push[1], push[2]);
            code.Emit(OpCodes.Call, or);
            return;
        }

        // low ^ (first & (low ^ high))
        Two(code, low, push[1], push[2]);
        push[0]();
        Two(code, difference, push[1], push[2]);
        code.Emit(OpCodes.Call, and);
        code.Emit(OpCodes.Call, xor);
    }

    private static int Cost(byte function)
    {
        int low = function & 15;
        int high = function >> 4;
        return low == high ? CostOfTwo(low)
            : low == 0 || high == 15 ? 1 + CostOfTwo(low == 0 ? high : low)
            : (low ^ high) == 15 ? 1 + CostOfTwo(low)
            : 2 + CostOfTwo(low) + CostOfTwo(low ^ high);
    }

    private static int CostOfTwo(int function) => function switch { 0b0000 or 0b1111 => 1, 0b1100 or 0b1010 => 0, 0b0011 or 0b0101 or 0b1000 or 0b1110 or 0b0110 => 1, _ => 2 };

    /// <summary>A function of two operands: bit 2b + c of its number.</summary>
    private void Two(ILGenerator code, int function, Action b, Action c)
    {
        bool inverted = (function & 1) != 0;
        // With the first bit 0 there are eight functions left; the others are their complements.
        int plain = inverted ? function ^ 15 : function;
        switch (plain)
        {
            case 0b0000:
                Pair(b, b, xor);
                break;
            case 0b1100:
                b();
                break;
            case 0b1010:
                c();
                break;
            case 0b1000:
                Pair(b, c, and);
                break;
            case 0b1110:
                Pair(b, c, or);
                break;
            case 0b0110:
                Pair(b, c, xor);
                break;
            case 0b0100:
                Pair(b, () => Inverse(c), and);
                break;
            default:
                Pair(() => Inverse(b), c, and);
                break;
        }

        if (inverted)
            code.Emit(OpCodes.Call, not);

        void Inverse(Action operand)
        {
            operand();
            code.Emit(OpCodes.Call, not);
        }

        void Pair(Action first, Action second, MethodInfo operation)
        {
            first();
            second();
            code.Emit(OpCodes.Call, operation);
        }
    }
}
