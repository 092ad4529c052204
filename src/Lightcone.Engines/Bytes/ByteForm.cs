using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Bytes;

/// <summary>
/// A rule in one dimension as look-ups of bytes: every neighbor adds its share to a code below 256, and a table gives the next symbol for the code. Where the codes would be too many,
/// one position picks among several tables, its pages, and has only what is left in the code, or nothing.
/// </summary>
/// <remarks>
/// Shares are either bits side by side, and then a cell is kept as the bits of all its shares so that codes are put together by masks alone; or numbers, and then a cell is kept as its symbol and looked up for each share.
/// </remarks>
internal sealed class ByteForm
{
    /// <summary>The most codes: values of a byte.</summary>
    public const int MostCodes = 256;

    /// <summary>The most pages. Every page is looked up for every cell.</summary>
    public const int MostPages = 16;

    /// <summary>The most symbols of a cell, those of one vector of bytes.</summary>
    public const int MostSymbols = 64;

    private ByteForm(EssentialTable table, SymbolClasses[] classes, int paged, int inCode)
    {
        Table = table;
        int frozen = table.FrozenOffsets.Length;
        Left = Math.Min(0, table.StateOffsets.Select(static offset => offset.X).DefaultIfEmpty().Min());
        Right = Math.Max(0, table.StateOffsets.Select(static offset => offset.X).DefaultIfEmpty().Max());
        Pages = paged < 0 ? 1 : (classes[paged].Count + inCode - 1) / inCode;
        IsFrozenPaged = frozen == 1 && paged == 0;
        int[] bits = [.. classes.Select(static each => Alphabet.BitsOf(each.Count))];
        // The identity begins at bit 0, so that a cell's lowest bits are its symbol.
        int own = Array.FindIndex(classes, frozen, each => each.Count == each.Codes.Length && each.Codes.SequenceEqual(SymbolClasses.Identity(each.Count).Codes));
        IsMasked = paged < 0 && own >= 0 && bits.Sum() <= 8;
        Shares = new byte[classes.Length][];
        int weight = 1;
        for (int i = 0; i < classes.Length; i++)
        {
            // The identity goes first.
            int p = own < 0 ? i : i == 0 ? own : i <= own ? i - 1 : i;
            byte[] codes = classes[p].Codes;
            Shares[p] = [.. codes.Select(code => (byte)((p == paged ? code % inCode : code) * weight))];
            weight *= p == paged ? inCode : IsMasked ? 1 << bits[p] : classes[p].Count;
        }

        Codes = weight;
        PageOf = paged < 0 ? [] : [.. classes[paged].Codes.Select(code => (byte)(code / inCode))];
        Stored = new byte[table.StateSize];
        for (int symbol = 0; symbol < Stored.Length; symbol++)
            Stored[symbol] = (byte)(IsMasked ? Shares[frozen..].Aggregate(0, (sum, share) => sum | share[symbol]) : symbol);
        SymbolMask = (byte)(IsMasked ? (1 << bits[own]) - 1 : byte.MaxValue);
        Positions = [.. table.StateOffsets.Select((offset, k) => new Position(offset.X, Shares[frozen + k], Mask(Shares[frozen + k]), frozen + k == paged, frozen + k != paged || inCode > 1, IsSymbol(Shares[frozen + k])))];
        Results = new byte[Pages * MostCodes];
        Fill(classes, paged, inCode);
    }

    /// <summary>The rule's table, its frozen contexts merged into classes.</summary>
    public EssentialTable Table { get; }

    /// <summary>The lowest offset, at most 0.</summary>
    public int Left { get; }

    /// <summary>The highest offset, at least 0.</summary>
    public int Right { get; }

    /// <summary>How far the rule reads, in cells.</summary>
    public int Reach => Math.Max(-Left, Right);

    /// <summary>Codes of a page: shares add up to less.</summary>
    public int Codes { get; }

    /// <summary>Tables among which one position picks; 1 when there is no such position.</summary>
    public int Pages { get; }

    /// <summary>The page that each symbol of the paged position picks.</summary>
    public byte[] PageOf { get; }

    /// <summary>Whether the frozen class picks the page, and nothing else.</summary>
    public bool IsFrozenPaged { get; }

    /// <summary>Whether shares are bits side by side.</summary>
    public bool IsMasked { get; }

    /// <summary>How a cell with a symbol is kept.</summary>
    public byte[] Stored { get; }

    /// <summary>The bits of a kept cell that spell its symbol.</summary>
    public byte SymbolMask { get; }

    /// <summary>Where the state is read.</summary>
    public Position[] Positions { get; }

    /// <summary>What a cell's frozen class adds to its code, or the page that it picks; null without a frozen field.</summary>
    public byte[]? FrozenShares => Table.FrozenOffsets.Length == 0 ? null : IsFrozenPaged ? PageOf : Shares[0];

    /// <summary>For each page and code the next cell as it is kept, 256 to a page.</summary>
    public byte[] Results { get; }

    private byte[][] Shares { get; }

    /// <summary>The form of a rule, or null when it has none.</summary>
    /// <param name="table">The table with its frozen contexts merged, as <see cref="EssentialTable.WithContexts"/> gives it.</param>
    public static ByteForm? TryFind(EssentialTable? table)
    {
        if (table is null || table.Dimensions != 1 || table.StateSize is < 2 or > MostSymbols)
            return null;
        SymbolClasses[] classes = new SymbolClasses[table.Sizes.Length];
        for (int p = 0; p < classes.Length; p++)
        {
            if (SymbolClasses.Merge(table.Results, table.Sizes[p], table.Weights[p]) is not { } merged)
                return null;
            classes[p] = merged;
        }

        long codes = 1;
        foreach (SymbolClasses each in classes)
            codes = Math.Min(codes * each.Count, int.MaxValue);
        if (codes <= MostCodes)
            return new ByteForm(table, classes, -1, 1);
        (int Position, int InCode, int Cost) best = (-1, 1, int.MaxValue);
        for (int p = 0; p < classes.Length && codes < int.MaxValue; p++)
        {
            long rest = codes / classes[p].Count;
            // A frozen class is kept as one byte, its page or its share.
            for (int inCode = 1; inCode * rest <= MostCodes && inCode <= (p < table.FrozenOffsets.Length ? 1 : classes[p].Count); inCode++)
            {
                int pages = (classes[p].Count + inCode - 1) / inCode;
                int cost = pages * (LookupOperations((int)rest * inCode) + 2);
                if (pages <= MostPages && cost < best.Cost)
                    best = (p, inCode, cost);
            }
        }

        return best.Position < 0 ? null : new ByteForm(table, classes, best.Position, best.InCode);
    }

    /// <summary>Instructions on vectors for one vector of 64 cells.</summary>
    public int Operations
    {
        get
        {
            int coding = Positions.Sum(position => position.IsInCode ? IsMasked || position.IsSymbol ? 1 : 2 : 0) - 1 + (FrozenShares is null ? 0 : 1);
            int lookup = LookupOperations(Codes);
            return coding + (Pages == 1 ? lookup : 1 + (Pages * (lookup + 2)));
        }
    }

    private static int LookupOperations(int codes) => codes <= 128 ? 1 : 4;

    /// <summary>Codes, pages, and how the code is put together.</summary>
    public override string ToString() => $"{Codes} codes{(Pages > 1 ? $" on {Pages} pages" : "")}, {(IsMasked ? "masked" : "summed")}";

    private static byte Mask(byte[] share) => share.Aggregate((byte)0, static (mask, each) => (byte)(mask | each));

    private static bool IsSymbol(byte[] share)
    {
        for (int i = 0; i < share.Length; i++)
            if (share[i] != i)
                return false;
        return true;
    }

    /// <summary>Enters every neighborhood of class representatives; codes that do not occur keep 0.</summary>
    private void Fill(SymbolClasses[] classes, int paged, int inCode)
    {
        int[] at = new int[classes.Length];
        while (true)
        {
            int code = 0;
            int index = 0;
            for (int p = 0; p < at.Length; p++)
            {
                int symbol = classes[p].Representative(at[p]);
                code += Shares[p][symbol] + (p == paged ? MostCodes * (at[p] / inCode) : 0);
                index += symbol * Table.Weights[p];
            }

            Results[code] = Stored[Table.Results[index]];
            int next = 0;
            while (next < at.Length && ++at[next] == classes[next].Count)
                at[next++] = 0;
            if (next == at.Length)
                return;
        }
    }

    /// <summary>One cell that the rule reads.</summary>
    /// <param name="Offset">Where it is.</param>
    /// <param name="Share">What each of its symbols adds to the code.</param>
    /// <param name="Mask">All bits that occur in shares.</param>
    /// <param name="IsPage">Whether it picks the page.</param>
    /// <param name="IsInCode">Whether it has a share of the code.</param>
    /// <param name="IsSymbol">Whether the share is the symbol itself.</param>
    public readonly record struct Position(int Offset, byte[] Share, byte Mask, bool IsPage, bool IsInCode, bool IsSymbol);
}
