using Lightcone.Engines.Lanes;

namespace Lightcone.Engines.Wavefront;

/// <summary>
/// The part of a field's lanes that one thread carries on, and what it needs to do so beside others: cells of its neighbors, taken before anyone writes, and a place for results that belong to nobody.
/// </summary>
/// <param name="first">The first cell.</param>
/// <param name="last">The first cell of the next segment.</param>
/// <param name="isLast">Whether there is no next segment.</param>
/// <param name="kept">How many vectors the stages keep.</param>
/// <param name="ghosts">How many vectors are taken from each neighbor at most.</param>
internal sealed unsafe class PassSegment(int first, int last, bool isLast, long kept, long ghosts)
{
    private readonly VectorBuffer left = new(first > 0 ? ghosts : 0);
    private readonly VectorBuffer right = new(isLast ? 0 : ghosts);
    private readonly VectorBuffer waste = new(first > 0 ? ghosts : 0);

    /// <summary>The first cell.</summary>
    public int First => first;

    /// <summary>The first cell of the next segment.</summary>
    public int Last => last;

    /// <summary>Whether cells before the first one belong to another segment.</summary>
    public bool HasLeft => first > 0;

    /// <summary>What the stages keep from one block to the next.</summary>
    public VectorBuffer Kept { get; } = new(kept);

    /// <summary>Where results go that belong to nobody.</summary>
    public nint Waste => (nint)waste.Start;

    /// <summary>The cells that go in before the first result, as they were before the pass.</summary>
    public nint Left => (nint)left.Start;

    /// <summary>The cells that go in last, as they were before the pass.</summary>
    public nint Right => (nint)right.Start;

    /// <summary>How many of the blocks with results go in from the field itself; the others reach beyond the segment.</summary>
    /// <param name="cells">Cells of a block.</param>
    /// <param name="lag">How many cells results lie behind.</param>
    public long Inside(int cells, int lag)
    {
        long blocks = (last - first + cells - 1L) / cells;
        return isLast ? blocks : Math.Clamp((last - first - lag) / cells, 0, blocks);
    }

    /// <summary>Takes what the pass will need of the neighbors.</summary>
    /// <param name="field">The field before the pass.</param>
    /// <param name="cells">Cells of a block.</param>
    /// <param name="ahead">Blocks before the first result.</param>
    /// <param name="lag">How many cells results lie behind.</param>
    public void TakeGhosts(LaneField field, int cells, int ahead, int lag)
    {
        if (HasLeft)
            Copy(field, first + lag - ((long)ahead * cells), first + lag, left);
        if (!isLast)
            Copy(field, first + lag + (Inside(cells, lag) * cells), last + lag, right);
    }

    private static void Copy(LaneField field, long from, long to, VectorBuffer target)
    {
        ReadOnlySpan<ulong> words = field.Words(from, (int)Math.Max(0, to - from));
        words.CopyTo(new Span<ulong>(target.Start, words.Length));
        GC.KeepAlive(target);
    }
}
