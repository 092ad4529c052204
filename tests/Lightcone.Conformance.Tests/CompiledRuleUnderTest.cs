using Lightcone.Engines.Stepping;
using Lightcone.Engines.Wavefront;
using Lightcone.Formats;
using Lightcone.Tasks;

namespace Lightcone.Conformance.Tests;

/// <summary>One generation by a pass given, with the layout around it.</summary>
internal sealed unsafe class RuleFormsUnderTest(LocalRule rule)
{
    private readonly RuleForms compiled = new(rule);

    public WavefrontShape? Shape => WavefrontPasses.Of(compiled)?.Shape;

    public byte[] OneStep(WavefrontPass pass, Lattice start)
    {
        LaneGeometry geometry = new(start.Count);
        WavefrontShape shape = Shape!;
        int margin = 2 * (shape.Window + pass.Cells);
        LaneField source = new(geometry, shape.StatePlanes, margin, margin);
        LaneField target = new(geometry, shape.StatePlanes, margin, margin);
        source.Load(start.Cells);
        PlaneCoding? coding = WavefrontPasses.Of(compiled)!.Coding;
        coding?.Encode(source);
        Boundary boundary = coding?.Encode(start.Boundary) ?? start.Boundary;
        new LaneEdges(boundary, geometry).Fill(source, -shape.Left, shape.Right);
        nint frozen = 0;
        LaneField classes = new(geometry, Math.Max(1, shape.FrozenPlanes), margin, margin);
        // Results begin as many whole blocks before the first cell as the window takes.
        int first = -(shape.Window + pass.Cells - 1) / pass.Cells * pass.Cells;
        int cell = first + shape.Right;
        if (shape.FrozenPlanes > 0)
        {
            classes.Load(compiled.ContextCodes(start.Input!));
            frozen = (nint)classes.At(cell);
        }

        WallGuard? guard = boundary is Boundary.FixedBoundary wall ? new WallGuard(geometry, wall.Symbol, shape.StatePlanes, margin, margin, geometry.Length) : null;
        long blocks = (geometry.Length - first + pass.Cells - 1) / pass.Cells;
        pass.Run(new WavefrontPass.Places((nint)source.At(cell), (nint)target.At(first), frozen, guard?.At(cell, false) ?? 0, 0), blocks, 1);
        byte[] cells = new byte[start.Count];
        coding?.Decode(target);
        target.CopyTo(cells);
        return cells;
    }
}
