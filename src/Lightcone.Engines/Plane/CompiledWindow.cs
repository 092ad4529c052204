using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lightcone.Engines.Emit;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Plane;

/// <summary>
/// A circuit on whole windows as machine code, made at run time. A vector holds 16, 8 or 4 rows. Where vectors have 512 bits the window is two of them, which stay in registers from the first generation to the last; rows above
/// and below are the vectors moved by one row. Elsewhere rows above and below are read from memory, one row further.
/// </summary>
internal sealed unsafe class CompiledWindow : WindowPass
{
    private const int RowBytes = sizeof(uint);

    private readonly Code code;

    /// <summary>Compiles a circuit along rows, where <see cref="WordEmitter.IsAvailable"/>.</summary>
    public CompiledWindow(LineCircuit circuit)
    {
        WordEmitter words = WordEmitter.Widest!;
        DynamicMethod method = new("window", typeof(void), [typeof(nint), typeof(long)], typeof(CompiledWindow).Module, true);
        new Emission(method.GetILGenerator(), words, circuit).Write();
        code = method.CreateDelegate<Code>();
        RuntimeHelpers.PrepareDelegate(code);
    }

    private delegate void Code(nint rows, long generations);

    public override void Run(uint* rows, int generations) => code((nint)rows, generations);

    private sealed class Emission(ILGenerator code, WordEmitter words, LineCircuit circuit)
    {
        private readonly int count = Side * Side / words.Bits;
        private readonly Narrow narrow = Narrow.Of(words.Bits);
        private LocalBuilder[] window = [];

        public void Write()
        {
            window = [.. Enumerable.Range(0, count).Select(_ => code.DeclareLocal(words.Word))];
            Label top = code.DefineLabel();
            Label end = code.DefineLabel();
            for (int i = 0; i < count; i++)
            {
                Load(i, 0);
                code.Emit(OpCodes.Stloc, window[i]);
            }

            code.MarkLabel(top);
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldc_I4_0);
            code.Emit(OpCodes.Conv_I8);
            code.Emit(OpCodes.Ble, end);
            if (narrow.AlignRows is null)
                Store();
            Generation();
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldc_I4_1);
            code.Emit(OpCodes.Conv_I8);
            code.Emit(OpCodes.Sub);
            code.Emit(OpCodes.Starg_S, (byte)1);
            code.Emit(OpCodes.Br, top);
            code.MarkLabel(end);
            Store();
            code.Emit(OpCodes.Ret);
        }

        private void Generation()
        {
            LocalBuilder[] above = [.. Enumerable.Range(0, count).Select(i => Keep(() => Row(i, -1)))];
            LocalBuilder[] below = [.. Enumerable.Range(0, count).Select(i => Keep(() => Row(i, 1)))];
            LocalBuilder[] results = new LocalBuilder[count];
            for (int i = 0; i < count; i++)
            {
                LocalBuilder[] across = [above[i], window[i], below[i]];
                LocalBuilder[] codes = Evaluate(circuit.Code, across);
                LocalBuilder[] before = [.. codes.Select(bits => Keep(() => Shift(bits, narrow.ShiftLeft)))];
                LocalBuilder[] after = [.. codes.Select(bits => Keep(() => Shift(bits, narrow.ShiftRight)))];
                results[i] = Evaluate(circuit.Cell, [.. before, .. codes, .. circuit.Own.Select(own => across[own]), .. after])[0];
            }

            for (int i = 0; i < count; i++)
            {
                code.Emit(OpCodes.Ldloc, results[i]);
                code.Emit(OpCodes.Stloc, window[i]);
            }
        }

        private LocalBuilder[] Evaluate(LookupNetwork network, LocalBuilder[] inputs)
        {
            List<LocalBuilder> signals = [.. inputs];
            foreach (LookupNetwork.Gate gate in network.Gates)
                signals.Add(Keep(() => words.Lookup(code, gate.Function, [Push(gate.A), Push(gate.B), Push(gate.C)])));
            return [.. network.Outputs.Select(output => output > LookupNetwork.One ? signals[output - LookupNetwork.FirstInput] : Keep(() =>
                words.Lookup(code, output == LookupNetwork.One ? (byte)255 : (byte)0, [Anything, Anything, Anything])))];

            Action Push(int signal) => () => code.Emit(OpCodes.Ldloc, signals[signal - LookupNetwork.FirstInput]);

            void Anything() => code.Emit(OpCodes.Ldloc, window[0]);
        }

        /// <summary>Pushes a vector of rows, moved by one.</summary>
        private void Row(int i, int by)
        {
            if (narrow.AlignRows is null)
            {
                Load(i, by);
                return;
            }

            // Beyond the window lies anything: the vector itself.
            Cast(window[by < 0 ? i : Math.Min(i + 1, count - 1)]);
            Cast(window[by < 0 ? Math.Max(i - 1, 0) : i]);
            code.Emit(OpCodes.Ldc_I4, by < 0 ? (words.Bits / Side) - 1 : 1);
            code.Emit(OpCodes.Call, narrow.AlignRows);
            code.Emit(OpCodes.Call, narrow.ToWord);
        }

        private void Shift(LocalBuilder value, MethodInfo shift)
        {
            Cast(value);
            code.Emit(OpCodes.Ldc_I4_1);
            code.Emit(OpCodes.Call, shift);
            code.Emit(OpCodes.Call, narrow.ToWord);
        }

        private void Cast(LocalBuilder value)
        {
            code.Emit(OpCodes.Ldloc, value);
            code.Emit(OpCodes.Call, narrow.FromWord);
        }

        private LocalBuilder Keep(Action push)
        {
            LocalBuilder kept = code.DeclareLocal(words.Word);
            push();
            code.Emit(OpCodes.Stloc, kept);
            return kept;
        }

        private void Load(int i, int rows)
        {
            Address(i, rows);
            code.Emit(OpCodes.Unaligned, (byte)1);
            code.Emit(OpCodes.Ldobj, words.Word);
        }

        private void Store()
        {
            for (int i = 0; i < count; i++)
            {
                Address(i, 0);
                code.Emit(OpCodes.Ldloc, window[i]);
                code.Emit(OpCodes.Unaligned, (byte)1);
                code.Emit(OpCodes.Stobj, words.Word);
            }
        }

        private void Address(int i, int rows)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldc_I4, (i * words.Bits / 8) + (rows * RowBytes));
            code.Emit(OpCodes.Conv_I);
            code.Emit(OpCodes.Add);
        }
    }

    /// <summary>Operations on the 32-bit parts of a word, named by delegates so that a trimmed program keeps them.</summary>
    private sealed record Narrow(MethodInfo FromWord, MethodInfo ToWord, MethodInfo ShiftLeft, MethodInfo ShiftRight, MethodInfo? AlignRows)
    {
        public static Narrow Of(int bits) => bits switch
        {
            512 => new(
                ((Func<Vector512<ulong>, Vector512<uint>>)Vector512.AsUInt32).Method, ((Func<Vector512<uint>, Vector512<ulong>>)Vector512.AsUInt64).Method,
                ((Func<Vector512<uint>, int, Vector512<uint>>)Vector512.ShiftLeft).Method, ((Func<Vector512<uint>, int, Vector512<uint>>)Vector512.ShiftRightLogical).Method,
                ((Func<Vector512<uint>, Vector512<uint>, byte, Vector512<uint>>)Avx512F.AlignRight32).Method),
            256 => new(
                ((Func<Vector256<ulong>, Vector256<uint>>)Vector256.AsUInt32).Method, ((Func<Vector256<uint>, Vector256<ulong>>)Vector256.AsUInt64).Method,
                ((Func<Vector256<uint>, int, Vector256<uint>>)Vector256.ShiftLeft).Method, ((Func<Vector256<uint>, int, Vector256<uint>>)Vector256.ShiftRightLogical).Method, null),
            _ => new(
                ((Func<Vector128<ulong>, Vector128<uint>>)Vector128.AsUInt32).Method, ((Func<Vector128<uint>, Vector128<ulong>>)Vector128.AsUInt64).Method,
                ((Func<Vector128<uint>, int, Vector128<uint>>)Vector128.ShiftLeft).Method, ((Func<Vector128<uint>, int, Vector128<uint>>)Vector128.ShiftRightLogical).Method, null),
        };
    }
}
