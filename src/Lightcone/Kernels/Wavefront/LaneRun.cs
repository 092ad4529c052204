namespace Lightcone.Kernels.Wavefront;

/// <summary>A configuration that stays in the layout of lanes between runs, and what it takes to run it.</summary>
internal sealed class LaneRun
{
    private WavefrontKernels? kernels;
    private WavefrontSweep? sweep;
    private LaneField? spare;

    /// <param name="geometry">The layout.</param>
    /// <param name="planes">Bits of a symbol.</param>
    public LaneRun(LaneGeometry geometry, int planes)
    {
        Geometry = geometry;
        Planes = planes;
        Field = new LaneField(geometry, planes, WavefrontSweep.UsualMargin, WavefrontSweep.UsualMargin);
    }

    /// <summary>The layout.</summary>
    public LaneGeometry Geometry { get; }

    /// <summary>Bits of a symbol.</summary>
    public int Planes { get; }

    /// <summary>The configuration.</summary>
    public LaneField Field { get; private set; }

    /// <summary>Prepares for a rule.</summary>
    public void Prepare(WavefrontKernels rule, Boundary boundary, Func<byte[]>? frozenCodes)
    {
        if (kernels == rule)
            return;
        WavefrontSweep prepared = new(rule, Geometry, boundary);
        if (frozenCodes is not null)
            prepared.Freeze(frozenCodes());
        Field = prepared.Adopt(Field);
        spare = rule.Pass(1, false).IsInPlace ? null : prepared.Field(Planes);
        (kernels, sweep) = (rule, prepared);
    }

    /// <summary>Goes on by exactly so many generations.</summary>
    public void Advance(long generations, int threads, Reporter reporter)
    {
        for (long left = generations; left > 0;)
        {
            reporter.Tick(generations - left, (generations - left) * Geometry.Cells);
            left -= sweep!.Run(Field, spare ?? Field, left);
            if (spare is not null)
                (Field, spare) = (spare, Field);
        }
    }
}
