using Lightcone.Engines.Stepping;
using Lightcone.Formats;
using Lightcone.Tasks;

namespace Lightcone.Engines.Bytes;

/// <summary>Dense iteration with a byte a cell in 64 lanes, several generations a pass. Where a run settles is found afterwards, from the last state known to have changed, by halving.</summary>
internal sealed unsafe class ByteStepper : MultiStepStepper
{
    /// <summary>Vectors looked at first when a state is tested for being a fixed point: most that are none show it there.</summary>
    private const int Probe = 128;

    /// <summary>The shortest row: below, lanes are shorter than what they read of each other.</summary>
    public const int FewestCells = 256;

    private readonly BytePasses passes;
    private readonly ByteForm form;
    private readonly ByteEdges? edges;
    private readonly ByteLanes? frozen;
    private readonly int length;
    private readonly int before;
    private readonly int after;
    private ByteLanes now;
    private ByteLanes spare;
    private ByteLanes? look;
    private ByteLanes? mark;

    /// <param name="rule">The rule with a form in bytes.</param>
    /// <param name="initial">The start, a row of at least <see cref="FewestCells"/> cells.</param>
    public ByteStepper(RuleForms rule, Lattice initial)
    {
        passes = BytePasses.Of(rule)!;
        form = passes.Form;
        length = initial.Count;
        int width = form.Right - form.Left + 1;
        // What is read beyond the lanes, what a transposition or the last round touches behind them, and what results of incomplete neighborhoods overwrite before them.
        before = (passes.Generations * width) + passes.Generations;
        after = (passes.Generations * width) + (2 * width) + passes.Generations + ByteLanes.Lanes;
        now = new ByteLanes(length, before, after);
        spare = new ByteLanes(length, before, after);
        now.Load(initial.Cells, form.Stored);
        byte[]? classes = form.FrozenShares is null ? null : rule.ContextCodes(initial.Input!);
        if (classes is not null)
        {
            frozen = new ByteLanes(length, before, after);
            frozen.Load(classes, form.FrozenShares);
            frozen.FillMargin(before, after - ByteLanes.Lanes);
        }

        if (initial.Boundary is not Boundary.PeriodicBoundary)
            edges = new ByteEdges(form, initial.Boundary, length, classes, passes.Generations);
    }

    protected override int Generations => passes.Generations;

    protected override bool KeepsSpare => passes.Pass(1).IsInPlace;

    protected override int Cells => length;

    public override void CopyTo(Span<byte> cells) => now.CopyTo(cells, form.SymbolMask);

    public override void Mark() => (mark ??= new ByteLanes(length, before, after)).CopyFrom(now);

    public override bool IsAtMark() => now.SameAs(mark!);

    public override bool IsAt(Stepper other, int cells) => now.SameAs(((ByteStepper)other).now);

    protected override void LoadCells(ReadOnlySpan<byte> cells) => now.Load(cells, form.Stored);

    protected override void Exchange() => (now, spare) = (spare, now);

    protected override bool SameAsSpare() => now.SameAs(spare);

    protected override void Carry(long generations)
    {
        bool first = true;
        while (generations > 0)
        {
            // What is left at the end is done in powers of two, so that few passes have to be made.
            int count = generations >= Generations ? Generations : 1 << (int)Math.Log2(generations);
            BytePass pass = passes.Pass(count);
            bool apart = first || !pass.IsInPlace;
            Run(pass, apart ? spare : now);
            if (apart)
                Exchange();
            first = false;
            generations -= count;
        }
    }

    protected override bool IsPresentFixed()
    {
        BytePass pass = passes.Pass(1);
        look ??= new ByteLanes(length, before, after);
        // Behind what a wall can have influenced, no matter where it is.
        int first = form.Reach;
        if (now.Length >= (2 * first) + Probe)
        {
            now.FillMargin(-form.Left, form.Right);
            long arrivals = (Probe + pass.Lag - pass.First) / pass.Granule * pass.Granule;
            pass.Run(now.At(first + pass.First), look.At(first + pass.First - pass.Lag), frozen is null ? null : frozen.At(first + pass.First), arrivals);
            int count = (int)arrivals - pass.Lag + pass.First;
            if (!look.Bytes(first, count).SequenceEqual(now.Bytes(first, count)))
                return false;
        }

        Run(pass, look);
        return now.SameAs(look);
    }

    private void Run(BytePass pass, ByteLanes target)
    {
        int count = pass.Generations;
        edges?.Compute(now, count);
        now.FillMargin(-count * form.Left, count * form.Right);
        pass.Run(now.At(pass.First), target.At(pass.First - pass.Lag), frozen is null ? null : frozen.At(pass.First), pass.Arrivals(now.Length));
        edges?.Write(target, count);
    }
}
