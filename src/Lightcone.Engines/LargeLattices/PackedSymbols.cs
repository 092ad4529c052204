using Lightcone.Foundation.Random;

namespace Lightcone.Engines.LargeLattices;

/// <summary>Symbols as bits in planes that stand one after the other.</summary>
internal static class PackedSymbols
{
    private const int Chunk = 1 << 12;

    /// <summary>Draws symbols as <see cref="RandomStream.FillSymbols"/> does.</summary>
    /// <param name="stream">Where they come from.</param>
    /// <param name="size">How many symbols there are.</param>
    /// <param name="length">How many cells.</param>
    /// <param name="words">Receives the planes; all 0 before.</param>
    public static void Draw(RandomStream stream, int size, long length, Span<ulong> words)
    {
        long each = (length + 63) / 64;
        if (size == 2)
        {
            new CoinRows(stream).Fill(words, length);
            return;
        }

        Span<byte> symbols = stackalloc byte[Chunk];
        for (long first = 0; first < length; first += Chunk)
        {
            Span<byte> part = symbols[..(int)Math.Min(Chunk, length - first)];
            stream.FillSymbols(part, size);
            for (int i = 0; i < part.Length; i++)
                for (int plane = 0; 1 << plane < size; plane++)
                    words[(int)((plane * each) + ((first + i) >> 6))] |= (ulong)((part[i] >> plane) & 1) << (int)((first + i) & 63);
        }
    }

    /// <summary>Whether every cell holds a number below <paramref name="size"/>.</summary>
    public static bool AreIn(int size, long length, ReadOnlySpan<ulong> words)
    {
        int planes = Alphabet.BitsOf(size);
        if (size == 1 << planes)
            return true;
        int each = (int)((length + 63) / 64);
        for (int w = 0; w < each; w++)
        {
            // A number below the size has 0 where the size has 1 for the first time that the two differ, from the top.
            ulong equal = ulong.MaxValue;
            ulong below = 0;
            for (int plane = planes - 1; plane >= 0; plane--)
            {
                ulong bits = words[(plane * each) + w];
                if (((size >> plane) & 1) != 0)
                    below |= equal & ~bits;
                equal &= ((size >> plane) & 1) != 0 ? bits : ~bits;
            }

            ulong inside = length - (64L * w) >= 64 ? ulong.MaxValue : (1UL << (int)(length & 63)) - 1;
            if ((~below & inside) != 0)
                return false;
        }

        return true;
    }
}
