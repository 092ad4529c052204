using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Lightcone.Foundation.Input;

namespace Lightcone.Engines.LargeLattices;

/// <summary>The recorded history of a packed row: its words at times 0, s, 2 s, ... for a stride s, one bit a cell and plane. A thousand steps of 10^6 cells of two states take 125 MB.</summary>
/// <remarks>Immutable once recorded; for histories that do not fit into memory there are <see cref="Write"/>, which keeps one row at a time, and <see cref="SpacetimeOverview"/>, which keeps a picture's worth.</remarks>
public sealed class PackedDiagram
{
    private readonly ulong[] words;
    private readonly int each;

    private PackedDiagram(PackedRow row, int count, int stride)
    {
        Alphabet = row.Alphabet;
        Length = row.Length;
        Planes = row.Planes;
        Stride = stride;
        Count = count;
        each = (int)((Length + 63) / 64);
        words = GC.AllocateUninitializedArray<ulong>(each * Planes * count);
    }

    /// <summary>The symbols a cell can hold.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>How many cells a row has.</summary>
    public long Length { get; }

    /// <summary>Bits of a symbol.</summary>
    public int Planes { get; }

    /// <summary>Steps from one recorded row to the next, at least 1.</summary>
    public int Stride { get; }

    /// <summary>How many rows were recorded, at least 1.</summary>
    public int Count { get; }

    /// <summary>The symbol of a cell in recorded row number <paramref name="index"/>, which shows time <paramref name="index"/> x <see cref="Stride"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or cell.</exception>
    public byte this[int index, long cell]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)cell, (ulong)Length, nameof(cell));
            int symbol = 0;
            for (int plane = 0; plane < Planes; plane++)
                symbol |= (int)((Words(index, plane)[(int)(cell >> 6)] >> (int)(cell & 63)) & 1) << plane;
            return (byte)symbol;
        }
    }

    /// <summary>Runs a rule on a row, in place, and records it.</summary>
    /// <param name="compiled">The compiled rule.</param>
    /// <param name="row">The configuration at time 0; afterwards that at the last recorded time.</param>
    /// <param name="steps">How many steps. When it is no multiple of the stride, the diagram ends at the last multiple below it.</param>
    /// <param name="stride">Steps from one recorded row to the next; 1, the default, records all of them.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The row does not fit the rule, or the rule no planes.</exception>
    /// <exception cref="ResourceLimitException">The diagram would take more than <see cref="SpacetimeDiagram.MaxBytes"/>; the message names a stride that fits.</exception>
    public static PackedDiagram Record(CompiledRule compiled, PackedRow row, int steps, int stride = 1, CancellationToken cancellation = default)
    {
        int count = Rows(row, steps, stride);
        long bytes = (row.Length + 63) / 64 * 8 * row.Planes;
        if (bytes * count > SpacetimeDiagram.MaxBytes)
        {
            long rows = Math.Max(2, SpacetimeDiagram.MaxBytes / bytes);
            throw new ResourceLimitException(FormattableString.Invariant($"{count:N0} rows of {bytes:N0} bytes need {bytes * (double)count / (1L << 30):F1} GiB, over the limit of {SpacetimeDiagram.MaxBytes >> 30} GiB. Record every {(steps / (rows - 1)) + 1:N0} steps (a larger stride), write to a stream, or record an overview."));
        }

        PackedRun run = new(compiled, row, null, cancellation);
        PackedDiagram diagram = new(row, count, stride);
        // Cells of a lane are put a few words at a time, next to others': that is done in the cache, and memory, which is slow to read and write in parts, is only written, in one go.
        ulong[] words = new ulong[diagram.each];
        for (int index = 0; index < count; index++)
        {
            if (index > 0)
                run.Advance(stride, 1);
            for (int plane = 0; plane < diagram.Planes; plane++)
            {
                run.CopyTo(plane, words);
                words.CopyTo(diagram.words, diagram.Start(index, plane));
            }
        }

        return diagram;
    }

    /// <summary>Runs a rule on a row, in place, and writes every recorded row: its planes one after the other, each (length + 63) / 64 words of eight bytes, least significant first; bits beyond the last cell are 0. Keeps one row in memory, whatever the number of steps.</summary>
    /// <param name="compiled">The compiled rule.</param>
    /// <param name="row">The configuration at time 0; afterwards that at the last recorded time.</param>
    /// <param name="steps">How many steps. When it is no multiple of the stride, the record ends at the last multiple below it.</param>
    /// <param name="target">Where the rows go.</param>
    /// <param name="stride">Steps from one recorded row to the next; 1, the default, records all of them.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>How many rows were written.</returns>
    /// <exception cref="ArgumentException">The row does not fit the rule, or the rule no planes.</exception>
    /// <exception cref="IOException">The stream does not take them.</exception>
    public static int Write(CompiledRule compiled, PackedRow row, int steps, Stream target, int stride = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        int count = Rows(row, steps, stride);
        PackedRun run = new(compiled, row, null, cancellation);
        ulong[] words = new ulong[(row.Length + 63) / 64];
        for (int index = 0; index < count; index++)
        {
            if (index > 0)
                run.Advance(stride, 1);
            for (int plane = 0; plane < row.Planes; plane++)
            {
                run.CopyTo(plane, words);
                if (!BitConverter.IsLittleEndian)
                    BinaryPrimitives.ReverseEndianness(words, words);
                target.Write(MemoryMarshal.AsBytes(words.AsSpan()));
            }
        }

        return count;
    }

    /// <summary>The words of a plane of recorded row number <paramref name="index"/>: cell 64 w + j is bit j of word w, bits beyond the last cell are 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or plane.</exception>
    public ReadOnlySpan<ulong> Words(int index, int plane)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)plane, (uint)Planes, nameof(plane));
        return words.AsSpan(Start(index, plane), each);
    }

    /// <summary>Extent, stride and number of rows.</summary>
    public override string ToString() => $"{Count} rows of {Length:N0} cells, one every {(Stride == 1 ? "step" : $"{Stride} steps")}";

    internal static int Rows(PackedRow row, int steps, int stride)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        return (steps / stride) + 1;
    }

    private int Start(int index, int plane) => ((index * Planes) + plane) * each;
}
