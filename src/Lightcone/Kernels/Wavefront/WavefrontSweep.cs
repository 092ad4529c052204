namespace Lightcone.Kernels.Wavefront;

/// <summary>
/// Runs passes over a field. A field that fits the cache is swept by one pass at a time. A larger one is cut into tiles, and several passes go through a tile before the next one: each begins as many cells earlier
/// as its predecessor's results lag behind, and takes up its stages where it left them, so that nothing is computed twice but the margin of the whole sweep.
/// </summary>
internal sealed unsafe class WavefrontSweep
{
    /// <summary>Cells of margin that suffice for most rules.</summary>
    public const int UsualMargin = 1_024;

    /// <summary>Bytes of a field that is swept pass by pass: it stays in a second cache of 2 MiB together with its copy.</summary>
    private const long SmallField = 900_000;

    /// <summary>Passes through a tile at most.</summary>
    private const int MostPasses = 32;

    /// <summary>Vectors of a tile.</summary>
    private const int TileVectors = 1_200;

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
    private readonly int tile;
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
        bool large = (long)geometry.Length * shape.StatePlanes * 64 > SmallField;
        pairs = new PassPair?[kernels.Generations + 1];
        int reach = Pair(Generations).Reach;
        most = large && Generations > 1 ? Math.Clamp(geometry.Length / (8 * Math.Max(1, reach)), 1, MostPasses) : 1;
        int granule = StageSchedule.MostCells(shape, Generations, kernels.Groups);
        tile = Math.Max(TileVectors / shape.StatePlanes, granule);
        int slack = (2 * granule) + LookVectors;
        before = (most * reach) + slack;
        after = (most * reach) + slack;
        kept = new VectorBuffer((long)most * kernels.Pass(Generations, false).KeptVectors);
        look = new VectorBuffer((long)(LookVectors + slack) * shape.StatePlanes);
        if (edges.Wall is { } wall)
            guard = new WallGuard(geometry, wall, shape.StatePlanes, before, after, tile + reach + slack);
    }

    /// <summary>Generations a pass carries at best.</summary>
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
        PassPair pair = Pair(count);
        int passes = count == Generations ? (int)Math.Min(most, generations / count) : 1;
        int start = passes * count * kernels.Shape.Left;
        edges.Fill(source, -start, passes * count * kernels.Shape.Right);
        long length = pair.RoundUp(geometry.Length + ((long)passes * pair.Reach));
        if (passes > 1)
            Tiled(source, target, pair, passes, start, length);
        else
            Single(source, target, pair, start, length);
        return passes * count;
    }

    /// <summary>Whether another generation changes nothing. Ends at the first stretch that it changes.</summary>
    public bool IsFixedPoint(LaneField state)
    {
        WavefrontShape shape = kernels.Shape;
        int planes = shape.StatePlanes;
        edges.Fill(state, -shape.Left, shape.Right);
        nint scratch = (nint)look.Start;
        PassPair pair = Pair(1);
        int lag = pair.Lag;
        int stretch = (int)pair.RoundUp(Math.Max(1, LookVectors / planes));
        for (long x = 0; x < geometry.Length + pair.Reach; x += stretch)
        {
            long cell = shape.Left + x;
            RunPass(pair, cell, stretch, (nint)state.At(cell), scratch + (lag * planes * 64), 0);
            // The first cells that come out are not yet complete, the last ones may lie beyond the lanes.
            long first = Math.Max(0, cell - lag);
            int count = (int)(Math.Min(geometry.Length, cell - lag + stretch) - first);
            if (count > 0 && !new ReadOnlySpan<ulong>((ulong*)scratch + ((first - cell + lag) * planes * 8), count * planes * 8).SequenceEqual(state.Words(first, count)))
                return false;
        }

        return true;
    }

    private void Single(LaneField source, LaneField target, PassPair pair, int start, long length)
    {
        if (guard is null)
        {
            RunPass(pair, start, length, (nint)source.At(start), (nint)target.At(start), 0);
            return;
        }

        // Only results before the first cell or from the last one on can lie beyond a wall; the stretch between goes without masks.
        long head = Math.Min(length, pair.RoundUp(pair.Reach));
        long tail = Math.Clamp(pair.RoundDown(geometry.Length - 1 + kernels.Shape.Right - start), head, length);
        long most = pair.RoundDown(tile);
        for (long x = 0; x < length;)
        {
            long end = x < head ? Math.Min(head, x + most) : x < tail ? tail : Math.Min(length, x + most);
            RunPass(pair, start + x, end - x, (nint)source.At(start + x), (nint)target.At(start + x), 0);
            x = end;
        }
    }

    private void Tiled(LaneField source, LaneField target, PassPair pair, int passes, int start, long length)
    {
        long stretch = pair.RoundDown(tile);
        for (long x = 0; x < length; x += stretch)
            for (int p = 0; p < passes; p++)
            {
                long cell = start + x - ((long)p * pair.Lag);
                RunPass(pair, cell, Math.Min(stretch, length - x), (nint)(p == 0 ? source : target).At(cell), (nint)target.At(cell), p);
            }
    }

    /// <summary>One pass over one stretch, with the wall held where the stretch touches it.</summary>
    private void RunPass(PassPair pair, long cell, long cells, nint source, nint target, int number)
    {
        bool atStart = cell - pair.Lag < 0;
        bool atEnd = cell + cells - 1 - kernels.Shape.Right >= geometry.Length - 1;
        bool guarded = guard is not null && (atStart || atEnd);
        WavefrontPass pass = pair.For(guarded);
        nint masks = guarded ? guard!.At(cell, !atStart) : 0;
        pass.Run(new WavefrontPass.Places(source, target, frozen is null ? 0 : (nint)frozen.At(cell), masks, (nint)(kept.Start + ((long)number * pass.KeptVectors))), cells);
    }

    private PassPair Pair(int count) =>
        pairs[count] ??= new PassPair(kernels.Pass(count, false), edges.Wall is null ? null : kernels.Pass(count, true), kernels.Shape.Left);
}
