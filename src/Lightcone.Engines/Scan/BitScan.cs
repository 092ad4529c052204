namespace Lightcone.Engines.Scan;

/// <summary>The fixed point of a rule in <see cref="CarryForm"/>, from bits to bits, in one pass.</summary>
internal sealed class BitScan(CarryForm form)
{
    /// <summary>Words worked on at a time when operands have to be made first: three rows of them stay in the first cache.</summary>
    private const int Block = 512;

    /// <summary>Planes of the frozen field.</summary>
    public int Planes => form.Planes;

    /// <summary>Settles a row.</summary>
    /// <param name="length">Cells.</param>
    /// <param name="input">The planes of the frozen field, one after the other.</param>
    /// <param name="result">One plane; bits beyond the row's end are 0 afterwards.</param>
    /// <param name="wall">The state before the first cell.</param>
    public void Run(int length, ReadOnlySpan<ulong> input, Span<ulong> result, byte wall)
    {
        int words = (length + 63) / 64;
        result = result[..words];
        if (form.IsPlainSum)
            CarryScan.Add(Plane(input, form.First!.Value.Plane, words), Plane(input, form.Second!.Value.Plane, words), result, (Flip(form.First.Value.IsInverted), Flip(form.Second.Value.IsInverted), Flip(form.Inverted)), wall);
        else if (form.IsParity && form.First is { } operand && ResultIsState())
            CarryScan.Parities(Plane(input, operand.Plane, words), result, Flip(operand.IsInverted), Flip(wall == 1));
        else
            InBlocks(words, input, result, wall);
        if ((length & 63) != 0)
            result[^1] &= (1UL << (length & 63)) - 1;
    }

    private static ulong Flip(bool inverted) => inverted ? ulong.MaxValue : 0;

    private static ReadOnlySpan<ulong> Plane(ReadOnlySpan<ulong> input, int plane, int words) => input.Slice(plane * words, words);

    private bool ResultIsState() => form.Maps.AsSpan().SequenceEqual(form.Results);

    /// <summary>Any frozen alphabet and any result: operands are made block by block, then states, then results, each as a selection among the frozen symbols.</summary>
    private void InBlocks(int words, ReadOnlySpan<ulong> input, Span<ulong> result, byte wall)
    {
        Span<ulong> after0 = stackalloc ulong[Block];
        Span<ulong> after1 = stackalloc ulong[Block];
        Span<ulong> before = stackalloc ulong[Block];
        ulong carry = wall;
        for (int from = 0; from < words; from += Block)
        {
            int count = Math.Min(Block, words - from);
            for (int w = 0; w < count; w++)
                (after0[w], after1[w]) = Choose(input, words, from + w, form.Maps);

            if (form.IsParity)
            {
                // Inverting is the map 0 -> 1, 1 -> 0; the state before a cell is the parity of the inversions up to there, moved on by one cell.
                CarryScan.Parities(after0[..count], before, 0, 0 - carry);
                for (int w = 0; w < count; w++)
                {
                    ulong parity = before[w];
                    before[w] = (parity << 1) | carry;
                    carry = parity >> 63;
                }
            }
            else
            {
                // Set to 1 where both are 1, kept where only the second is: the carries of their sum.
                carry = CarryScan.Add(after1[..count], after0[..count], before, default, carry);
                for (int w = 0; w < count; w++)
                    before[w] ^= after0[w] ^ after1[w];
            }

            for (int w = 0; w < count; w++)
            {
                (ulong result0, ulong result1) = Choose(input, words, from + w, form.Results);
                result[from + w] = (result0 & ~before[w]) | (result1 & before[w]);
            }
        }
    }

    /// <summary>Two bits for each cell of a word, by its frozen symbol.</summary>
    private (ulong Zero, ulong One) Choose(ReadOnlySpan<ulong> input, int words, int word, byte[] table)
    {
        ulong zero = 0;
        ulong one = 0;
        for (int symbol = 0; symbol < table.Length; symbol++)
        {
            if (table[symbol] == 0)
                continue;
            ulong here = ulong.MaxValue;
            for (int plane = 0; plane < form.Planes; plane++)
                here &= input[(plane * words) + word] ^ (((symbol >> plane) & 1) != 0 ? 0 : ulong.MaxValue);
            zero |= (table[symbol] & 1) != 0 ? here : 0;
            one |= (table[symbol] & 2) != 0 ? here : 0;
        }

        return (zero, one);
    }
}
