using Lightcone.Engines.LargeLattices;
using Lightcone.Engines.Stepping;
using Lightcone.Formats;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Engines.HashLife;

/// <summary>
/// A run with HashLife: any number of generations as a sum of powers of two. Rows are compared by the numbers of their pieces. When the memory is full it is emptied and the row taken up again, with half as many generations at a time;
/// only a row that does not fit it even for single generations is refused.
/// </summary>
internal sealed class HashStepper : DoublingStepper
{
    /// <summary>Nodes that are remembered at most: some 400 MB.</summary>
    public const int MostNodes = 1 << 24;

    private readonly HashCells cells;
    private readonly HashNodes nodes;
    private readonly byte[] row;
    private readonly byte[] classes;
    private readonly int length;
    private readonly bool isWalled;
    private HashRow now;
    private HashRow? marked;
    private HashRow candidate;

    /// <param name="rule">The rule, with cells for this engine.</param>
    /// <param name="initial">The start.</param>
    /// <param name="most">The most nodes to be remembered.</param>
    /// <param name="cancellation">Ends a leap.</param>
    /// <exception cref="ResourceLimitException">The row takes more than that.</exception>
    public HashStepper(RuleForms rule, Lattice initial, int most = MostNodes, CancellationToken cancellation = default)
    {
        cells = HashCells.Of(rule)!;
        length = initial.Count;
        if (initial.Boundary is Boundary.FixedBoundary wall)
            cells = cells.WithWall(wall.Symbol);
        nodes = new HashNodes(cells, most) { Cancellation = cancellation };
        row = new byte[initial.Boundary is Boundary.ReflectingBoundary ? 2 * length : length];
        classes = rule.Table.FrozenOffsets.Length == 0 ? [] : rule.ContextCodes(initial.Input!);
        isWalled = initial.Boundary is Boundary.FixedBoundary;
        candidate = now = Encode(initial.Cells);
    }

    public override void CopyTo(Span<byte> target)
    {
        now.CopyTo(row);
        for (int i = 0; i < length; i++)
            target[i] = cells.State(row[i]);
    }

    public override void Mark() => marked = now.Copy();

    public override bool IsAtMark() => now.IsSame(marked!);

    protected override void LoadCells(ReadOnlySpan<byte> states) => candidate = now = Encode(states);

    protected override void Leap(int exponent)
    {
        candidate = Jump(now, exponent);
        CellUpdates = nodes.CellUpdates;
    }

    protected override bool IsSame() => candidate.IsSame(now);

    protected override bool IsCandidateFixed() => Jump(candidate, 0).IsSame(candidate);

    protected override void Accept() => now = candidate;

    private HashRow Encode(ReadOnlySpan<byte> states)
    {
        for (int i = 0; i < length; i++)
        {
            byte frozen = classes.Length == 0 ? (byte)0 : classes[i];
            row[i] = cells.Code(states[i], frozen, false);
            // What a mirror shows is another row, the other way round, that lives by the rule's mirror image.
            if (row.Length > length)
                row[^(i + 1)] = cells.Code(states[i], frozen, true);
        }

        HashRow encoded = new(nodes, isWalled);
        return encoded.Load(row) ? encoded : throw TooLarge();
    }

    /// <summary>The row 2^<paramref name="exponent"/> generations after another one.</summary>
    private HashRow Jump(HashRow from, int exponent)
    {
        for (int attempt = 0; attempt < 2; attempt++)
        {
            if (from.Advance(exponent) is { } result)
                return result;
            Empty(from);
        }

        if (exponent == 0)
            throw TooLarge();
        return Jump(Jump(from, exponent - 1), exponent - 1);
    }

    /// <summary>Empties the memory and takes up again the rows that are needed.</summary>
    private void Empty(HashRow from)
    {
        HashRow[] needed = [.. new HashSet<HashRow>(marked is null ? [now, from] : [now, from, marked])];
        byte[][] contents = [.. needed.Select(_ => new byte[row.Length])];
        for (int i = 0; i < needed.Length; i++)
            needed[i].CopyTo(contents[i]);
        nodes.Clear();
        for (int i = 0; i < needed.Length; i++)
            if (!needed[i].Load(contents[i]))
                throw TooLarge();
    }

    private ResourceLimitException TooLarge() =>
        new($"this row of {length:N0} cells repeats itself too little: HashLife needs more than the {nodes.Most:N0} nodes it may remember. Use the wavefront or the table engine.");
}
