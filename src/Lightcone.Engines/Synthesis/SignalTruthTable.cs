using System.Runtime.CompilerServices;

namespace Lightcone.Engines.Synthesis;

/// <summary>Truth tables as rows of words: bit i of a row is a signal's value when the input bits spell i. Rows are added and taken back like a stack.</summary>
internal sealed class SignalTruthTable
{
    private ulong[] words;

    /// <summary>Begins with one row for each of <paramref name="inputs"/> input bits.</summary>
    public SignalTruthTable(int inputs)
    {
        Width = Math.Max(1, (1 << inputs) / 64);
        words = new ulong[64 * Width];
        for (int v = 0; v < inputs; v++)
        {
            Span<ulong> row = Add();
            for (int i = 0; i < 1 << inputs; i++)
                row[i >> 6] |= (ulong)((i >> v) & 1) << (i & 63);
        }
    }

    /// <summary>Words a row.</summary>
    public int Width { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>Row number <paramref name="index"/>.</summary>
    public ReadOnlySpan<ulong> this[int index] => words.AsSpan(index * Width, Width);

    /// <summary>A new row of zeros.</summary>
    public Span<ulong> Add()
    {
        if ((Count + 1) * Width > words.Length)
            Array.Resize(ref words, 2 * words.Length);
        Span<ulong> row = words.AsSpan(Count++ * Width, Width);
        row.Clear();
        return row;
    }

    /// <summary>A new row: a function of three others.</summary>
    public void Add(int a, int b, int c, byte function)
    {
        Span<ulong> row = Add();
        for (int w = 0; w < Width; w++)
        {
            ulong x = words[(a * Width) + w];
            ulong y = words[(b * Width) + w];
            ulong z = words[(c * Width) + w];
            row[w] = Word(function, x, y, z);
        }
    }

    /// <summary>Forgets all rows from number <paramref name="count"/> on.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>64 look-ups in one function.</summary>
    public static ulong Word(byte function, ulong x, ulong y, ulong z)
    {
        ulong result = 0;
        for (int k = 0; k < 8; k++)
            if (((function >> k) & 1) != 0)
                result |= ((k & 4) != 0 ? x : ~x) & ((k & 2) != 0 ? y : ~y) & ((k & 1) != 0 ? z : ~z);
        return result;
    }

    /// <summary>Splits a set by two rows into four: class 2p + q where the first row has p and the second q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Split(ReadOnlySpan<ulong> set, int first, int second, Span<ulong> classes)
    {
        ReadOnlySpan<ulong> p = this[first];
        ReadOnlySpan<ulong> q = this[second];
        for (int w = 0; w < set.Length; w++)
        {
            ulong high = set[w] & p[w];
            ulong low = set[w] & ~p[w];
            classes[w] = low & ~q[w];
            classes[set.Length + w] = low & q[w];
            classes[(2 * set.Length) + w] = high & ~q[w];
            classes[(3 * set.Length) + w] = high & q[w];
        }
    }
}
