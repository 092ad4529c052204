using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lightcone.Engines.Lanes;
using Lightcone.Engines.Wavefront;
using Lightcone.Formats;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Engines.LargeLattices;

/// <summary>A row of cells as planes of bits, for rows too long for a byte a cell: 10^9 cells of two states take 125 MB. <c>rule.Advance(row, steps)</c> of a compiled rule changes it in place.</summary>
/// <remarks>
/// <para>Symbol number s has bit p of s in plane p. Outside, cell 64 w + j of a plane is bit j of word w; inside, the row is dealt out to 512 lanes, as passes want it, and is turned only when words go in or out.</para>
/// <para>Not immutable, unlike a <see cref="Lattice"/>, and not safe to use from several threads at once.</para>
/// </remarks>
public sealed class PackedRow
{
    /// <summary>The most memory that the planes of a row may take: 2 GiB, 1.7 x 10^10 cells of two states.</summary>
    public const long MaxBytes = 2L << 30;

    /// <summary>The fewest cells: one for every lane. A shorter row is a <see cref="Lattice"/>.</summary>
    public const int MinLength = LaneGeometry.Lanes;

    /// <summary>Words that are collected in one go.</summary>
    private const int Chunk = 1 << 17;

    private PackedRow(Alphabet alphabet, long length, Boundary boundary, Lattice? input)
    {
        Require(alphabet, length, boundary);
        Alphabet = alphabet;
        Boundary = boundary;
        Input = input;
        Run = new LaneRun(new LaneGeometry(length), Alphabet.BitsOf(alphabet.Size));
    }

    /// <summary>The symbols a cell can hold.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>What cells at the ends see beyond them.</summary>
    public Boundary Boundary { get; }

    /// <summary>The frozen field that the rule reads; null when there is none.</summary>
    public Lattice? Input { get; }

    /// <summary>How many cells there are.</summary>
    public long Length => Run.Geometry.Cells;

    /// <summary>Bits of a symbol, at least 1.</summary>
    public int Planes => Run.Planes;

    /// <summary>The symbol of a cell.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public byte this[long cell]
    {
        get
        {
            Span<byte> symbol = stackalloc byte[1];
            CopyTo(cell, symbol);
            return symbol[0];
        }
    }

    /// <summary>SHA-256 over length, alphabet size and the words of all planes, plane 0 first, bits beyond the last cell 0, as 64 hexadecimal digits. Another number than <see cref="Lattice.Hash"/>, which reads a byte a cell.</summary>
    public string Hash
    {
        get
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Span<byte> head = stackalloc byte[12];
            BinaryPrimitives.WriteInt64LittleEndian(head, Length);
            BinaryPrimitives.WriteInt32LittleEndian(head[8..], Alphabet.Size);
            hash.AppendData(head);
            ulong[] words = new ulong[Math.Min(Chunk, Words(Length))];
            for (int plane = 0; plane < Planes; plane++)
                for (long word = 0; word < Words(Length); word += words.Length)
                {
                    Span<ulong> part = words.AsSpan(0, (int)Math.Min(words.Length, Words(Length) - word));
                    CopyWordsTo(plane, word, part);
                    hash.AppendData(MemoryMarshal.AsBytes(part));
                }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>The run that holds the cells.</summary>
    internal LaneRun Run { get; }

    /// <summary>A row of independent, uniformly random symbols, the same as <see cref="Lattice.Random"/> draws from the same stream. Takes twice the row's memory for a moment.</summary>
    /// <param name="alphabet">The symbols.</param>
    /// <param name="length">How many cells, at least <see cref="MinLength"/>.</param>
    /// <param name="boundary">What lies beyond the ends.</param>
    /// <param name="stream">Where the symbols come from.</param>
    /// <exception cref="ArgumentException">The row is too short, or the wall's symbol is not in the alphabet.</exception>
    /// <exception cref="ResourceLimitException">The planes would take more than <see cref="MaxBytes"/>.</exception>
    public static PackedRow Random(Alphabet alphabet, long length, Boundary boundary, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PackedRow row = new(alphabet, length, boundary, null);
        ulong[] words = new ulong[Words(length) * row.Planes];
        PackedSymbols.Draw(stream, alphabet.Size, length, words);
        row.Deal(words);
        return row;
    }

    /// <summary>The cells of a lattice in one dimension, with its boundary and its input.</summary>
    /// <exception cref="ArgumentException">The lattice is a grid or too short.</exception>
    public static PackedRow FromLattice(Lattice lattice)
    {
        ArgumentNullException.ThrowIfNull(lattice);
        if (lattice.Shape.Dimensions != 1)
            throw new ArgumentException($"A packed row has one dimension; this lattice is {lattice.Shape}.", nameof(lattice));
        PackedRow row = new(lattice.Alphabet, lattice.Count, lattice.Boundary, lattice.Input);
        row.Run.Field.Load(lattice.Cells);
        return row;
    }

    /// <summary>A row from words.</summary>
    /// <param name="alphabet">The symbols.</param>
    /// <param name="length">How many cells, at least <see cref="MinLength"/>.</param>
    /// <param name="boundary">What lies beyond the ends.</param>
    /// <param name="words">The planes one after the other, (length + 63) / 64 words each. Bits beyond the last cell are ignored.</param>
    /// <exception cref="ArgumentException">The row is too short, the number of words does not fit, or some bits stand for no symbol.</exception>
    /// <exception cref="ResourceLimitException">The planes would take more than <see cref="MaxBytes"/>.</exception>
    public static PackedRow FromWords(Alphabet alphabet, long length, Boundary boundary, ReadOnlySpan<ulong> words)
    {
        PackedRow row = new(alphabet, length, boundary, null);
        if (words.Length != Words(length) * row.Planes)
            throw new ArgumentException($"{length} cells of {row.Planes} bits take {Words(length) * row.Planes} words, not {words.Length}.", nameof(words));
        if (!PackedSymbols.AreIn(alphabet.Size, length, words))
            throw new ArgumentException($"The bits of a cell stand for no symbol of {alphabet}.", nameof(words));
        row.Deal(words);
        return row;
    }

    /// <summary>How many cells hold a symbol.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such symbol.</exception>
    public long Count(byte symbol)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(symbol, Alphabet.Size);
        return Run.Field.Count(symbol);
    }

    /// <summary>Whether all cells are the same; the rows have the same length and alphabet size.</summary>
    public bool HasSameCells(PackedRow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Length == other.Length && Alphabet.Size == other.Alphabet.Size && Run.Field.HasSameCells(other.Run.Field);
    }

    /// <summary>Another row with the same cells, alphabet, boundary and input.</summary>
    public PackedRow Copy()
    {
        PackedRow copy = new(Alphabet, Length, Boundary, Input);
        copy.Run.Field.CopyFrom(Run.Field);
        return copy;
    }

    /// <summary>Takes over the cells of a row of the same length and alphabet size; nothing is allocated.</summary>
    /// <exception cref="ArgumentException">The rows differ in length or alphabet size.</exception>
    public void CopyFrom(PackedRow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Length != Length || other.Alphabet.Size != Alphabet.Size)
            throw new ArgumentException($"The rows differ: {Length:N0} cells of {Alphabet.Size} symbols here, {other.Length:N0} of {other.Alphabet.Size} there.", nameof(other));
        Run.Field.CopyFrom(other.Run.Field);
    }

    /// <summary>The row as a lattice, a byte a cell.</summary>
    /// <exception cref="ResourceLimitException">There are more cells than an array holds.</exception>
    public Lattice ToLattice()
    {
        if (Length > Array.MaxLength)
            throw new ResourceLimitException($"{Length:N0} cells at a byte each are more than an array holds ({Array.MaxLength:N0}). Read them in parts with CopyTo.");
        byte[] cells = new byte[Length];
        Run.Field.CopyTo(cells);
        return Lattice.Adopt(Alphabet, Shape.Row((int)Length), Boundary, cells, Input);
    }

    /// <summary>Writes the symbols of some cells.</summary>
    /// <param name="first">The first cell.</param>
    /// <param name="symbols">Receives one symbol number a cell.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cells are not all in the row.</exception>
    public void CopyTo(long first, Span<byte> symbols)
    {
        RequireRange(first, symbols.Length);
        symbols.Clear();
        Span<ulong> words = stackalloc ulong[64];
        for (int done = 0; done < symbols.Length; done += 64 * words.Length)
        {
            int count = Math.Min(64 * words.Length, symbols.Length - done);
            for (int plane = 0; plane < Planes; plane++)
            {
                LaneTransfer.Collect(Run.Field, plane, first + done, count, words);
                for (int i = 0; i < count; i += 64)
                    BitBlock.Spread(words[i / 64], plane, symbols.Slice(done + i, Math.Min(64, count - i)));
            }
        }

        GC.KeepAlive(Run);
    }

    /// <summary>Writes words of a plane.</summary>
    /// <param name="plane">Which plane.</param>
    /// <param name="firstWord">The first word: cells 64 x <paramref name="firstWord"/> and so on.</param>
    /// <param name="words">Receives them; bits beyond the last cell become 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such plane, or the words are not all in the row.</exception>
    public void CopyWordsTo(int plane, long firstWord, Span<ulong> words)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)plane, (uint)Planes, nameof(plane));
        ArgumentOutOfRangeException.ThrowIfNegative(firstWord);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words.Length, Words(Length) - firstWord, nameof(words));
        LaneTransfer.Collect(Run.Field, plane, 64 * firstWord, Math.Min(64L * words.Length, Length - (64 * firstWord)), words);
        GC.KeepAlive(Run);
    }

    /// <summary>Length, alphabet, boundary and memory.</summary>
    public override string ToString() => $"{Length:N0} cells of {Alphabet}, {Boundary}, {Planes * ((Length + 7) / 8):N0} bytes";

    private static long Words(long length) => (length + 63) / 64;

    private static void Require(Alphabet alphabet, long length, Boundary boundary)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        ArgumentNullException.ThrowIfNull(boundary);
        if (alphabet.Size < 2)
            throw new ArgumentException("A single symbol takes no bits; there is nothing to pack.", nameof(alphabet));
        if (length < MinLength)
            throw new ArgumentOutOfRangeException(nameof(length), length, $"A packed row has at least {MinLength} cells. Use a Lattice.");
        if (boundary is Boundary.FixedBoundary wall && wall.Symbol >= alphabet.Size)
            throw new ArgumentException($"The wall's symbol {wall.Symbol} is not in {alphabet}.", nameof(boundary));
        int planes = Alphabet.BitsOf(alphabet.Size);
        if (length > MaxBytes / planes * 8)
            throw new ResourceLimitException(FormattableString.Invariant($"{length:N0} cells of {planes} bits need {length / 8.0 * planes / (1L << 30):F1} GiB, over the limit of {MaxBytes >> 30} GiB. Use at most {MaxBytes / planes * 8:N0} cells."));
    }

    private void RequireRange(long first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Length - first, "symbols");
    }

    private void Deal(ReadOnlySpan<ulong> words)
    {
        int each = (int)Words(Length);
        for (int plane = 0; plane < Planes; plane++)
            LaneTransfer.Deal(words.Slice(plane * each, each), Run.Field, plane);
        GC.KeepAlive(Run);
    }
}
