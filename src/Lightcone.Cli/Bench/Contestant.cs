using System.Diagnostics;

namespace Lightcone.Cli.Bench;

/// <summary>Something that can do a piece of work again and again, and show what came out of it.</summary>
internal abstract class Contestant : IDisposable
{
    /// <summary>Does the work once and says what came out.</summary>
    public abstract Outcome Result();

    /// <summary>The seconds that so many runs take together, measured where the work is done.</summary>
    public abstract double Seconds(int runs);

    public abstract void Dispose();
}

/// <summary>Work done in this process: our own, or a peer of the base class library.</summary>
/// <param name="run">Does the work and keeps what came out.</param>
/// <param name="result">Reads what came out of the last run.</param>
internal sealed class InProcess(Action run, Func<Outcome> result) : Contestant
{
    public override Outcome Result()
    {
        run();
        return result();
    }

    public override double Seconds(int runs)
    {
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < runs; i++)
            run();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    public override void Dispose()
    {
    }
}
