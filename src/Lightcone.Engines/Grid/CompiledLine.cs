using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Lightcone.Engines.Emit;
using Lightcone.Engines.Synthesis;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Engines.Grid;

/// <summary>A circuit as machine code, made at run time, in words as wide as the processor's. Narrower words than a vector of 512 lanes take several runs over the same rows, each with its own lanes.</summary>
internal sealed class CompiledLine : LinePass
{
    private const int VectorBytes = 64;

    /// <summary>Look-ups up to which two rows at once stay in registers.</summary>
    private const int PairSize = 24;

    private readonly Code compiled;
    private readonly int wordBytes;
    private readonly bool isPair;

    /// <summary>Compiles a circuit, where <see cref="WordEmitter.IsAvailable"/>.</summary>
    public CompiledLine(LineCircuit circuit)
    {
        WordEmitter words = WordEmitter.Widest!;
        wordBytes = words.Bits / 8;
        isPair = words.Registers >= 32 && circuit.Size <= PairSize;
        compiled = Emit(circuit, words, isPair ? 2 : 1);
    }

    private delegate void Code(nint a, nint b, nint c, nint d, nint first, nint second, nint bytes);

    public override void Run(in FourRows rows, nint first, nint second, int columns)
    {
        nint bytes = (nint)columns * VectorBytes;
        for (int part = 0; part < VectorBytes; part += wordBytes)
        {
            if (isPair)
            {
                compiled(rows.A + part, rows.B + part, rows.C + part, rows.D + part, first + part, second + part, bytes);
                continue;
            }

            compiled(rows.A + part, rows.B + part, rows.C + part, 0, first + part, 0, bytes);
            compiled(rows.B + part, rows.C + part, rows.D + part, 0, second + part, 0, bytes);
        }
    }

    private static Code Emit(LineCircuit circuit, WordEmitter words, int lines)
    {
        DynamicMethod method = new("line", typeof(void), [typeof(nint), typeof(nint), typeof(nint), typeof(nint), typeof(nint), typeof(nint), typeof(nint)], typeof(CompiledLine).Module, true);
        ILGenerator code = method.GetILGenerator();
        LocalBuilder at = code.DeclareLocal(typeof(nint));
        int columnNow = 0;
        LineEmitter line = new(code, words, circuit, lines, true, (lane, column) =>
        {
            Address(lane, column);
            // Without this the compiler reads a place once and copies the register for every use: a copy costs as much as a look-up, a load nearly nothing.
            code.Emit(OpCodes.Volatile);
            code.Emit(OpCodes.Ldobj, words.Word);
        });
        code.Emit(OpCodes.Ldc_I4_0);
        code.Emit(OpCodes.Conv_I);
        code.Emit(OpCodes.Stloc, at);
        line.Loop(Step, Leave, Advance);
        Code compiled = method.CreateDelegate<Code>();
        RuntimeHelpers.PrepareDelegate(compiled);
        return compiled;

        void Step(int column, int phase)
        {
            columnNow = column;
            line.Code(1, (phase + 1) % 3);
            line.Cell(phase, (row, push) =>
            {
                Address(4 + row, 0);
                push();
                code.Emit(OpCodes.Stobj, words.Word);
            });
            columnNow = 0;
        }

        void Leave(int columns, Label to)
        {
            code.Emit(OpCodes.Ldarg_S, (byte)6);
            code.Emit(OpCodes.Ldloc, at);
            code.Emit(OpCodes.Sub);
            code.Emit(OpCodes.Ldc_I4, columns * VectorBytes);
            code.Emit(OpCodes.Conv_I);
            code.Emit(OpCodes.Blt, to);
        }

        void Advance(int columns)
        {
            code.Emit(OpCodes.Ldloc, at);
            code.Emit(OpCodes.Ldc_I4, columns * VectorBytes);
            code.Emit(OpCodes.Conv_I);
            code.Emit(OpCodes.Add);
            code.Emit(OpCodes.Stloc, at);
        }

        void Address(int argument, int column)
        {
            code.Emit(OpCodes.Ldarg_S, (byte)argument);
            code.Emit(OpCodes.Ldloc, at);
            code.Emit(OpCodes.Add);
            int distance = (columnNow + column) * VectorBytes;
            if (distance == 0)
                return;
            code.Emit(OpCodes.Ldc_I4, distance);
            code.Emit(OpCodes.Conv_I);
            code.Emit(OpCodes.Add);
        }
    }
}
