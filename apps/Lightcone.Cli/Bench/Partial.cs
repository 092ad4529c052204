namespace Lightcone.Cli.Bench;

/// <summary>A contestant that does a part of the work; its times are multiplied.</summary>
/// <param name="inner">What does the part.</param>
/// <param name="times">How many such parts make the whole.</param>
internal sealed class Partial(Contestant inner, double times) : Contestant
{
    public override Answer Result() => inner.Result();

    public override Spent Spend(int runs)
    {
        Spent spent = inner.Spend(runs);
        return new(times * spent.Wall, times * spent.Processor);
    }

    public override void Dispose() => inner.Dispose();
}
