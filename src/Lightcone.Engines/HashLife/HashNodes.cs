using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lightcone.Engines.HashLife;

/// <summary>
/// The memory of HashLife (R. W. Gosper 1984, Physica D 10, 75-80) in one dimension: pieces of rows, each kept once. A leaf, level 0, holds <see cref="LeafCells"/> cells; a node of level n two pieces of level n - 1, so that
/// equal pieces have equal numbers. A node remembers its middle half some generations on.
/// </summary>
internal sealed class HashNodes
{
    /// <summary>No node: there was no room for it.</summary>
    public const int None = -1;

    private const int Leaf = -1;
    private const int FirstRoom = 1 << 9;

    /// <summary>Bytes of all leaves together at most.</summary>
    private const int MostLeafBytes = 1 << 30;

    private readonly HashCells cells;
    private readonly byte[] row;
    private readonly byte[] next;
    private Node[] nodes = new Node[FirstRoom];
    private int[] buckets = new int[2 * FirstRoom];
    private byte[] leaves;
    private int leafCount;
    private readonly List<int> walls = [];

    /// <summary>An empty memory.</summary>
    /// <param name="cells">The rule.</param>
    /// <param name="most">The most nodes.</param>
    public HashNodes(HashCells cells, int most)
    {
        this.cells = cells;
        Most = most;
        LeafCells = 8 * cells.Reach;
        row = new byte[2 * LeafCells];
        next = new byte[2 * LeafCells];
        leaves = new byte[LeafCells * 64];
    }

    /// <summary>Cells of a leaf: eight times as many as a cell reads to each side.</summary>
    public int LeafCells { get; }

    /// <summary>How many nodes there may be.</summary>
    public int Most { get; }

    /// <summary>How many nodes there are.</summary>
    public int Count { get; private set; }

    /// <summary>Ends what goes on, at the next thousandth piece or so, with an <see cref="OperationCanceledException"/>; the memory stays in order.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>How many cells were evaluated.</summary>
    public long CellUpdates { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(buckets);
        walls.Clear();
        Count = 0;
        leafCount = 0;
    }

    /// <summary>The first half of a node above the leaves.</summary>
    public int Left(int node) => nodes[node].Left;

    /// <summary>The second half of a node above the leaves.</summary>
    public int Right(int node) => nodes[node].Right;

    /// <summary>The cells of a leaf.</summary>
    public ReadOnlySpan<byte> Cells(int leaf) => leaves.AsSpan(nodes[leaf].Left * LeafCells, LeafCells);

    /// <summary>The leaf with these cells.</summary>
    public int MakeLeaf(ReadOnlySpan<byte> content)
    {
        uint hash = 0;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(content))
            hash = Mix(hash ^ (uint)word, (uint)(word >> 32));
        for (int at = buckets[Bucket(hash)] - 1; at >= 0; at = nodes[at].Next)
            if (nodes[at].Right == Leaf && Cells(at).SequenceEqual(content))
                return at;
        if (leafCount * LeafCells == leaves.Length)
        {
            if (leaves.Length >= MostLeafBytes)
                return None;
            Array.Resize(ref leaves, 2 * leaves.Length);
        }

        content.CopyTo(leaves.AsSpan(leafCount * LeafCells));
        int made = Add(leafCount, Leaf, hash);
        leafCount += made < 0 ? 0 : 1;
        return made;
    }

    /// <summary>The node with these halves; <see cref="None"/> when there is no room or a half is none.</summary>
    public int Make(int left, int right)
    {
        if ((left | right) < 0)
            return None;
        uint hash = Mix((uint)left, (uint)right);
        for (int at = buckets[Bucket(hash)] - 1; at >= 0; at = nodes[at].Next)
            if (nodes[at].Left == left && nodes[at].Right == right)
                return at;
        return Add(left, right, hash);
    }

    /// <summary>A piece of wall.</summary>
    public int Walls(int level)
    {
        if (walls.Count == 0)
        {
            byte[] content = new byte[LeafCells];
            Array.Fill(content, cells.Wall);
            walls.Add(MakeLeaf(content));
        }

        while (walls.Count <= level)
            walls.Add(Make(walls[^1], walls[^1]));
        // What found no room finds none before everything is forgotten.
        return walls[level];
    }

    /// <summary>The second half of one piece and the first half of the other as one piece of the same level.</summary>
    public int Center(int first, int second, int level)
    {
        if ((first | second) < 0)
            return None;
        if (level > 0)
            return Make(nodes[first].Right, nodes[second].Left);
        int half = LeafCells / 2;
        Span<byte> both = row.AsSpan(0, LeafCells);
        Cells(first)[half..].CopyTo(both);
        Cells(second)[..half].CopyTo(both[half..]);
        return MakeLeaf(both);
    }

    /// <summary>The middle half of a node 2^<paramref name="exponent"/> generations on.</summary>
    /// <param name="node">The node, <see cref="None"/> gives the same.</param>
    /// <param name="level">Its level, at least 1.</param>
    /// <param name="exponent">At most <paramref name="level"/> + 1.</param>
    /// <returns>A node one level below, or <see cref="None"/> when there is no room for all that is needed.</returns>
    public int Advance(int node, int level, int exponent)
    {
        if (node < 0)
            return None;
        if (nodes[node].Exponent == exponent + 1)
            return nodes[node].Result;
        int result = level == 1 ? Generations(node, 1 << exponent) : Divide(node, level, exponent);
        if (result >= 0)
        {
            nodes[node].Exponent = (byte)(exponent + 1);
            nodes[node].Result = result;
        }

        return result;
    }

    private int Divide(int node, int level, int exponent)
    {
        int left = nodes[node].Left;
        int right = nodes[node].Right;
        int middle = Make(nodes[left].Right, nodes[right].Left);
        // Twice half as many generations where that many are the most, else once and what is asked for.
        bool twice = exponent == level + 1;
        int each = twice ? exponent - 1 : exponent;
        int a = Advance(left, level - 1, each);
        int b = Advance(middle, level - 1, each);
        int c = Advance(right, level - 1, each);
        return twice
            ? Make(Advance(Make(a, b), level - 1, each), Advance(Make(b, c), level - 1, each))
            : Make(Center(a, b, level - 2), Center(b, c, level - 2));
    }

    private int Generations(int node, int count)
    {
        Span<byte> now = row;
        Span<byte> then = next;
        Cells(nodes[node].Left).CopyTo(now);
        Cells(nodes[node].Right).CopyTo(now[LeafCells..]);
        int length = 2 * LeafCells;
        for (int i = 0; i < count; i++)
        {
            cells.Step(now[..length], then);
            length -= 2 * cells.Reach;
            CellUpdates += length;
            Span<byte> other = now;
            now = then;
            then = other;
        }

        return MakeLeaf(now.Slice((length - LeafCells) / 2, LeafCells));
    }

    private int Add(int left, int right, uint hash)
    {
        if (Count == Most)
            return None;
        if (Count % 1_024 == 0)
            Cancellation.ThrowIfCancellationRequested();
        if (Count == nodes.Length)
            Grow();
        ref int bucket = ref buckets[Bucket(hash)];
        nodes[Count] = new Node { Left = left, Right = right, Next = bucket - 1, Hash = hash };
        bucket = Count + 1;
        return Count++;
    }

    private void Grow()
    {
        Array.Resize(ref nodes, (int)Math.Min(Most, 2L * nodes.Length));
        buckets = new int[2 * buckets.Length];
        for (int i = 0; i < Count; i++)
        {
            ref int bucket = ref buckets[Bucket(nodes[i].Hash)];
            nodes[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }

    private int Bucket(uint hash) => (int)(hash & (uint)(buckets.Length - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(uint first, uint second)
    {
        ulong product = (first + 0x9E3779B97F4A7C15UL) * ((ulong)second * 2 + 0xD6E8FEB86659FD93UL);
        return (uint)(product >> 32) ^ (uint)product;
    }

    /// <summary>A leaf, whose right half is -1 and whose left one its number among the leaves, or two halves.</summary>
    private struct Node
    {
        public int Left;
        public int Right;
        public int Next;
        public uint Hash;
        public int Result;

        /// <summary>One more than the exponent that <see cref="Result"/> is for; 0 when there is none.</summary>
        public byte Exponent;
    }
}
