namespace Lightcone.Comparisons;

/// <summary>A implementation that does a part of the work; its times are multiplied.</summary>
/// <param name="inner">What does the part.</param>
/// <param name="times">How many such parts make the whole.</param>
internal sealed class Scaled(Implementation inner, double times) : Implementation
{
    public override WorkResult Result() => inner.Result();

    public override Elapsed Time(int runs)
    {
        Elapsed elapsed = inner.Time(runs);
        return new(times * elapsed.Wall, times * elapsed.Processor);
    }

    public override void Dispose() => inner.Dispose();
}
