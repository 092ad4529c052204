using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Lightcone.Engines.LargeLattices;
using Lightcone.Foundation.Input;

namespace Lightcone.Comparisons;

/// <summary>The living cells of a grid in the order of reading, as a count and a hash: what programs are compared by that write down their grids in different ways.</summary>
internal sealed class LivingCells
{
    private readonly List<(int X, int Y)> cells = [];

    /// <summary>The cells of a run.</summary>
    public static LivingCells Of(PackedGrid run)
    {
        LivingCells living = new();
        ulong[] bits = new ulong[(run.Shape.Width + 63) / 64];
        for (int y = 0; y < run.Shape.Height; y++)
        {
            run.ReadRow(y, bits);
            for (int w = 0; w < bits.Length; w++)
                for (ulong word = bits[w]; word != 0; word &= word - 1)
                    living.cells.Add(((64 * w) + System.Numerics.BitOperations.TrailingZeroCount(word), y));
        }

        return living;
    }

    /// <summary>The cells of an array, row by row.</summary>
    public static LivingCells Of(ReadOnlySpan<double> symbols, int width)
    {
        LivingCells living = new();
        for (int i = 0; i < symbols.Length; i++)
            if (symbols[i] != 0)
                living.cells.Add((i % width, i / width));
        return living;
    }

    /// <summary>The cells of a pattern of two states in RLE. Not by way of a <see cref="Text.RunLengthPattern"/>: on the plane gliders lie far apart, and its lattice would have a byte for every empty cell between them.</summary>
    public static LivingCells OfPattern(string text)
    {
        LivingCells living = new();
        int at = 0;
        while (text[at] is '#' or 'x')
            at = text.IndexOf('\n', at) + 1;
        (int x, int y, int count) = (0, 0, 0);
        for (; at < text.Length && text[at] != '!'; at++)
        {
            char symbol = text[at];
            if (char.IsAsciiDigit(symbol))
            {
                count = (10 * count) + symbol - '0';
                continue;
            }

            int run = Math.Max(1, count);
            if (symbol == 'o')
                for (int i = 0; i < run; i++)
                    living.cells.Add((x + i, y));
            if (symbol is 'o' or 'b')
                x += run;
            else if (symbol == '$')
                (x, y) = (0, y + run);
            else if (!char.IsWhiteSpace(symbol))
                throw new InputException($"the pattern holds '{symbol}', which is no cell of two states.");
            count = char.IsWhiteSpace(symbol) ? count : 0;
        }

        return living;
    }

    /// <summary>Count and hash.</summary>
    /// <param name="isPlaced">Whether it matters where the cells are; else the smallest rectangle around them is what counts.</param>
    public WorkResult ToAnswer(bool isPlaced)
    {
        int left = isPlaced || cells.Count == 0 ? 0 : cells.Min(static cell => cell.X);
        int top = isPlaced || cells.Count == 0 ? 0 : cells.Min(static cell => cell.Y);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[8];
        foreach ((int x, int y) in cells)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, x - left);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], y - top);
            hash.AppendData(bytes);
        }

        return new(ImmutableSortedDictionary<string, double[]>.Empty, ImmutableSortedDictionary<string, string>.Empty
            .Add("population", cells.Count.ToString(CultureInfo.InvariantCulture))
            .Add("cells", Convert.ToHexStringLower(hash.GetHashAndReset())));
    }
}
