using Lightcone.Engines.Stepping;

namespace Lightcone.Engines.Wavefront;

/// <summary>Dense iteration in the layout of 512 lanes, several generations a pass. Where a run settles is found afterwards: from the last state known to have changed, by halving.</summary>
internal sealed class WavefrontStepper : MultiStepStepper
{
    private readonly LaneGeometry geometry;
    private readonly WavefrontRounds sweep;
    private LaneField now;
    private LaneField spare;
    private LaneField? mark;

    /// <param name="rule">The rule with a wavefront form.</param>
    /// <param name="initial">The start, a row of at least 512 cells.</param>
    public WavefrontStepper(RuleForms rule, Lattice initial)
    {
        geometry = new LaneGeometry(initial.Count);
        WavefrontKernels kernels = WavefrontKernels.Of(rule)!;
        sweep = new WavefrontRounds(kernels, geometry, initial.Boundary);
        now = sweep.Field(kernels.Shape.StatePlanes);
        spare = sweep.Field(kernels.Shape.StatePlanes);
        LoadCells(initial.Cells);
        if (kernels.Shape.FrozenPlanes > 0)
            sweep.Freeze(rule.ContextCodes(initial.Input!));
    }

    protected override int Generations => sweep.Generations;

    protected override bool KeepsSpare => sweep.IsInPlace;

    protected override int Cells => (int)geometry.Cells;

    public override void CopyTo(Span<byte> cells)
    {
        sweep.Decode(now);
        now.CopyTo(cells);
        sweep.Encode(now);
    }

    public override void Mark() => (mark ??= sweep.Field(now.Planes)).CopyFrom(now);

    public override bool IsAtMark() => Same(now, mark!);

    public override bool IsAt(Stepper other, int cells) => Same(now, ((WavefrontStepper)other).now);

    protected override void Exchange() => (now, spare) = (spare, now);

    protected override bool SameAsSpare() => Same(now, spare);

    protected override bool IsPresentFixed() => sweep.IsFixedPoint(now);

    protected override void LoadCells(ReadOnlySpan<byte> cells)
    {
        now.Load(cells);
        sweep.Encode(now);
    }

    protected override void Carry(long generations)
    {
        bool first = true;
        while (generations > 0)
        {
            bool apart = first || !sweep.IsInPlace;
            generations -= sweep.Run(now, apart ? spare : now, generations);
            if (apart)
                Exchange();
            first = false;
        }
    }

    private bool Same(LaneField first, LaneField second) => first.Words(0, geometry.Length).SequenceEqual(second.Words(0, geometry.Length));
}
