using Lightcone.Engines.Stepping;
using Lightcone.Formats;
using Lightcone.Tasks;

namespace Lightcone.Engines.Wavefront;

/// <summary>Dense iteration in the layout of 512 lanes, several generations a pass. Where a run settles is found afterwards: from the last state known to have changed, by halving.</summary>
internal sealed class WavefrontStepper : MultiStepStepper
{
    private readonly LaneGeometry geometry;
    private readonly WavefrontRounds rounds;
    private LaneField now;
    private LaneField spare;
    private LaneField? mark;

    /// <param name="rule">The rule with a wavefront form.</param>
    /// <param name="initial">The start, a row of at least 512 cells.</param>
    public WavefrontStepper(RuleForms rule, Lattice initial)
    {
        geometry = new LaneGeometry(initial.Count);
        WavefrontPasses passes = WavefrontPasses.Of(rule)!;
        rounds = new WavefrontRounds(passes, geometry, initial.Boundary);
        now = rounds.Field(passes.Shape.StatePlanes);
        spare = rounds.Field(passes.Shape.StatePlanes);
        LoadCells(initial.Cells);
        if (passes.Shape.FrozenPlanes > 0)
            rounds.Freeze(rule.ContextCodes(initial.Input!));
    }

    protected override int Generations => rounds.Generations;

    protected override bool KeepsSpare => rounds.IsInPlace;

    protected override int Cells => (int)geometry.Cells;

    public override void CopyTo(Span<byte> cells)
    {
        rounds.Decode(now);
        now.CopyTo(cells);
        rounds.Encode(now);
    }

    public override void Mark() => (mark ??= rounds.Field(now.Planes)).CopyFrom(now);

    public override bool IsAtMark() => Same(now, mark!);

    public override bool IsAt(Stepper other, int cells) => Same(now, ((WavefrontStepper)other).now);

    protected override void Exchange() => (now, spare) = (spare, now);

    protected override bool SameAsSpare() => Same(now, spare);

    protected override bool IsPresentFixed() => rounds.IsFixedPoint(now);

    protected override void LoadCells(ReadOnlySpan<byte> cells)
    {
        now.Load(cells);
        rounds.Encode(now);
    }

    protected override void Carry(long generations)
    {
        bool first = true;
        while (generations > 0)
        {
            bool apart = first || !rounds.IsInPlace;
            generations -= rounds.Run(now, apart ? spare : now, generations);
            if (apart)
                Exchange();
            first = false;
        }
    }

    private bool Same(LaneField first, LaneField second) => first.Words(0, geometry.Length).SequenceEqual(second.Words(0, geometry.Length));
}
