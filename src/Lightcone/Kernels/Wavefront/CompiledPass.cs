using System.Diagnostics;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Lightcone.Kernels.Wavefront;

/// <summary>A schedule as machine code, made at run time. Words narrower than a vector of 512 lanes take several runs over the same fields, each with its own lanes.</summary>
internal sealed class CompiledPass : WavefrontPass
{
    private const int VectorBytes = 64;

    private readonly Kernel kernel;
    private readonly int wordBytes;

    /// <summary>Compiles a schedule, where <see cref="IsAvailable"/>.</summary>
    public CompiledPass(StageSchedule schedule, WavefrontShape shape)
    {
        WordEmitter words = WordEmitter.Widest!;
        Generations = schedule.Generations;
        Granule = schedule.Cells;
        KeptVectors = schedule.KeptVectors;
        Lag = schedule.Lag;
        IsInPlace = shape.FitsRegisters;
        wordBytes = words.Bits / 8;
        kernel = Emit(schedule, shape, words);
    }

    private delegate void Kernel(nint source, nint target, nint frozen, nint guard, nint kept, long rounds);

    public override int Generations { get; }

    public override int Granule { get; }

    public override int Lag { get; }

    public override int KeptVectors { get; }

    public override bool IsInPlace { get; }

    /// <summary>Whether code can be made at run time for vectors of this machine.</summary>
    public static bool IsAvailable => RuntimeFeature.IsDynamicCodeCompiled && WordEmitter.Widest is not null;

    public override void Run(in Places places, long cells)
    {
        Debug.Assert(cells % Granule == 0, "A stretch is made of whole rounds.");
        for (int part = 0; part < VectorBytes; part += wordBytes)
            kernel(places.Source + part, places.Target + part, places.Frozen + part, places.Guard + part, places.Kept + part, cells / Granule);
    }

    private static Kernel Emit(StageSchedule schedule, WavefrontShape shape, WordEmitter words)
    {
        DynamicMethod method = new("wavefront", typeof(void), [typeof(nint), typeof(nint), typeof(nint), typeof(nint), typeof(nint), typeof(long)], typeof(CompiledPass).Module, true);
        ILGenerator code = method.GetILGenerator();
        LocalBuilder[] locals = [.. Enumerable.Range(0, schedule.Locals).Select(_ => code.DeclareLocal(words.Word))];
        Label top = code.DefineLabel();
        Label end = code.DefineLabel();
        for (int i = 0; i < schedule.KeptVectors; i++)
        {
            Address(code, OpCodes.Ldarg_S, 4, i);
            code.Emit(OpCodes.Ldobj, words.Word);
            code.Emit(OpCodes.Stloc, locals[i]);
        }

        code.MarkLabel(top);
        code.Emit(OpCodes.Ldarg_S, (byte)5);
        code.Emit(OpCodes.Brfalse, end);
        foreach (StageOperation operation in schedule.Operations)
            Emit(code, words, locals, operation);
        int[] strides = [shape.StatePlanes, shape.StatePlanes, shape.FrozenPlanes, 1 + shape.StatePlanes];
        for (int i = 0; i < strides.Length; i++)
        {
            Address(code, OpCodes.Ldarg_S, (byte)i, schedule.Cells * strides[i]);
            code.Emit(OpCodes.Starg_S, (byte)i);
        }

        code.Emit(OpCodes.Ldarg_S, (byte)5);
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Conv_I8);
        code.Emit(OpCodes.Sub);
        code.Emit(OpCodes.Starg_S, (byte)5);
        code.Emit(OpCodes.Br, top);
        code.MarkLabel(end);
        for (int i = 0; i < schedule.KeptVectors; i++)
        {
            Address(code, OpCodes.Ldarg_S, 4, i);
            code.Emit(OpCodes.Ldloc, locals[i]);
            code.Emit(OpCodes.Stobj, words.Word);
        }

        code.Emit(OpCodes.Ret);
        Kernel kernel = method.CreateDelegate<Kernel>();
        RuntimeHelpers.PrepareDelegate(kernel);
        return kernel;
    }

    private static void Emit(ILGenerator code, WordEmitter words, LocalBuilder[] locals, StageOperation operation)
    {
        switch (operation.Kind)
        {
            case StageOperation.Verb.Store:
                Address(code, OpCodes.Ldarg_S, Argument(operation.A.Space), operation.A.Index);
                code.Emit(OpCodes.Ldloc, locals[operation.Target]);
                code.Emit(OpCodes.Stobj, words.Word);
                break;
            case StageOperation.Verb.Copy:
                Push(operation.A);
                code.Emit(OpCodes.Stloc, locals[operation.Target]);
                break;
            default:
                words.Lookup(code, operation.Function, [() => Push(operation.A), () => Push(operation.B), () => Push(operation.C)]);
                code.Emit(OpCodes.Stloc, locals[operation.Target]);
                break;
        }

        void Push(StageOperation.Operand operand)
        {
            if (operand.Space == StageOperation.Space.Local)
            {
                code.Emit(OpCodes.Ldloc, locals[operand.Index]);
                return;
            }

            Address(code, OpCodes.Ldarg_S, Argument(operand.Space), operand.Index);
            code.Emit(OpCodes.Ldobj, words.Word);
        }
    }

    private static byte Argument(StageOperation.Space space) => space switch
    {
        StageOperation.Space.Source => 0,
        StageOperation.Space.Target => 1,
        StageOperation.Space.Frozen => 2,
        _ => 3,
    };

    private static void Address(ILGenerator code, OpCode load, byte argument, int vectors)
    {
        code.Emit(load, argument);
        if (vectors == 0)
            return;
        code.Emit(OpCodes.Ldc_I4, vectors * VectorBytes);
        code.Emit(OpCodes.Conv_I);
        code.Emit(OpCodes.Add);
    }
}
