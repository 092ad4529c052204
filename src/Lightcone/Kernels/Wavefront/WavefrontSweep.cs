namespace Lightcone.Kernels.Wavefront;

/// <summary>
/// Runs passes over a field. One sweep carries as many generations as the row's length allows: each begins as many cells earlier as the rule reaches, which is computed twice,
/// and more generations a sweep mean less traffic with the memory. So a row of any length is swept at the speed of the registers and the first cache.
/// </summary>
internal sealed unsafe class WavefrontSweep
{
    /// <summary>Cells of margin that suffice for most rules.</summary>
    public const int UsualMargin = 1_024;

    /// <summary>How many times longer than a sweep's generations a lane should be, so that little is computed twice.</summary>
    private const int LaneToGenerations = 40;

    /// <summary>Vectors that the stages of a sweep keep at most: they stay in the first cache, with room for the block that goes by.</summary>
    private const int MostKept = 512;

    /// <summary>Vectors looked at in one go when a state is tested for being a fixed point.</summary>
    private const int LookVectors = 128;

    private readonly WavefrontKernels kernels;
    private readonly LaneGeometry geometry;
    private readonly LaneEdges edges;
    private readonly int before;
    private readonly int after;
    private readonly int most;
    private readonly VectorBuffer kept;
    private readonly VectorBuffer look;
    private readonly WallGuard? guard;
    private readonly PassPair?[] pairs;
    private LaneField? frozen;

    public WavefrontSweep(WavefrontKernels kernels, LaneGeometry geometry, Boundary boundary)
    {
        this.kernels = kernels;
        this.geometry = geometry;
        edges = new LaneEdges(boundary, geometry);
        WavefrontShape shape = kernels.Shape;
        // What a mirror shows changes with every generation; a wall is held, and a ring goes on by itself.
        Generations = boundary is Boundary.ReflectingBoundary ? 1 : kernels.Generations;
        pairs = new PassPair?[kernels.Generations + 1];
        PassPair pair = Pair(Generations);
        int width = Math.Max(1, shape.Window * shape.StatePlanes);
        most = Generations == 1 ? 1 : Math.Max(1, Math.Min(MostKept / width, geometry.Length / LaneToGenerations) / Generations);
        int slack = (2 * pair.Cells) + LookVectors;
        before = (most * Generations * shape.Window) + slack;
        after = (most * Generations * shape.Right) + slack;
        kept = new VectorBuffer((long)most * Generations * width);
        look = new VectorBuffer((long)(LookVectors + slack) * shape.StatePlanes);
        if (edges.Wall is { } wall)
            guard = new WallGuard(geometry, wall, shape.StatePlanes, before, after, before + slack);
    }

    /// <summary>Generations a sweep carries at least, where there are as many left.</summary>
    public int Generations { get; }

    /// <summary>A field with the margins that sweeps need.</summary>
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

    /// <summary>Takes the class of each cell's frozen context.</summary>
    public void Freeze(ReadOnlySpan<byte> codes)
    {
        frozen = Field(kernels.Shape.FrozenPlanes);
        frozen.Load(codes);
        // Cells beyond the ends of a ring are images of cells inside and see what those see; beyond a wall nothing is read.
        new LaneEdges(null, geometry).Fill(frozen, before, after);
    }

    /// <summary>Goes on by at most so many generations, as many as one sweep carries.</summary>
    /// <param name="source">The state.</param>
    /// <param name="target">Where the result goes; the same field for passes that work in place.</param>
    /// <param name="generations">At least 1.</param>
    /// <returns>How many it was.</returns>
    public int Run(LaneField source, LaneField target, long generations)
    {
        // What is left at the end is done in powers of two, so that few kernels have to be made.
        int count = generations >= Generations ? Generations : 1 << (int)Math.Log2(generations);
        int rounds = count == Generations ? (int)Math.Min(most, generations / count) : 1;
        edges.Fill(source, -rounds * count * kernels.Shape.Left, rounds * count * kernels.Shape.Right);
        Sweep(source, target, Pair(count), rounds);
        return rounds * count;
    }

    /// <summary>Whether another generation changes nothing. Ends at the first stretch that it changes.</summary>
    public bool IsFixedPoint(LaneField state)
    {
        WavefrontShape shape = kernels.Shape;
        int planes = shape.StatePlanes;
        edges.Fill(state, -shape.Left, shape.Right);
        nint scratch = (nint)look.Start;
        PassPair pair = Pair(1);
        int skipped = pair.BlocksBefore(1) * pair.Cells;
        int blocks = Math.Max(1, LookVectors / planes / pair.Cells);
        for (long first = -skipped; first < geometry.Length; first += blocks * pair.Cells)
        {
            RunPass(pair, first + shape.Right, blocks, 1, (nint)state.At(first + shape.Right), scratch);
            // The first cells that come out are not yet complete, the last ones may lie beyond the lanes.
            long from = Math.Max(0, first);
            int count = (int)(Math.Min(geometry.Length, first + (blocks * pair.Cells)) - from);
            if (count > 0 && !new ReadOnlySpan<ulong>((ulong*)scratch + ((from - first) * planes * 8), count * planes * 8).SequenceEqual(state.Words(from, count)))
                return false;
        }

        return true;
    }

    private void Sweep(LaneField source, LaneField target, PassPair pair, int rounds)
    {
        int generations = rounds * pair.Stages;
        int lag = generations * kernels.Shape.Right;
        int ahead = pair.BlocksBefore(generations);
        long cell = -(long)ahead * pair.Cells;
        for (; ahead > 0; cell += pair.Cells)
            Stretch(cell, 1, pair.RoundsBefore(generations, --ahead));
        long blocks = (geometry.Length + pair.Cells - 1) / pair.Cells;
        // Of these blocks only the last ones, whose results reach the last cell, can touch a wall; those before go without masks.
        long inside = guard is null ? blocks : Math.Clamp((geometry.Length - 1 + kernels.Shape.Right - lag) / pair.Cells, 0, blocks);
        Stretch(cell, inside, rounds);
        Stretch(cell + (inside * pair.Cells), blocks - inside, rounds);

        void Stretch(long result, long blocks, int through)
        {
            if (blocks > 0)
                RunPass(pair, result + lag, blocks, through, (nint)source.At(result + lag), (nint)target.At(result));
        }
    }

    /// <summary>One pass over one stretch, with the wall held where the stretch touches it.</summary>
    /// <param name="pair">The pass.</param>
    /// <param name="cell">The first cell that goes in.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="rounds">Through how many rounds.</param>
    /// <param name="source">Where the first cell that goes in is.</param>
    /// <param name="target">Where the first result goes.</param>
    private void RunPass(PassPair pair, long cell, long blocks, int rounds, nint source, nint target)
    {
        bool atStart = cell - (rounds * pair.Stages * kernels.Shape.Right) < 0;
        bool atEnd = cell + (blocks * pair.Cells) - 1 - kernels.Shape.Right >= geometry.Length - 1;
        bool guarded = guard is not null && (atStart || atEnd);
        nint masks = guarded ? guard!.At(cell, !atStart) : 0;
        pair.For(guarded).Run(new WavefrontPass.Places(source, target, frozen is null ? 0 : (nint)frozen.At(cell), masks, (nint)kept.Start), blocks, rounds);
    }

    private PassPair Pair(int count) =>
        pairs[count] ??= new PassPair(kernels.Pass(count, false), edges.Wall is null ? null : kernels.Pass(count, true), kernels.Shape);
}
