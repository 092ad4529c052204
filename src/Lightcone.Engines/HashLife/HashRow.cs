using Lightcone.Engines.LargeLattices;

namespace Lightcone.Engines.HashLife;

/// <summary>
/// A row of any length as pieces of HashLife. Behind walls it is one piece, filled up with wall. A ring, and a row before mirrors together with its image, goes round until whole leaves are full, and is a number of pieces
/// of one level; where that number is odd, twice round is as many pieces of the next level. So all lengths are exact, and the work on a ring is proportional to the odd part of its length.
/// </summary>
internal sealed class HashRow
{
    private readonly HashNodes nodes;
    private readonly bool isWalled;

    /// <summary>A row of nothing.</summary>
    /// <param name="nodes">The memory.</param>
    /// <param name="isWalled">Whether it stands between walls; otherwise it is a ring.</param>
    public HashRow(HashNodes nodes, bool isWalled)
    {
        this.nodes = nodes;
        this.isWalled = isWalled;
    }

    /// <summary>A row between walls from its piece.</summary>
    public static HashRow Walled(HashNodes nodes, int piece, int level) => new(nodes, true) { Pieces = [piece], Level = level };

    /// <summary>The pieces.</summary>
    public int[] Pieces { get; private set; } = [];

    /// <summary>Their level.</summary>
    public int Level { get; private set; }

    /// <summary>Takes a row, as long as the ring or the row between walls.</summary>
    /// <returns>Whether there was room.</returns>
    public bool Load(ReadOnlySpan<byte> cells)
    {
        int leaf = nodes.LeafCells;
        long round = isWalled ? (cells.Length + leaf - 1L) / leaf * leaf : (long)cells.Length * (leaf / Gcd(cells.Length, leaf));
        Pieces = new int[round / leaf];
        Level = 0;
        byte[] content = new byte[leaf];
        int outside = isWalled ? nodes.Walls(0) : 0;
        if (outside < 0)
            return false;
        int last = HashNodes.None;
        for (int i = 0; i < Pieces.Length; i++)
        {
            long at = (long)i * leaf;
            ReadOnlySpan<byte> piece = content;
            if (at + leaf <= cells.Length)
                piece = cells.Slice((int)at, leaf);
            else
                for (int k = 0; k < leaf; k++)
                    content[k] = !isWalled ? cells[(int)((at + k) % cells.Length)] : at + k < cells.Length ? cells[(int)at + k] : nodes.Cells(outside)[0];
            // Most rows worth this engine repeat themselves.
            if (last < 0 || !nodes.Cells(last).SequenceEqual(piece))
                last = nodes.MakeLeaf(piece);
            if (last < 0)
                return false;
            Pieces[i] = last;
        }

        while (isWalled ? Pieces.Length > 1 : Pieces.Length % 2 == 0)
            if (!Raise())
                return false;
        return true;
    }

    /// <summary>Writes the cells, as many as fit.</summary>
    public void CopyTo(Span<byte> cells)
    {
        foreach (int piece in Pieces)
        {
            if (cells.IsEmpty)
                return;
            int written = Write(piece, Level, cells);
            cells = cells[written..];
        }
    }

    /// <summary>The row 2^<paramref name="exponent"/> generations on, or null when there is no room for what is needed.</summary>
    public HashRow? Advance(int exponent)
    {
        while (Level + (isWalled ? 3 : 2) < exponent)
            if (!Raise())
                return null;
        HashRow result = new(nodes, isWalled) { Level = Level, Pieces = new int[Pieces.Length] };
        if (isWalled)
        {
            int outside = nodes.Walls(Level);
            int around = nodes.Make(nodes.Make(outside, Pieces[0]), nodes.Make(outside, outside));
            int center = nodes.Advance(around, Level + 2, exponent);
            if (center < 0)
                return null;
            result.Pieces[0] = nodes.Left(center);
            return result;
        }

        int count = Pieces.Length;
        int before = nodes.Advance(nodes.Make(Pieces[count - 1], Pieces[0]), Level + 1, exponent);
        for (int i = 0; i < count; i++)
        {
            int after = nodes.Advance(nodes.Make(Pieces[i], Pieces[(i + 1) % count]), Level + 1, exponent);
            if ((result.Pieces[i] = nodes.Center(before, after, Level)) < 0)
                return null;
            before = after;
        }

        return result;
    }

    /// <summary>The same row, to be kept.</summary>
    public HashRow Copy() => new(nodes, isWalled) { Level = Level, Pieces = Pieces };

    /// <summary>Whether the row is another one of the same memory and boundary.</summary>
    public bool IsSame(HashRow other)
    {
        HashRow low = Level < other.Level ? this : other;
        HashRow high = Level < other.Level ? other : this;
        int up = high.Level - low.Level;
        // Once round the lower one says everything: the higher one goes round several times, or ends in wall.
        for (int i = 0; i < low.Pieces.Length; i++)
        {
            int piece = high.Pieces[up < 31 ? i >> up : 0];
            for (int bit = up - 1; bit >= 0; bit--)
                piece = bit < 31 && ((i >> bit) & 1) != 0 ? nodes.Right(piece) : nodes.Left(piece);
            if (piece != low.Pieces[i])
                return false;
        }

        return true;
    }

    /// <summary>Makes pieces of the next level: of an odd number on a ring, by going round twice.</summary>
    private bool Raise()
    {
        int count = Pieces.Length;
        int[] raised = new int[isWalled || count % 2 == 0 ? (count + 1) / 2 : count];
        int outside = isWalled && count % 2 == 1 ? nodes.Walls(Level) : 0;
        (int Left, int Right, int Node) last = (HashNodes.None, HashNodes.None, HashNodes.None);
        for (int i = 0; i < raised.Length; i++)
        {
            int left = Pieces[2 * i % count];
            int right = isWalled && (2 * i) + 1 == count ? outside : Pieces[((2 * i) + 1) % count];
            if (last.Left != left || last.Right != right)
                last = (left, right, nodes.Make(left, right));
            if ((raised[i] = last.Node) < 0)
                return false;
        }

        Pieces = raised;
        Level++;
        return true;
    }

    private int Write(int node, int level, Span<byte> cells)
    {
        if (level == 0)
        {
            ReadOnlySpan<byte> content = nodes.Cells(node);
            int count = Math.Min(content.Length, cells.Length);
            content[..count].CopyTo(cells);
            return count;
        }

        int left = nodes.Left(node);
        int right = nodes.Right(node);
        int first = Write(left, level - 1, cells);
        Span<byte> rest = cells[first..];
        if (rest.IsEmpty)
            return first;
        if (left != right)
            return first + Write(right, level - 1, rest);
        int second = Math.Min(first, rest.Length);
        cells[..second].CopyTo(rest);
        return first + second;
    }

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
