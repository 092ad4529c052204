using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Emit;
using Lightcone.Tasks;

namespace Lightcone.Engines.Scan;

/// <summary>
/// A rule of carries, run from zeros to its fixed point on 512 pairs of numbers at a time, its answer compared with that of a ripple of full adders. Vector i of an operand holds bit i of the 512 numbers; all cells of a
/// generation are computed from those of the one before, from the highest down, so that each is overwritten when nobody needs it any more.
/// </summary>
internal sealed unsafe class PairPass
{
    private const int VectorBytes = 64;
    private const byte Parity = 0b1001_0110;
    private const byte Majority = 0b1110_1000;

    /// <summary>The first bit, set besides where the other two differ.</summary>
    private const byte OrDifference = 0b1111_0110;

    private readonly int bits;
    private readonly byte carry;
    private readonly byte digit;
    private readonly bool wall;
    private readonly int limit;
    private readonly Code? compiled;

    /// <param name="bits">Cells.</param>
    /// <param name="carry">The rule: a carry for bits a, b and the carry below, number 4 a + 2 b + carry.</param>
    /// <param name="digit">The readout of the same neighborhood.</param>
    /// <param name="wall">The carry below the lowest cell.</param>
    /// <param name="isCompiled">Whether to make code at run time.</param>
    public PairPass(int bits, byte carry, byte digit, bool wall, bool isCompiled)
    {
        (this.bits, this.carry, this.digit, this.wall) = (bits, carry, digit, wall);
        // A rule that does not settle has repeated itself by then, or is not the adder.
        limit = (2 * bits) + 4;
        compiled = isCompiled ? Emit(WordEmitter.Widest!) : null;
    }

    private delegate int Code(nint a, nint b, nint wrong);

    /// <summary>Runs 512 pairs.</summary>
    /// <param name="a">Bits of the first operands, lowest first.</param>
    /// <param name="b">Bits of the second.</param>
    /// <param name="wrong">Receives a 1 for every pair whose sum is wrong, or that did not settle.</param>
    /// <returns>Generations until none of them changed any more, the last one, which changed nothing, left out.</returns>
    public int Run(Vector512<ulong>* a, Vector512<ulong>* b, Vector512<ulong>* wrong)
    {
        if (compiled is null)
            return Interpret(a, b, wrong);
        int most = 0;
        for (int part = 0; part < VectorBytes; part += WordEmitter.Widest!.Bits / 8)
            most = Math.Max(most, compiled((nint)a + part, (nint)b + part, (nint)wrong + part));
        return most - 1;
    }

    private int Interpret(Vector512<ulong>* a, Vector512<ulong>* b, Vector512<ulong>* wrong)
    {
        Vector512<ulong> below = wall ? Vector512<ulong>.AllBitsSet : Vector512<ulong>.Zero;
        Span<Vector512<ulong>> carries = stackalloc Vector512<ulong>[bits];
        carries.Clear();
        int steps = 0;
        Vector512<ulong> changed;
        do
        {
            changed = Vector512<ulong>.Zero;
            for (int i = bits - 1; i >= 0; i--)
            {
                Vector512<ulong> next = CircuitInterpreter.Lookup(carry, a[i], b[i], i == 0 ? below : carries[i - 1]);
                changed |= next ^ carries[i];
                carries[i] = next;
            }
        }
        while (++steps < limit && changed != Vector512<ulong>.Zero);

        Vector512<ulong> ripple = Vector512<ulong>.Zero;
        for (int i = 0; i < bits; i++)
        {
            changed |= a[i] ^ b[i] ^ ripple ^ CircuitInterpreter.Lookup(digit, a[i], b[i], i == 0 ? below : carries[i - 1]);
            ripple = (a[i] & b[i]) | (ripple & (a[i] | b[i]));
        }

        *wrong = changed | (ripple ^ carries[bits - 1]);
        return steps - 1;
    }

    private Code Emit(WordEmitter words)
    {
        DynamicMethod method = new("pairs", typeof(int), [typeof(nint), typeof(nint), typeof(nint)], typeof(PairPass).Module, true);
        ILGenerator code = method.GetILGenerator();
        LocalBuilder[] carries = [.. Enumerable.Range(0, bits).Select(_ => code.DeclareLocal(words.Word))];
        LocalBuilder changed = code.DeclareLocal(words.Word);
        LocalBuilder next = code.DeclareLocal(words.Word);
        LocalBuilder ripple = code.DeclareLocal(words.Word);
        LocalBuilder steps = code.DeclareLocal(typeof(int));
        Label top = code.DefineLabel();
        Label settled = code.DefineLabel();
        foreach (LocalBuilder local in (LocalBuilder[])[.. carries, ripple])
            Set(local, Zero);
        code.MarkLabel(top);
        Set(changed, Zero);
        for (int i = bits - 1; i >= 0; i--)
        {
            int cell = i;
            Set(next, () => words.Lookup(code, carry, [() => Load(0, cell), () => Load(1, cell), () => Below(cell)]));
            Set(changed, () => words.Lookup(code, OrDifference, [Get(changed), Get(next), Get(carries[cell])]));
            Set(carries[i], Get(next));
        }

        code.Emit(OpCodes.Ldloc, steps);
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Stloc, steps);
        code.Emit(OpCodes.Ldloc, steps);
        code.Emit(OpCodes.Ldc_I4, limit);
        code.Emit(OpCodes.Bge, settled);
        code.Emit(OpCodes.Ldloc, changed);
        Zero();
        code.Emit(OpCodes.Call, words.Differ);
        code.Emit(OpCodes.Brtrue, top);
        code.MarkLabel(settled);
        for (int i = 0; i < bits; i++)
        {
            int cell = i;
            Set(next, () => words.Lookup(code, digit, [() => Load(0, cell), () => Load(1, cell), () => Below(cell)]));
            // The reference: a sum digit is the parity of three bits, a carry their majority.
            Set(changed, () => words.Lookup(code, OrDifference, [Get(changed), Get(next), () => words.Lookup(code, Parity, [() => Load(0, cell), () => Load(1, cell), Get(ripple)])]));
            Set(ripple, () => words.Lookup(code, Majority, [Get(ripple), () => Load(0, cell), () => Load(1, cell)]));
        }

        code.Emit(OpCodes.Ldarg_2);
        words.Lookup(code, OrDifference, [Get(changed), Get(ripple), Get(carries[^1])]);
        code.Emit(OpCodes.Stobj, words.Word);
        code.Emit(OpCodes.Ldloc, steps);
        code.Emit(OpCodes.Ret);
        Code made = method.CreateDelegate<Code>();
        RuntimeHelpers.PrepareDelegate(made);
        return made;

        void Below(int cell)
        {
            if (cell > 0)
                code.Emit(OpCodes.Ldloc, carries[cell - 1]);
            else
                Constant(wall ? (byte)255 : (byte)0);
        }

        void Zero() => Constant(0);

        void Constant(byte function) => words.Lookup(code, function, [() => Load(0, 0), () => Load(0, 0), () => Load(0, 0)]);

        void Load(int operand, int cell)
        {
            code.Emit(OpCodes.Ldarg_S, (byte)operand);
            code.Emit(OpCodes.Ldc_I4, cell * VectorBytes);
            code.Emit(OpCodes.Conv_I);
            code.Emit(OpCodes.Add);
            code.Emit(OpCodes.Ldobj, words.Word);
        }

        Action Get(LocalBuilder local) => () => code.Emit(OpCodes.Ldloc, local);

        void Set(LocalBuilder local, Action push)
        {
            push();
            code.Emit(OpCodes.Stloc, local);
        }
    }
}
