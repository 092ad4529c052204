namespace Lightcone.Engines.Synthesis;

/// <summary>The symbols at one position of a table, merged where no neighborhood tells them apart.</summary>
internal sealed class SymbolClasses
{
    private SymbolClasses(byte[] codes, int count)
    {
        Codes = codes;
        Count = count;
    }

    /// <summary>The class of each symbol, numbered in the order of their first members.</summary>
    public byte[] Codes { get; }

    /// <summary>How many classes there are.</summary>
    public int Count { get; }

    /// <summary>Every symbol a class of its own.</summary>
    public static SymbolClasses Identity(int size) => new([.. Enumerable.Range(0, size).Select(static symbol => (byte)symbol)], size);

    /// <summary>Merges groups of <paramref name="size"/> columns that lie <paramref name="weight"/> entries apart.</summary>
    /// <returns>The classes, or null when there are more than 256.</returns>
    public static SymbolClasses? Merge(ReadOnlySpan<byte> table, int size, int weight)
    {
        byte[] codes = new byte[size];
        List<int> firsts = [];
        for (int symbol = 0; symbol < size; symbol++)
        {
            int code = 0;
            while (code < firsts.Count && !SameColumn(table, firsts[code], symbol, size, weight))
                code++;
            if (code == firsts.Count)
                firsts.Add(symbol);
            if (code > byte.MaxValue)
                return null;
            codes[symbol] = (byte)code;
        }

        return new SymbolClasses(codes, firsts.Count);
    }

    /// <summary>The first symbol of a class.</summary>
    public int Representative(int code) => Array.IndexOf(Codes, (byte)code);

    private static bool SameColumn(ReadOnlySpan<byte> table, int first, int second, int size, int weight)
    {
        for (int group = 0; group < table.Length; group += weight * size)
            if (!table.Slice(group + (first * weight), weight).SequenceEqual(table.Slice(group + (second * weight), weight)))
                return false;
        return true;
    }
}
