using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Engines.Bits;

/// <summary>
/// Many cells at once: symbols as planes of bits (see <see cref="PlaneField"/>), the table as a network of multiplexers on whole words (see <see cref="Circuit"/>).
/// A neighbor's plane is the plane itself, shifted by a funnel of two words; the frozen planes are made once.
/// </summary>
internal sealed class BitSlicedStepper : Stepper
{
    private readonly BlockProgram program;
    private readonly Source[] sources;
    private readonly int cells;
    private readonly PlaneField? frozen;
    private readonly PlaneField mark;
    private PlaneField now;
    private PlaneField next;

    public BitSlicedStepper(EssentialTable table, Circuit circuit, Lattice initial)
    {
        program = new BlockProgram(circuit);
        cells = initial.Count;
        // All fields get the margins of all offsets, so that a word has the same number in each of them.
        Offset[] offsets = [.. table.FrozenOffsets, .. table.StateOffsets];
        int planes = Alphabet.BitsOf(table.StateSize);
        now = new PlaneField(initial, offsets, planes);
        next = new PlaneField(initial, offsets, planes);
        mark = new PlaneField(initial, offsets, planes);
        if (table.FrozenOffsets.Length > 0)
            frozen = new PlaneField(initial.Input!, offsets, Alphabet.BitsOf(initial.Input!.Alphabet.Size));
        List<Source> list = [];
        foreach (Offset offset in table.FrozenOffsets)
            for (int p = 0; p < frozen!.Planes.Length; p++)
                list.Add(new Source(true, p, frozen.Distance(offset)));
        foreach (Offset offset in table.StateOffsets)
            for (int p = 0; p < planes; p++)
                list.Add(new Source(false, p, now.Distance(offset)));
        sources = [.. list];
    }

    public override bool Step()
    {
        for (int word = 0; word < now.Words; word += BlockProgram.BlockWords)
        {
            int words = Math.Min(BlockProgram.BlockWords, now.Words - word);
            for (int i = 0; i < sources.Length; i++)
            {
                Source source = sources[i];
                PlaneField field = source.IsFrozen ? frozen! : now;
                ReadOnlySpan<ulong> plane = field.Planes[source.Plane].AsSpan(field.First + word + source.Distance.Words);
                Funnel(plane, source.Distance.Shift, words, ref program.Input(i));
            }

            program.Run(words);
            for (int p = 0; p < next.Planes.Length; p++)
                program.Output(p)[..words].CopyTo(next.Planes[p].AsSpan(next.First + word));
        }

        next.FillMargin();
        CellUpdates += cells;
        bool changed = !next.SameBits(now);
        (now, next) = (next, now);
        return changed;
    }

    public override void CopyTo(Span<byte> symbols) => now.CopyTo(symbols);

    public override void Load(ReadOnlySpan<byte> symbols) => now.Load(symbols);

    public override void Mark()
    {
        mark.CopyFrom(now);
    }

    public override bool IsAtMark() => now.SameBits(mark);

    public override bool IsAt(Stepper other, int count) => now.SameBits(((BitSlicedStepper)other).now);

    /// <summary>Words whose bit b is bit b + shift of the plane. Reads whole vectors, and one word beyond them; the plane's slack makes room for both.</summary>
    private static void Funnel(ReadOnlySpan<ulong> plane, int shift, int words, ref ulong target)
    {
        ref ulong source = ref MemoryMarshal.GetReference(plane);
        if (shift == 0)
        {
            for (nuint i = 0; i < (nuint)words; i += 8)
                Vector512.LoadUnsafe(ref source, i).StoreUnsafe(ref target, i);
            return;
        }

        for (nuint i = 0; i < (nuint)words; i += 8)
        {
            Vector512<ulong> low = Vector512.LoadUnsafe(ref source, i);
            Vector512<ulong> high = Vector512.LoadUnsafe(ref source, i + 1);
            ((low >>> shift) | (high << (64 - shift))).StoreUnsafe(ref target, i);
        }
    }

    /// <summary>Where an input bit of the circuit comes from.</summary>
    private readonly record struct Source(bool IsFrozen, int Plane, (int Words, int Shift) Distance);
}
