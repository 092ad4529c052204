namespace Lightcone.Kernels.Wavefront;

/// <summary>A configuration that stays in the layout of lanes between runs, and what it takes to run it.</summary>
internal sealed class LaneRun
{
    /// <summary>Generations between two looks at a run that may settle, at most.</summary>
    private const long LongestStretch = 4_096;

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
    /// <param name="generations">How many.</param>
    /// <param name="threads">Threads that share the work.</param>
    /// <param name="reporter">Hears of the progress.</param>
    /// <param name="done">Generations that the run has done before, as the reporter counts.</param>
    public void Advance(long generations, int threads, Reporter reporter, long done = 0)
    {
        for (long left = generations; left > 0;)
        {
            reporter.Tick(done + generations - left, (done + generations - left) * Geometry.Cells);
            left -= sweep!.Run(Field, spare ?? Field, left);
            if (spare is not null)
                (Field, spare) = (spare, Field);
        }
    }

    /// <summary>Goes on until another generation changes nothing. That is looked at now and then only, after ever longer stretches, so that the looking costs little.</summary>
    /// <returns>Whether such a state was reached within <paramref name="most"/> generations.</returns>
    public bool TrySettle(long most, int threads, Reporter reporter)
    {
        // The longest of many random chains grows with the logarithm of the length: the first look is just beyond it.
        long first = (long)Math.Log2(Geometry.Cells) + 4;
        for (long done = 0; ;)
        {
            long stretch = Math.Min(most - done, Math.Clamp(done, first, LongestStretch));
            Advance(stretch, threads, reporter, done);
            done += stretch;
            if (sweep!.IsFixedPoint(Field))
                return true;
            if (done == most)
                return false;
        }
    }
}
