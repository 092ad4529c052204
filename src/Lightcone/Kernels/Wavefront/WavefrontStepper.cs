namespace Lightcone.Kernels.Wavefront;

/// <summary>Dense iteration in the layout of 512 lanes, several generations a pass. Where a run settles is found afterwards: from the last state known to have changed, by halving.</summary>
internal sealed class WavefrontStepper : ReloadableStepper
{
    /// <summary>Generations after which a long run is looked at.</summary>
    private const long LongestStretch = 1_024;

    private readonly LaneGeometry geometry;
    private readonly WavefrontSweep sweep;
    private readonly bool inPlace;
    private LaneField now;
    private LaneField spare;
    private LaneField? mark;
    private long done;
    private bool fixedPoint;

    /// <param name="compiled">The rule with a wavefront form.</param>
    /// <param name="initial">The start, a row of at least 512 cells.</param>
    public WavefrontStepper(CompiledRule compiled, Lattice initial)
    {
        geometry = new LaneGeometry(initial.Count);
        WavefrontKernels kernels = compiled.Wavefront!;
        sweep = new WavefrontSweep(kernels, geometry, initial.Boundary);
        inPlace = sweep.IsInPlace;
        now = sweep.Field(kernels.Shape.StatePlanes);
        spare = sweep.Field(kernels.Shape.StatePlanes);
        now.Load(initial.Cells);
        sweep.Encode(now);
        if (kernels.Shape.FrozenPlanes > 0)
            sweep.Freeze(compiled.ContextCodes(initial.Input!));
    }

    public override bool Step()
    {
        Carry(1);
        return !Same(now, spare);
    }

    public override long Advance(long count, out bool settled)
    {
        settled = fixedPoint;
        if (fixedPoint)
            return 0;
        if (!inPlace)
            return base.Advance(count, out settled);
        long stretch = Math.Min(count, Math.Clamp(done < 8 * sweep.Generations ? sweep.Generations : done, sweep.Generations, LongestStretch));
        Carry(stretch);
        done += stretch;
        if (!sweep.IsFixedPoint(now))
            return stretch;
        fixedPoint = true;
        long changes = Settle(stretch);
        settled = changes < stretch;
        return changes;
    }

    public override void CopyTo(Span<byte> cells)
    {
        sweep.Decode(now);
        now.CopyTo(cells);
        sweep.Encode(now);
    }

    public override void Load(ReadOnlySpan<byte> cells)
    {
        now.Load(cells);
        sweep.Encode(now);
        fixedPoint = false;
    }

    public override void Mark() => (mark ??= sweep.Field(now.Planes)).CopyFrom(now);

    public override bool IsAtMark() => Same(now, mark!);

    public override bool IsAt(Stepper other, int cells) => Same(now, ((WavefrontStepper)other).now);

    /// <summary>Goes so many generations on; the state before stays in <see cref="spare"/>, when the passes work in place or there is one generation.</summary>
    private void Carry(long generations)
    {
        CellUpdates += generations * geometry.Cells;
        bool first = true;
        while (generations > 0)
        {
            bool apart = first || !inPlace;
            generations -= sweep.Run(now, apart ? spare : now, generations);
            if (apart)
                (now, spare) = (spare, now);
            first = false;
        }
    }

    /// <summary>How many of the last generations changed something, when the state now is a fixed point and the one before them is in <see cref="spare"/>.</summary>
    private long Settle(long stretch)
    {
        (now, spare) = (spare, now);
        long steps = 0;
        while (stretch > 1)
        {
            long half = stretch / 2;
            Carry(half);
            if (sweep.IsFixedPoint(now))
            {
                (now, spare) = (spare, now);
                stretch = half;
            }
            else
            {
                steps += half;
                stretch -= half;
            }
        }

        return stretch == 1 && Step() ? steps + 1 : steps;
    }

    private bool Same(LaneField first, LaneField second) => first.Words(0, geometry.Length).SequenceEqual(second.Words(0, geometry.Length));
}
