using System.Runtime.ExceptionServices;
using Lightcone.Engines.Stepping;

namespace Lightcone.Engines.Wavefront;

/// <summary>A configuration that stays in the layout of lanes between runs, and what it takes to run it.</summary>
internal sealed class LaneRun
{
    /// <summary>Generations between two looks at a run that may settle, at most.</summary>
    private const long LongestStretch = 4_096;

    private WavefrontPasses? passes;
    private WavefrontRounds? rounds;
    private LaneField? spare;

    /// <param name="geometry">The layout.</param>
    /// <param name="planes">Bits of a symbol.</param>
    public LaneRun(LaneGeometry geometry, int planes)
    {
        Geometry = geometry;
        Planes = planes;
        int margin = WavefrontRounds.UsualMargin(geometry);
        Field = new LaneField(geometry, planes, margin, margin);
    }

    /// <summary>The layout.</summary>
    public LaneGeometry Geometry { get; }

    /// <summary>Bits of a symbol.</summary>
    public int Planes { get; }

    /// <summary>The configuration.</summary>
    public LaneField Field { get; private set; }

    /// <summary>Prepares for a rule.</summary>
    /// <param name="rule">The rule's passes.</param>
    /// <param name="boundary">The row's boundary.</param>
    /// <param name="frozenCodes">Gives the classes of the frozen contexts; null when the rule reads none.</param>
    /// <param name="rounds">The most rounds of a pass; null for as many as the length allows.</param>
    public void Prepare(WavefrontPasses rule, Boundary boundary, Func<byte[]>? frozenCodes, int? rounds = null)
    {
        if (passes == rule)
            return;
        WavefrontRounds prepared = new(rule, Geometry, boundary, rounds);
        if (frozenCodes is not null)
            prepared.Freeze(frozenCodes());
        Field = prepared.Adopt(Field);
        spare = prepared.IsInPlace ? null : prepared.Field(Planes);
        (passes, this.rounds) = (rule, prepared);
    }

    /// <summary>Goes on by exactly so many generations.</summary>
    /// <param name="generations">How many.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="reporter">Progress and cancellation, between passes.</param>
    /// <param name="before">Generations that the run has done before, as the reporter counts.</param>
    /// <returns>How many threads it took.</returns>
    public int Advance(long generations, int threads, Reporter reporter, long before = 0)
    {
        rounds!.Encode(Field);
        try
        {
            int count = rounds.Divide(threads);
            if (count > 1)
                Share(generations, count, reporter, before);
            else
                Alone(generations, reporter, before);
            return count;
        }
        finally
        {
            rounds.Decode(Field);
        }
    }

    private void Alone(long generations, Reporter reporter, long before)
    {
        for (long left = generations; left > 0;)
        {
            reporter.Tick(before + generations - left, (before + generations - left) * Geometry.Cells);
            left -= rounds!.Run(Field, spare ?? Field, left);
            if (spare is not null)
                (Field, spare) = (spare, Field);
        }
    }

    private void Share(long generations, int count, Reporter reporter, long before)
    {
        SpinBarrier meeting = new(count);
        Exception? refusal = null;
        // Threads of the pool are there at once, new ones take longer than many a run. All meet once more when the last pass is done, so none has to be waited for.
        for (int number = 1; number < count; number++)
            ThreadPool.UnsafeQueueUserWorkItem(segment => rounds!.RunSegment(Field, generations, segment, meeting, GoOn), number, preferLocal: false);
        rounds!.RunSegment(Field, generations, 0, meeting, GoOn);
        if (refusal is not null)
            ExceptionDispatchInfo.Throw(refusal);

        // What a report throws, a cancellation for instance, must not leave the other threads waiting.
        bool GoOn(long done)
        {
            try
            {
                reporter.Tick(before + done, (before + done) * Geometry.Cells);
                return true;
            }
            catch (Exception thrown) when (refusal is null)
            {
                refusal = thrown;
                return false;
            }
        }
    }

    /// <summary>Goes on until another generation changes nothing. That is looked at now and then only, after ever longer stretches, so that the looking costs little.</summary>
    /// <returns>Whether such a state was reached within <paramref name="most"/> generations.</returns>
    public bool RunToFixedPoint(long most, int threads, Reporter reporter)
    {
        // The longest of many random chains grows with the logarithm of the length: the first look is just beyond it.
        long first = (long)Math.Log2(Geometry.Cells) + 4;
        for (long done = 0; ;)
        {
            long stretch = Math.Min(most - done, Math.Clamp(done, first, LongestStretch));
            Advance(stretch, threads, reporter, done);
            done += stretch;
            rounds!.Encode(Field);
            bool settled = rounds.IsFixedPoint(Field);
            rounds.Decode(Field);
            if (settled)
                return true;
            if (done == most)
                return false;
        }
    }
}
