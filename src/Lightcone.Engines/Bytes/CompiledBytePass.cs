using System.Reflection.Emit;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Lanes;

namespace Lightcone.Engines.Bytes;

/// <summary>
/// A pass as machine code, made at run time: tables and shares in registers, look-ups by permutations of bytes. Every generation keeps as many vectors as the rule is wide, and the round is as long,
/// so that a new vector takes the place of the one that is needed no more and nothing is ever moved.
/// </summary>
internal sealed unsafe class CompiledBytePass : BytePass
{
    /// <summary>Wider rules read their neighbors from memory, one generation at a time.</summary>
    private const int MostKept = 9;

    /// <summary>Vectors of tables and shares that stay in registers.</summary>
    private const int MostConstants = 9;

    /// <summary>Generations at most: from eight on, reading and writing are hidden.</summary>
    private const int MostGenerations = 8;

    /// <summary>Generations that follow each other within a step of the round. The groups they form work side by side, each a step behind the one before, or every look-up would wait for the last.</summary>
    private const int InGroup = 2;

    private const int Registers = 32;
    private const int VectorBytes = 64;
    private const int Quarter = 16;

    /// <summary>The function of three bits in which the second chooses the third (1) or the first (0).</summary>
    private const int SecondSelects = 0b1011_1000;

    private static readonly Type Word = typeof(Vector512<byte>);
    private static readonly MethodInfo Ternary = typeof(Avx512F).GetMethod(nameof(Avx512F.TernaryLogic), [Word, Word, Word, typeof(byte)])!;
    private static readonly MethodInfo Permute = typeof(Avx512Vbmi).GetMethod(nameof(Avx512Vbmi.PermuteVar64x8), [Word, Word])!;
    private static readonly MethodInfo PermuteTwo = typeof(Avx512Vbmi).GetMethod(nameof(Avx512Vbmi.PermuteVar64x8x2), [Word, Word, Word])!;
    private static readonly MethodInfo Shuffle = typeof(Avx512BW).GetMethod(nameof(Avx512BW.Shuffle), [Word, Word])!;
    private static readonly MethodInfo Add = typeof(Avx512BW).GetMethod(nameof(Avx512BW.Add), [Word, Word])!;
    private static readonly MethodInfo Or = typeof(Avx512F).GetMethod(nameof(Avx512F.Or), [Word, Word])!;
    private static readonly MethodInfo Blend = typeof(Avx512BW).GetMethod(nameof(Avx512BW.BlendVariable), [Word, Word, Word])!;
    private static readonly MethodInfo CompareEqual = typeof(Avx512BW).GetMethod(nameof(Avx512BW.CompareEqual), [Word, Word])!;

    private readonly ByteForm form;
    private readonly bool keeps;
    private readonly int width;
    private readonly int groups;
    private readonly int round;
    private readonly Dictionary<string, int> places = [];
    private readonly List<byte[]> vectors = [];
    private readonly VectorBuffer constants;
    private readonly Code compiled;

    /// <summary>Compiles a pass, where <see cref="IsAvailable"/>.</summary>
    /// <param name="form">The rule.</param>
    /// <param name="generations">Generations, at most <see cref="Best"/>.</param>
    public CompiledBytePass(ByteForm form, int generations)
    {
        this.form = form;
        Generations = generations;
        width = form.Right - form.Left + 1;
        keeps = width <= MostKept;
        groups = keeps ? Groups(generations) : 1;
        round = width + (groups > 1 ? 1 : 0);
        AddConstants();
        constants = new VectorBuffer(vectors.Count);
        for (int i = 0; i < vectors.Count; i++)
            vectors[i].CopyTo(new Span<byte>((byte*)(constants.Start + i), VectorBytes));
        compiled = Emit();
    }

    private delegate void Code(nint source, nint target, nint frozen, nint constants, long rounds);

    /// <summary>Whether code can be made at run time and bytes permuted in 512 bits.</summary>
    public static bool IsAvailable => RuntimeFeature.IsDynamicCodeCompiled && Avx512Vbmi.IsSupported && Vector512.IsHardwareAccelerated;

    public override int Generations { get; }

    public override int First => keeps ? Generations * form.Left : 0;

    public override int Lag => keeps ? (Generations * form.Right) + groups - 1 : 0;

    public override int Granule => keeps ? round : 1;

    public override bool IsInPlace => keeps;

    /// <summary>The generations that the registers hold.</summary>
    public static int Best(ByteForm form)
    {
        int width = form.Right - form.Left + 1;
        int tables = form.Pages * ((form.Codes + VectorBytes - 1) / VectorBytes);
        int free = Registers - 4 - Math.Min(MostConstants, tables + form.Positions.Length);
        if (width > MostKept)
            return 1;
        int best = MostGenerations;
        while (best > 1 && (best * (width - 1)) + (2 * Groups(best)) > free)
            best--;
        return best;
    }

    public override void Run(byte* source, byte* target, byte* frozen, long vectors)
    {
        compiled((nint)source, (nint)target, (nint)frozen, (nint)constants.Start, vectors / Granule);
        GC.KeepAlive(constants);
    }

    private static int Groups(int generations) => (generations + InGroup - 1) / InGroup;

    private void AddConstants()
    {
        for (int k = 0; k < form.Positions.Length; k++)
            if (form.IsMasked)
                Constant($"share {k}", [.. Enumerable.Repeat(form.Positions[k].Mask, VectorBytes)]);
            else if (form.Positions[k].IsInCode && !form.Positions[k].IsSymbol)
                Constant($"share {k}", Table(form.Positions[k].Share));
        if (form.Pages > 1 && !form.IsFrozenPaged)
            Constant("page of", Table(form.PageOf));
        for (int page = 0; page < form.Pages; page++)
        {
            for (int part = 0; part * VectorBytes < form.Codes; part++)
                Constant($"table {page} {part}", form.Results.AsSpan((page * ByteForm.MostCodes) + (part * VectorBytes), VectorBytes).ToArray());
            if (form.Pages > 1)
                Constant($"page {page}", [.. Enumerable.Repeat((byte)page, VectorBytes)]);
        }

        Constant("zero", new byte[VectorBytes]);
    }

    /// <summary>A table of up to 16 symbols in every quarter of a vector, of more in the whole.</summary>
    private static byte[] Table(byte[] values) => values.Length <= Quarter
        ? [.. Enumerable.Range(0, VectorBytes).Select(i => i % Quarter < values.Length ? values[i % Quarter] : (byte)0)]
        : [.. values, .. new byte[VectorBytes - values.Length]];

    private void Constant(string name, byte[] values)
    {
        places.Add(name, vectors.Count);
        vectors.Add(values);
    }

    private Code Emit()
    {
        DynamicMethod method = new("bytes", typeof(void), [typeof(nint), typeof(nint), typeof(nint), typeof(nint), typeof(long)], typeof(CompiledBytePass).Module, true);
        ILGenerator code = method.GetILGenerator();
        LocalBuilder[] held = [.. Enumerable.Range(0, Math.Min(MostConstants, vectors.Count)).Select(_ => code.DeclareLocal(Word))];
        LocalBuilder[][] slots = [.. Enumerable.Range(0, keeps ? Generations : 0).Select(_ => Enumerable.Range(0, round).Select(_ => code.DeclareLocal(Word)).ToArray())];
        LocalBuilder sum = code.DeclareLocal(Word);
        LocalBuilder found = code.DeclareLocal(Word);
        LocalBuilder page = code.DeclareLocal(Word);
        Label top = code.DefineLabel();
        Label end = code.DefineLabel();
        for (int i = 0; i < held.Length; i++)
        {
            Address(code, 3, i);
            code.Emit(OpCodes.Ldobj, Word);
            code.Emit(OpCodes.Stloc, held[i]);
        }

        code.MarkLabel(top);
        code.Emit(OpCodes.Ldarg_S, (byte)4);
        code.Emit(OpCodes.Brfalse, end);
        if (keeps)
            for (int u = 0; u < round; u++)
                Arrival(u);
        else
            Single();
        for (byte argument = 0; argument < 3; argument++)
        {
            Address(code, argument, Granule);
            code.Emit(OpCodes.Starg_S, argument);
        }

        code.Emit(OpCodes.Ldarg_S, (byte)4);
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Conv_I8);
        code.Emit(OpCodes.Sub);
        code.Emit(OpCodes.Starg_S, (byte)4);
        code.Emit(OpCodes.Br, top);
        code.MarkLabel(end);
        code.Emit(OpCodes.Ret);
        Code made = method.CreateDelegate<Code>();
        RuntimeHelpers.PrepareDelegate(made);
        return made;

        void Arrival(int u)
        {
            Address(code, 0, u);
            code.Emit(OpCodes.Ldobj, Word);
            code.Emit(OpCodes.Stloc, slots[0][u]);
            for (int i = 0; i < InGroup; i++)
                for (int group = groups - 1; group >= 0; group--)
                    if ((group * InGroup) + i < Generations)
                        Generation(u, (group * InGroup) + i, i == 0 && group > 0 ? 1 : 0);
        }

        void Generation(int u, int g, int late)
        {
            LocalBuilder[] window = slots[g];
            int newest = u + round - late - form.Right;
            int frozen = u - ((g + 1) * form.Right) - (g / InGroup);
            Cell(offset => code.Emit(OpCodes.Ldloc, window[(newest + offset) % round]), frozen, g == Generations - 1 ? null : slots[g + 1][u], u);
        }

        void Single() => Cell(
            offset =>
            {
                Address(code, 0, offset);
                code.Emit(OpCodes.Ldobj, Word);
            },
            0,
            null,
            0);

        void Cell(Action<int> push, int frozen, LocalBuilder? result, int target)
        {
            Code(push, frozen);
            code.Emit(OpCodes.Stloc, sum);
            if (form.Pages > 1)
            {
                PageOf(push, frozen);
                code.Emit(OpCodes.Stloc, page);
            }

            if (form.Pages == 1)
                Found(0);
            for (int i = 0; i < form.Pages && form.Pages > 1; i++)
            {
                // What the other pages have is put to zero and everything united, so that no page waits for another.
                Push("zero");
                Found(i);
                code.Emit(OpCodes.Ldloc, page);
                Push($"page {i}");
                code.Emit(OpCodes.Call, CompareEqual);
                code.Emit(OpCodes.Call, Blend);
                if (i > 0)
                    code.Emit(OpCodes.Call, Or);
            }

            code.Emit(OpCodes.Stloc, result ?? found);
            if (result is not null)
                return;
            Address(code, 1, target);
            code.Emit(OpCodes.Ldloc, found);
            code.Emit(OpCodes.Stobj, Word);
        }

        void Code(Action<int> push, int frozen)
        {
            int terms = 0;
            // A masked form begins with the position whose share is the lowest bits.
            int[] order = [.. Enumerable.Range(0, form.Positions.Length).Where(k => form.Positions[k].IsInCode).OrderBy(k => form.IsMasked ? form.Positions[k].Mask : 0)];
            foreach (int k in order)
            {
                if (form.IsMasked && terms > 0)
                {
                    // The mask decides between this position's bits and those gathered so far.
                    Push($"share {k}");
                    push(form.Positions[k].Offset);
                    code.Emit(OpCodes.Ldc_I4, SecondSelects);
                    code.Emit(OpCodes.Call, Ternary);
                }
                else
                {
                    Share(k, push);
                    if (terms > 0)
                        code.Emit(OpCodes.Call, Add);
                }

                terms++;
            }

            if (form.FrozenShares is not null && !form.IsFrozenPaged)
            {
                Frozen(frozen);
                if (terms++ > 0)
                    code.Emit(OpCodes.Call, form.IsMasked ? Or : Add);
            }

            if (terms == 0)
                Push("zero");
        }

        void PageOf(Action<int> push, int frozen)
        {
            if (form.IsFrozenPaged)
                Frozen(frozen);
            else
                Look("page of", form.PageOf.Length, push, Array.Find(form.Positions, static position => position.IsPage).Offset);
        }

        void Share(int k, Action<int> push)
        {
            if (form.IsMasked || form.Positions[k].IsSymbol)
                push(form.Positions[k].Offset);
            else
                Look($"share {k}", form.Positions[k].Share.Length, push, form.Positions[k].Offset);
        }

        void Look(string table, int symbols, Action<int> push, int offset)
        {
            Push(table);
            push(offset);
            code.Emit(OpCodes.Call, symbols <= Quarter ? Shuffle : Permute);
        }

        void Frozen(int vector)
        {
            Address(code, 2, vector);
            code.Emit(OpCodes.Ldobj, Word);
        }

        void Found(int i)
        {
            int parts = (form.Codes + VectorBytes - 1) / VectorBytes;
            if (parts == 1)
            {
                // The operands of the single permutation are named as a table of values and numbers of places, in this order.
                Push($"table {i} 0");
                code.Emit(OpCodes.Ldloc, sum);
                code.Emit(OpCodes.Call, Permute);
                return;
            }

            Two(0);
            if (parts == 2)
                return;
            Two(2);
            code.Emit(OpCodes.Ldloc, sum);
            code.Emit(OpCodes.Call, Blend);

            void Two(int part)
            {
                Push($"table {i} {part}");
                code.Emit(OpCodes.Ldloc, sum);
                Push(part + 1 < parts ? $"table {i} {part + 1}" : "zero");
                code.Emit(OpCodes.Call, PermuteTwo);
            }
        }

        void Push(string name)
        {
            int place = places[name];
            if (place < held.Length)
            {
                code.Emit(OpCodes.Ldloc, held[place]);
                return;
            }

            Address(code, 3, place);
            code.Emit(OpCodes.Ldobj, Word);
        }
    }

    private static void Address(ILGenerator code, byte argument, int vectors)
    {
        code.Emit(OpCodes.Ldarg_S, argument);
        if (vectors == 0)
            return;
        code.Emit(OpCodes.Ldc_I4, vectors * VectorBytes);
        code.Emit(OpCodes.Conv_I);
        code.Emit(OpCodes.Add);
    }
}
