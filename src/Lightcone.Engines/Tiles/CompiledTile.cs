using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Lightcone.Engines.Emit;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Tiles;

/// <summary>A circuit along columns as machine code, made at run time, in words as wide as the processor's; the neighbors to the left and right are the row itself, shifted.</summary>
internal sealed class CompiledTile : TilePass
{
    private const int VectorBytes = 64;

    private readonly Code plain;
    private readonly Lazy<Code> guarded;
    private readonly int wordBytes;

    /// <summary>Compiles a circuit, where <see cref="WordEmitter.IsAvailable"/>.</summary>
    public CompiledTile(LineCircuit circuit)
    {
        wordBytes = WordEmitter.Widest!.Bits / 8;
        plain = Emit(circuit, WordEmitter.Widest, false);
        guarded = new(() => Emit(circuit, WordEmitter.Widest, true));
    }

    private delegate void Code(nint source, nint target, nint masks, long rows);

    public override void Run(nint source, nint target, nint masks, int rows)
    {
        Code compiled = masks == 0 ? plain : guarded.Value;
        for (int part = 0; part < VectorBytes; part += wordBytes)
            compiled(source + part, target + part, masks + part, rows);
    }

    private static Code Emit(LineCircuit circuit, WordEmitter words, bool isGuarded)
    {
        DynamicMethod method = new("tile", typeof(void), [typeof(nint), typeof(nint), typeof(nint), typeof(long)], typeof(CompiledTile).Module, true);
        ILGenerator code = method.GetILGenerator();
        int rowNow = 0;
        LineEmitter line = new(code, words, circuit, 1, false, (lane, row) =>
        {
            Load(0, (rowNow + row) * VectorBytes);
            if (lane == 1)
                return;
            code.Emit(OpCodes.Ldc_I4_1);
            code.Emit(OpCodes.Call, lane == 0 ? words.ShiftLeft : words.ShiftRight);
        });
        line.Loop(Step, Leave, Advance);
        Code compiled = method.CreateDelegate<Code>();
        RuntimeHelpers.PrepareDelegate(compiled);
        return compiled;

        void Step(int row, int phase)
        {
            rowNow = row;
            line.Code(1, (phase + 1) % 3);
            line.Cell(phase, (_, push) =>
            {
                Address(1, row * VectorBytes);
                if (isGuarded)
                    words.Lookup(code, LookupNetwork.Hold, [push, () => Load(2, 2 * row * VectorBytes), () => Load(2, ((2 * row) + 1) * VectorBytes)]);
                else
                    push();
                code.Emit(OpCodes.Stobj, words.Word);
            });
            rowNow = 0;
        }

        void Leave(int rows, Label to)
        {
            code.Emit(OpCodes.Ldarg_3);
            code.Emit(OpCodes.Ldc_I4, rows);
            code.Emit(OpCodes.Conv_I8);
            code.Emit(OpCodes.Blt, to);
        }

        void Advance(int rows)
        {
            for (int argument = 0; argument < 3; argument++)
            {
                Address(argument, (argument == 2 ? 2 : 1) * rows * VectorBytes);
                code.Emit(OpCodes.Starg_S, (byte)argument);
            }

            code.Emit(OpCodes.Ldarg_3);
            code.Emit(OpCodes.Ldc_I4, rows);
            code.Emit(OpCodes.Conv_I8);
            code.Emit(OpCodes.Sub);
            code.Emit(OpCodes.Starg_S, (byte)3);
        }

        void Load(int argument, int distance)
        {
            Address(argument, distance);
            code.Emit(OpCodes.Ldobj, words.Word);
        }

        void Address(int argument, int distance)
        {
            code.Emit(OpCodes.Ldarg_S, (byte)argument);
            code.Emit(OpCodes.Ldc_I4, distance);
            code.Emit(OpCodes.Conv_I);
            code.Emit(OpCodes.Add);
        }
    }
}
