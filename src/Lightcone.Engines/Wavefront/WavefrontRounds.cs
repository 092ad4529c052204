using System.Runtime.Intrinsics;
using Lightcone.Engines.Lanes;
using Lightcone.Formats;

namespace Lightcone.Engines.Wavefront;

/// <summary>
/// Runs passes over a field. One pass carries as many generations as the row's length allows: each begins as many cells earlier as the rule reaches, which is computed twice,
/// and more generations a pass mean less traffic with the memory. So a row of any length is gone through at the speed of the registers and the first cache.
/// </summary>
internal sealed unsafe class WavefrontRounds
{
    /// <summary>How many times longer than a pass's generations a lane should be, so that little is computed twice.</summary>
    private const int LaneToGenerations = 40;

    /// <summary>Vectors of a lane that take longer to be gone through once than a pass to be made.</summary>
    private const long LongLane = 1 << 19;

    /// <summary>Vectors that the stages of a pass keep at most: they stay in the second cache, and are read in order.</summary>
    private const int MostKept = 2_048;

    /// <summary>Vectors looked at in one go when a state is tested for being a fixed point.</summary>
    private const int LookVectors = 128;

    /// <summary>Cells of margin beyond what generations reach: blocks are whole.</summary>
    private const int MarginSlack = 128;

    private readonly WavefrontPasses passes;
    private readonly LaneGeometry geometry;
    private readonly LaneEdges edges;
    private readonly int before;
    private readonly int after;
    private readonly int most;
    private readonly bool isLong;
    private readonly VectorBuffer look;
    private readonly WallGuard? guard;
    private readonly PassPair?[] pairs;
    private PassSegment[] segments;
    private LaneField? frozen;

    /// <param name="passes">The rule's passes.</param>
    /// <param name="geometry">The layout.</param>
    /// <param name="boundary">The row's boundary.</param>
    /// <param name="rounds">The most rounds of a pass; null for as many as the length allows.</param>
    public WavefrontRounds(WavefrontPasses passes, LaneGeometry geometry, Boundary boundary, int? rounds = null)
    {
        this.passes = passes;
        this.geometry = geometry;
        edges = new LaneEdges(passes.Coding?.Encode(boundary) ?? boundary, geometry);
        WavefrontShape shape = passes.Shape;
        // What a mirror shows changes with every generation; a wall is held, and a ring goes on by itself.
        Generations = boundary is Boundary.ReflectingBoundary ? 1 : passes.Generations;
        IsInPlace = passes.Pass(Generations, false).IsInPlace;
        pairs = new PassPair?[passes.Generations + 1];
        PassPair pair = Pair(Generations);
        int width = Math.Max(1, shape.Window * shape.StatePlanes);
        most = Generations == 1 ? 1 : rounds ?? Math.Max(1, Math.Min(MostKept / width, geometry.Length / LaneToGenerations) / Generations);
        isLong = (long)geometry.Length * shape.StatePlanes >= LongLane;
        int slack = (2 * pair.Cells) + LookVectors;
        before = (most * Generations * shape.Window) + (2 * pair.Cells);
        after = (most * Generations * shape.Right) + slack;
        segments = [Segment(0, geometry.Length)];
        look = new VectorBuffer((long)(LookVectors + slack) * shape.StatePlanes);
        if (edges.Wall is { } wall)
            guard = new WallGuard(geometry, wall, shape.StatePlanes, before, after, before + after);
    }

    /// <summary>Generations a pass carries at least, where there are as many left.</summary>
    public int Generations { get; }

    /// <summary>Cells of margin that suffice for rules of radius 1.</summary>
    public static int UsualMargin(LaneGeometry geometry) => Math.Clamp(geometry.Length / (LaneToGenerations / 2), 0, MostKept) + LookVectors + MarginSlack;

    /// <summary>Whether passes work in place.</summary>
    public bool IsInPlace { get; }

    /// <summary>A field with the margins that passes need.</summary>
    public LaneField Field(int planes) => new(geometry, planes, before, after);

    /// <summary>The field itself when its margins suffice, else a copy with wider ones.</summary>
    public LaneField Adopt(LaneField field)
    {
        if (field.Before >= before && field.After >= after)
            return field;
        LaneField wider = Field(field.Planes);
        wider.CopyFrom(field);
        return wider;
    }

    /// <summary>Divides the lanes among threads, as many as are worth while and at most so many.</summary>
    /// <returns>How many there are.</returns>
    public int Divide(int threads)
    {
        int cells = Pair(Generations).Cells;
        // What a segment takes from its neighbors must lie inside the row, and be little beside what it owns.
        int count = IsInPlace ? Math.Clamp(geometry.Length / (2 * before), 1, threads) : 1;
        if (count != segments.Length)
            segments = Segments(count, cells);
        return count;
    }

    /// <summary>Takes the class of each cell's frozen context.</summary>
    public void Freeze(ReadOnlySpan<byte> codes)
    {
        frozen = Field(passes.Shape.FrozenPlanes);
        frozen.Load(codes);
        // Cells beyond the ends of a ring are images of cells inside and see what those see; beyond a wall nothing is read.
        new LaneEdges(null, geometry).Fill(frozen, before, after);
    }

    /// <summary>Turns states into the codes that the rule runs under. Fields are swept and looked at in codes.</summary>
    public void Encode(LaneField field) => passes.Coding?.Encode(field);

    /// <summary>Turns codes into states.</summary>
    public void Decode(LaneField field) => passes.Coding?.Decode(field);

    /// <summary>Goes on by at most so many generations, as many as one pass carries.</summary>
    /// <param name="source">The state.</param>
    /// <param name="target">Where the result goes; the same field for passes that work in place.</param>
    /// <param name="generations">At least 1.</param>
    /// <returns>How many it was.</returns>
    public int Run(LaneField source, LaneField target, long generations)
    {
        (PassPair pair, int rounds) = Next(generations);
        Fill(source, pair, rounds);
        Sweep(source, target, pair, rounds, segments[0]);
        return rounds * pair.Stages;
    }

    /// <summary>Goes on by exactly so many generations in place, each segment on a thread of its own; the caller's thread takes the first one. All have to call this at once.</summary>
    /// <param name="field">The state.</param>
    /// <param name="generations">How many.</param>
    /// <param name="number">The segment's number.</param>
    /// <param name="meeting">Where the threads wait for each other.</param>
    /// <param name="goOn">Asked on the first thread before each pass, with the number of generations done.</param>
    public void RunSegment(LaneField field, long generations, int number, SpinBarrier meeting, Func<long, bool> goOn)
    {
        for (long done = 0; done < generations;)
        {
            (PassPair pair, int rounds) = Next(generations - done);
            int lag = rounds * pair.Stages * passes.Shape.Right;
            if (number == 0)
            {
                meeting.IsOver = !goOn(done);
                Fill(field, pair, rounds);
            }

            segments[number].TakeGhosts(field, pair.Cells, pair.BlocksBefore(rounds * pair.Stages), lag);
            meeting.Meet();
            if (meeting.IsOver)
                return;
            Sweep(field, field, pair, rounds, segments[number]);
            meeting.Meet();
            done += rounds * pair.Stages;
        }
    }

    /// <summary>Whether another generation changes nothing. Ends at the first stretch that it changes.</summary>
    public bool IsFixedPoint(LaneField state)
    {
        WavefrontShape shape = passes.Shape;
        int planes = shape.StatePlanes;
        edges.Fill(state, -shape.Left, shape.Right);
        nint scratch = (nint)look.Start;
        PassPair pair = Pair(1);
        int skipped = pair.BlocksBefore(1) * pair.Cells;
        int blocks = Math.Max(1, LookVectors / planes / pair.Cells);
        for (long first = -skipped; first < geometry.Length; first += blocks * pair.Cells)
        {
            RunPass(pair, first + shape.Right, blocks, 1, ((nint)state.At(first + shape.Right), scratch, segments[0]));
            // The first cells that come out are not yet complete, the last ones may lie beyond the lanes.
            long from = Math.Max(0, first);
            int count = (int)(Math.Min(geometry.Length, first + (blocks * pair.Cells)) - from);
            if (count > 0 && !new ReadOnlySpan<ulong>((ulong*)scratch + ((from - first) * planes * 8), count * planes * 8).SequenceEqual(state.Words(from, count)))
                return false;
        }

        return true;
    }

    /// <summary>The next pass when so many generations are left. What is left at the end of a short row is done in powers of two, so that few passes have to be made; a long one is not swept so often.</summary>
    private (PassPair Pair, int Rounds) Next(long generations)
    {
        int count = generations >= Generations ? Generations : isLong ? (int)generations : 1 << (int)Math.Log2(generations);
        return (Pair(count), count == Generations ? (int)Math.Min(most, generations / count) : 1);
    }

    private void Fill(LaneField field, PassPair pair, int rounds) =>
        edges.Fill(field, -rounds * pair.Stages * passes.Shape.Left, rounds * pair.Stages * passes.Shape.Right);

    private void Sweep(LaneField source, LaneField target, PassPair pair, int rounds, PassSegment segment)
    {
        int generations = rounds * pair.Stages;
        int lag = generations * passes.Shape.Right;
        int ahead = pair.BlocksBefore(generations);
        long cell = segment.First - ((long)ahead * pair.Cells);
        nint left = segment.Left;
        for (; ahead > 0; cell += pair.Cells)
        {
            RunPass(pair, cell + lag, 1, pair.RoundsBefore(generations, --ahead), segment.HasLeft ? (left, segment.Waste, segment) : ((nint)source.At(cell + lag), (nint)target.At(cell), segment));
            left += pair.Cells * source.Planes * sizeof(Vector512<ulong>);
        }

        long blocks = (segment.Last - segment.First + pair.Cells - 1L) / pair.Cells;
        long inside = segment.Inside(pair.Cells, lag);
        Stretch(inside, (nint)source.At(cell + lag));
        Stretch(blocks - inside, segment.Right);

        void Stretch(long blocks, nint from)
        {
            // Of these blocks only the last ones, whose results reach the last cell, can touch a wall; those before go without masks.
            long free = guard is null ? blocks : Math.Clamp((geometry.Length - 1 + passes.Shape.Right - lag - cell) / pair.Cells, 0, blocks);
            if (free > 0)
                RunPass(pair, cell + lag, free, rounds, (from, (nint)target.At(cell), segment));
            cell += free * pair.Cells;
            if (blocks > free)
                RunPass(pair, cell + lag, blocks - free, rounds, (from + (nint)(free * pair.Cells * source.Planes * sizeof(Vector512<ulong>)), (nint)target.At(cell), segment));
            cell += (blocks - free) * pair.Cells;
        }
    }

    /// <summary>One pass over one stretch, with the wall held where the stretch touches it.</summary>
    /// <param name="pair">The pass.</param>
    /// <param name="cell">The first cell that goes in.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="rounds">Through how many rounds.</param>
    /// <param name="places">Where the first cell that goes in is, where the first result goes, and whose stages run.</param>
    private void RunPass(PassPair pair, long cell, long blocks, int rounds, (nint Source, nint Target, PassSegment Segment) places)
    {
        bool atStart = cell - (rounds * pair.Stages * passes.Shape.Right) < 0;
        bool atEnd = cell + (blocks * pair.Cells) - 1 - passes.Shape.Right >= geometry.Length - 1;
        bool guarded = guard is not null && (atStart || atEnd);
        nint masks = guarded ? guard!.At(cell, !atStart) : 0;
        pair.For(guarded).Run(new WavefrontPass.Places(places.Source, places.Target, frozen is null ? 0 : (nint)frozen.At(cell), masks, (nint)places.Segment.Kept.Start), blocks, rounds);
    }

    private PassSegment[] Segments(int count, int cells)
    {
        int[] starts = [.. Enumerable.Range(0, count + 1).Select(i => i == count ? geometry.Length : (int)((long)geometry.Length * i / count / cells * cells))];
        return [.. Enumerable.Range(0, count).Select(i => Segment(starts[i], starts[i + 1]))];
    }

    private PassSegment Segment(int first, int last)
    {
        WavefrontShape shape = passes.Shape;
        return new(first, last, last == geometry.Length, (long)most * Generations * Math.Max(1, shape.Window * shape.StatePlanes), (long)(before + after) * shape.StatePlanes);
    }

    private PassPair Pair(int count) =>
        pairs[count] ??= new PassPair(passes.Pass(count, false), edges.Wall is null ? null : passes.Pass(count, true), passes.Shape);
}
