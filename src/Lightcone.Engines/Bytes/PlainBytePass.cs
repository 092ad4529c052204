using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Bytes;

/// <summary>One generation where no code can be made or bytes cannot be permuted in 512 bits: sixteen cells at once while a table of at most 128 codes is put together from parts of sixteen, else cell by cell.</summary>
internal sealed unsafe class PlainBytePass(ByteForm form) : BytePass
{
    private const int Part = 16;
    private const int MostParts = 8;

    private readonly byte[][] shares = [.. form.Positions.Select(position => Kept(form, position))];
    private readonly bool isSmall = IsSmall(form);

    /// <summary>For each position sixteen bytes: its mask, or the share of each of up to sixteen symbols.</summary>
    private readonly byte[] constants = IsSmall(form) ? [.. form.Positions.SelectMany(position => Constant(form, position))] : [];

    public override int Generations => 1;

    public override int First => 0;

    public override int Lag => 0;

    public override int Granule => 1;

    public override bool IsInPlace => false;

    /// <summary>Whether a form's table and shares are put together from few parts of sixteen.</summary>
    public static bool IsSmall(ByteForm form) =>
        form.Pages == 1 && form.Codes <= Part * MostParts && (form.IsMasked || form.Positions.All(static position => position.Share.Length <= Part));

    /// <summary>Look-ups for sixteen cells of a form that is small.</summary>
    public static int Lookups(ByteForm form) => form.Positions.Length + ((form.Codes + Part - 1) / Part);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(byte* source, byte* target, byte* frozen, long vectors)
    {
        long cells = vectors * ByteLanes.Lanes;
        if (Vector128.IsHardwareAccelerated && isSmall)
            Together(source, target, frozen, cells);
        else
            OneByOne(source, target, frozen, cells);
    }

    /// <summary>A position's share for every byte that a cell may be kept as.</summary>
    private static byte[] Kept(ByteForm form, ByteForm.Position position) =>
        form.IsMasked ? [.. Enumerable.Range(0, 256).Select(kept => (byte)(kept & position.Mask))] : position.Share;

    private static byte[] Constant(ByteForm form, ByteForm.Position position) =>
        form.IsMasked ? [.. Enumerable.Repeat(position.Mask, Part)] : [.. position.Share, .. new byte[Part - position.Share.Length]];

    private void Together(byte* source, byte* target, byte* frozen, long cells)
    {
        int parts = (form.Codes + Part - 1) / Part;
        Vector128<byte>* tables = stackalloc Vector128<byte>[MostParts];
        for (int i = 0; i < parts; i++)
            tables[i] = Vector128.Create<byte>(form.Results.AsSpan(i * Part, Part));
        int positions = form.Positions.Length;
        Vector128<byte>* held = stackalloc Vector128<byte>[positions];
        nint* offsets = stackalloc nint[positions];
        for (int k = 0; k < positions; k++)
        {
            offsets[k] = form.Positions[k].Offset * ByteLanes.Lanes;
            held[k] = Vector128.Create<byte>(constants.AsSpan(k * Part, Part));
        }

        bool masked = form.IsMasked;
        for (long x = 0; x < cells; x += Part)
        {
            Vector128<byte> code = frozen == null ? Vector128<byte>.Zero : Vector128.Load(frozen + x);
            for (int k = 0; k < positions; k++)
            {
                Vector128<byte> cell = Vector128.Load(source + x + offsets[k]);
                code += masked ? cell & held[k] : Vector128.Shuffle(held[k], cell);
            }

            // Outside of its part a code finds 0.
            Vector128<byte> result = Vector128.Shuffle(tables[0], code);
            for (int i = 1; i < parts; i++)
                result |= Vector128.Shuffle(tables[i], code - Vector128.Create((byte)(Part * i)));
            result.Store(target + x);
        }
    }

    private void OneByOne(byte* source, byte* target, byte* frozen, long cells)
    {
        byte[] results = form.Results;
        for (long x = 0; x < cells; x++)
        {
            int number = frozen == null ? 0 : form.IsFrozenPaged ? ByteForm.MostCodes * frozen[x] : frozen[x];
            for (int k = 0; k < shares.Length; k++)
            {
                int share = shares[k][source[x + (form.Positions[k].Offset * ByteLanes.Lanes)]];
                number += form.Positions[k].IsPage ? (ByteForm.MostCodes * form.PageOf[source[x + (form.Positions[k].Offset * ByteLanes.Lanes)]]) + share : share;
            }

            target[x] = results[number];
        }
    }
}
