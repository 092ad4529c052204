using Lightcone.Kernels;
using Lightcone.Kernels.Wavefront;

namespace Lightcone.Conformance.Tests;

/// <summary>One generation by a pass given, with the layout around it.</summary>
internal sealed unsafe class CompiledRuleUnderTest(LocalRule rule)
{
    private readonly CompiledRule compiled = new(rule);

    public WavefrontShape? Shape => compiled.Wavefront?.Shape;

    public byte[] OneStep(WavefrontPass pass, Lattice start)
    {
        LaneGeometry geometry = new(start.Count);
        WavefrontShape shape = Shape!;
        int margin = 2 * (shape.Window + pass.Granule);
        LaneField source = new(geometry, shape.StatePlanes, margin, margin);
        LaneField target = new(geometry, shape.StatePlanes, margin, margin);
        source.Load(start.Cells);
        new LaneEdges(start.Boundary, geometry).Fill(source, -shape.Left, shape.Right);
        nint frozen = 0;
        LaneField classes = new(geometry, Math.Max(1, shape.FrozenPlanes), margin, margin);
        if (shape.FrozenPlanes > 0)
        {
            classes.Load(compiled.ContextCodes(start.Input!));
            frozen = (nint)classes.At(shape.Left);
        }

        WallGuard? guard = start.Boundary is Boundary.FixedBoundary wall ? new WallGuard(geometry, wall.Symbol, shape.StatePlanes, margin, margin, geometry.Length) : null;
        pass.Run(new WavefrontPass.Places((nint)source.At(shape.Left), (nint)target.At(shape.Left), frozen, guard?.At(shape.Left, false) ?? 0, 0), geometry.Length + shape.Window);
        byte[] cells = new byte[start.Count];
        target.CopyTo(cells);
        return cells;
    }
}
