using System.Runtime.CompilerServices;
using Lightcone.Foundation.Input;

namespace Lightcone.Engines.Plane;

/// <summary>
/// All squares that are known, equal ones kept once, so that equal squares have equal numbers. When the memory is used up, squares are forgotten that neither the present configuration nor what is being computed needs.
/// </summary>
/// <param name="leaves">The smallest squares.</param>
/// <param name="budget">What nodes may take.</param>
internal sealed unsafe class NodeStore(LeafStore leaves, MemoryBudget budget) : IDisposable
{
    /// <summary>Room that is made before a square is carried on: more than all that are being carried on take until the next time that room is made.</summary>
    private const int Reserve = 1 << 12;

    /// <summary>The most squares that are made at once.</summary>
    private const int MostTogether = 8;

    /// <summary>How often marking looks whether it should end.</summary>
    private const int Watch = 1 << 14;

    private readonly RecordTable<Node> nodes = new(budget);
    private readonly List<int>[] uniform = [.. Enumerable.Range(0, 256).Select(static _ => new List<int>())];
    private int watch;
    private bool isMarking;

    /// <summary>The smallest squares.</summary>
    public LeafStore Leaves { get; } = leaves;

    /// <summary>Numbers of squares that are needed now.</summary>
    public RootStack Roots { get; } = new();

    /// <summary>Ends what takes long.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>How often squares were forgotten.</summary>
    public int Collections { get; private set; }

    /// <summary>Bytes that there may be.</summary>
    public long Limit => budget.Limit;

    /// <summary>Bytes that are taken.</summary>
    public long Used => budget.Used;

    /// <summary>How many squares there are, leaves included.</summary>
    public long Count => nodes.Count + Leaves.Count;

    /// <summary>Numbers of nodes are below this.</summary>
    public long Top => nodes.Top;

    /// <summary>Whether <see cref="MakeRoom"/> has to be called before more is made.</summary>
    public bool IsShort => nodes.Room < Reserve || Leaves.Room < Reserve;

    /// <summary>A node; valid until room is made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Node* At(int node) => nodes.At(node);

    /// <summary>The node of four squares of the level below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Make(int nw, int ne, int sw, int se, int level) => nodes.Find(new Node { NW = nw, NE = ne, SW = sw, SE = se, Level = (byte)level });

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        nodes.Dispose();
        Leaves.Dispose();
        Roots.Dispose();
    }

    /// <summary>The nodes of several squares. All are asked for before the first is needed: the memory answers them together.</summary>
    /// <param name="squares">The squares.</param>
    /// <param name="count">How many.</param>
    /// <param name="numbers">Receives their numbers.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Make(Node* squares, int count, int* numbers)
    {
        ulong* hashes = stackalloc ulong[MostTogether];
        for (int i = 0; i < count; i++)
            nodes.Expect(hashes[i] = Node.Hash(squares[i]));
        for (int i = 0; i < count; i++)
            nodes.ExpectRecord(hashes[i]);
        for (int i = 0; i < count; i++)
            numbers[i] = nodes.Find(squares[i], hashes[i]);
    }

    /// <summary>A square of one state.</summary>
    public int Uniform(int level, byte state)
    {
        List<int> known = uniform[state];
        if (known.Count == 0)
            known.Add(Leaves.Filled(state));
        while (known.Count <= level - Leaves.Level)
            known.Add(Make(known[^1], known[^1], known[^1], known[^1], known.Count + Leaves.Level));
        return known[level - Leaves.Level];
    }

    /// <summary>Makes room: more memory as long as there is some, then by forgetting. What is not in <see cref="Roots"/> may be gone.</summary>
    /// <exception cref="ResourceLimitException">What is needed leaves no room.</exception>
    /// <exception cref="OperationCanceledException">It is to end.</exception>
    public void MakeRoom()
    {
        if (isMarking || !TryGrow())
            Collect();
    }

    /// <summary>Makes room by taking more memory.</summary>
    /// <returns>Whether there was enough.</returns>
    public bool TryGrow() => nodes.TryGrow(Reserve, Cancellation) && Leaves.TryGrow(Reserve, Cancellation);

    /// <summary>Ends what a cancellation left half done; to be called before anything is made.</summary>
    public void Restore()
    {
        if (isMarking)
            Collect();
        if (IsShort)
            MakeRoom();
    }

    private void Collect()
    {
        isMarking = true;
        Collections++;
        Keep(true);
        // Where the futures of what is needed take most of the memory they are forgotten as well.
        if (nodes.Count > nodes.Room || Leaves.Count > Leaves.Room)
            Keep(false);
        isMarking = false;
        if (nodes.Room < Math.Max(Reserve, nodes.Count / 8) || Leaves.Room < Math.Max(Reserve, Leaves.Count / 8))
            throw new ResourceLimitException(FormattableString.Invariant(
                $"the squares that this configuration is made of, and those of the step that is being done, are {Count:N0} and leave no room to go on within {budget.Limit / (1 << 20):N0} MB. Allow {Math.Max(2 * budget.Limit, 64 << 20) / (1 << 20):N0} MB or more, or use a dense engine."));
    }

    private void Keep(bool withFutures)
    {
        nodes.Unmark();
        Leaves.Unmark();
        foreach (int root in Roots.All)
            Mark(root, withFutures);
        foreach (List<int> squares in uniform)
            foreach (int square in squares)
                Mark(square, false);
        for (int number = 1; number < nodes.Top; number++)
        {
            if (!nodes.IsMarked(number))
                continue;
            int result = At(number)->Result;
            if (result != 0 && !(result < 0 ? Leaves.IsMarked(result) : nodes.IsMarked(result)))
                At(number)->Result = 0;
        }

        nodes.Sweep(Cancellation);
        Leaves.Sweep(Cancellation);
    }

    private void Mark(int square, bool withFutures)
    {
        if (square < 0)
        {
            Leaves.Mark(square);
            return;
        }

        if (square == 0 || !nodes.Mark(square))
            return;
        if (++watch % Watch == 0)
            Cancellation.ThrowIfCancellationRequested();
        Node* node = At(square);
        Mark(node->NW, withFutures);
        Mark(node->NE, withFutures);
        Mark(node->SW, withFutures);
        Mark(node->SE, withFutures);
        if (withFutures)
            Mark(node->Result, true);
    }
}
