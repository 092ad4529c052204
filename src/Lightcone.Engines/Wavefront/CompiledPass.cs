using System.Diagnostics;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Lightcone.Engines.Emit;

namespace Lightcone.Engines.Wavefront;

/// <summary>A schedule as machine code, made at run time. Words narrower than a vector of 512 lanes take several runs over the same fields, each with its own lanes.</summary>
internal sealed class CompiledPass : WavefrontPass
{
    private const int VectorBytes = 64;

    private readonly Code compiled;
    private readonly int wordBytes;

    /// <summary>Compiles a schedule, where <see cref="WordEmitter.IsAvailable"/>.</summary>
    public CompiledPass(StageSchedule schedule, WavefrontShape shape)
    {
        WordEmitter words = WordEmitter.Widest!;
        Stages = schedule.Stages;
        Cells = schedule.Cells;
        KeptVectors = schedule.KeptVectors;
        IsInPlace = shape.FitsRegisters;
        wordBytes = words.Bits / 8;
        compiled = new Emission(schedule, shape, words).Compile();
    }

    private delegate void Code(nint source, nint target, nint frozen, nint guard, nint kept, long blocks, long rounds);

    public override int Stages { get; }

    public override int Cells { get; }

    public override int KeptVectors { get; }

    public override bool IsInPlace { get; }

    public override void Run(in Places places, long blocks, int rounds)
    {
        Debug.Assert(rounds > 0, "A block goes through one round at least.");
        for (int part = 0; part < VectorBytes; part += wordBytes)
            compiled(places.Source + part, places.Target + part, places.Frozen + part, places.Guard + part, places.Kept + part, blocks, rounds);
    }

    /// <summary>The code: for each block the cells are loaded, carried through the rounds, and stored. Frozen classes, masks and kept cells are addressed from one place a round, which moves on with it.</summary>
    private sealed class Emission(StageSchedule schedule, WavefrontShape shape, WordEmitter words)
    {
        private const byte Source = 0;
        private const byte Target = 1;
        private const byte Frozen = 2;
        private const byte Guard = 3;
        private const byte Kept = 4;
        private const byte Blocks = 5;
        private const byte Rounds = 6;

        private readonly DynamicMethod method = new("wavefront", typeof(void), [typeof(nint), typeof(nint), typeof(nint), typeof(nint), typeof(nint), typeof(long), typeof(long)], typeof(CompiledPass).Module, true);

        public Code Compile()
        {
            ILGenerator code = method.GetILGenerator();
            LocalBuilder[] locals = [.. Enumerable.Range(0, schedule.Locals).Select(_ => code.DeclareLocal(words.Word))];
            // The place of this round in the frozen field, among the masks and among what is kept, by the number of the argument.
            LocalBuilder[] places = [.. Enumerable.Range(0, Kept + 1).Select(_ => code.DeclareLocal(typeof(nint)))];
            LocalBuilder left = code.DeclareLocal(typeof(long));
            int[] strides = [shape.StatePlanes, shape.StatePlanes, shape.FrozenPlanes, 1 + shape.StatePlanes];
            Label nextBlock = code.DefineLabel();
            Label nextRound = code.DefineLabel();
            Label end = code.DefineLabel();
            code.MarkLabel(nextBlock);
            code.Emit(OpCodes.Ldarg_S, Blocks);
            code.Emit(OpCodes.Brfalse, end);
            for (int i = 0; i < schedule.Exit.Length && shape.FitsRegisters; i++)
            {
                Address(code, OpCodes.Ldarg_S, Source, i);
                code.Emit(OpCodes.Ldobj, words.Word);
                code.Emit(OpCodes.Stloc, locals[i]);
            }

            foreach (byte place in (ReadOnlySpan<byte>)[Frozen, Guard, Kept])
            {
                code.Emit(OpCodes.Ldarg_S, place);
                code.Emit(OpCodes.Stloc, places[place]);
            }

            code.Emit(OpCodes.Ldarg_S, Rounds);
            code.Emit(OpCodes.Stloc, left);
            code.MarkLabel(nextRound);
            foreach (StageOperation operation in schedule.Operations)
                Emit(code, locals, places, operation);
            Move(code, places[Frozen], -schedule.Stages * shape.Right * strides[Frozen]);
            Move(code, places[Guard], -schedule.Stages * shape.Right * strides[Guard]);
            Move(code, places[Kept], schedule.Stages * schedule.KeptVectors);
            code.Emit(OpCodes.Ldloc, left);
            code.Emit(OpCodes.Ldc_I4_1);
            code.Emit(OpCodes.Conv_I8);
            code.Emit(OpCodes.Sub);
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Stloc, left);
            code.Emit(OpCodes.Brtrue, nextRound);
            for (int i = 0; i < schedule.Exit.Length; i++)
            {
                Address(code, OpCodes.Ldarg_S, Target, i);
                code.Emit(OpCodes.Ldloc, locals[schedule.Exit[i]]);
                code.Emit(OpCodes.Stobj, words.Word);
            }

            for (byte i = 0; i < strides.Length; i++)
            {
                Address(code, OpCodes.Ldarg_S, i, schedule.Cells * strides[i]);
                code.Emit(OpCodes.Starg_S, i);
            }

            code.Emit(OpCodes.Ldarg_S, Blocks);
            code.Emit(OpCodes.Ldc_I4_1);
            code.Emit(OpCodes.Conv_I8);
            code.Emit(OpCodes.Sub);
            code.Emit(OpCodes.Starg_S, Blocks);
            code.Emit(OpCodes.Br, nextBlock);
            code.MarkLabel(end);
            code.Emit(OpCodes.Ret);
            Code compiled = method.CreateDelegate<Code>();
            RuntimeHelpers.PrepareDelegate(compiled);
            return compiled;
        }

        private void Emit(ILGenerator code, LocalBuilder[] locals, LocalBuilder[] places, StageOperation operation)
        {
            switch (operation.Kind)
            {
                case StageOperation.Verb.Store:
                    Locate(operation.A);
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

                Locate(operand);
                code.Emit(OpCodes.Ldobj, words.Word);
            }

            void Locate(StageOperation.Operand operand)
            {
                switch (operand.Space)
                {
                    case StageOperation.Space.Source:
                        Address(code, OpCodes.Ldarg_S, Source, operand.Index);
                        break;
                    case StageOperation.Space.Frozen:
                        Address(code, OpCodes.Ldloc, places[Frozen], operand.Index);
                        break;
                    case StageOperation.Space.Kept:
                        Address(code, OpCodes.Ldloc, places[Kept], operand.Index);
                        break;
                    default:
                        Address(code, OpCodes.Ldloc, places[Guard], operand.Index);
                        break;
                }
            }
        }

        private static void Move(ILGenerator code, LocalBuilder place, int vectors)
        {
            if (vectors == 0)
                return;
            Address(code, OpCodes.Ldloc, place, vectors);
            code.Emit(OpCodes.Stloc, place);
        }

        private static void Address(ILGenerator code, OpCode load, byte argument, int vectors)
        {
            code.Emit(load, argument);
            Add(code, vectors);
        }

        private static void Address(ILGenerator code, OpCode load, LocalBuilder local, int vectors)
        {
            code.Emit(load, local);
            Add(code, vectors);
        }

        private static void Add(ILGenerator code, int vectors)
        {
            if (vectors == 0)
                return;
            code.Emit(OpCodes.Ldc_I4, vectors * VectorBytes);
            code.Emit(OpCodes.Conv_I);
            code.Emit(OpCodes.Add);
        }
    }
}
