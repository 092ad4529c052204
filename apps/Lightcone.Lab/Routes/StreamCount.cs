using System.Globalization;
using Lightcone.Lab.Problems;

namespace Lightcone.Lab.Routes;

/// <summary>How many streams of events are open, and no more than may.</summary>
/// <param name="most">How many may be.</param>
internal sealed class StreamCount(int most)
{
    private int open;

    /// <summary>How many are open.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Opens one; it closes when the value is disposed.</summary>
    /// <exception cref="ProblemException">As many are open as may be.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref open) <= most)
            return new Place(this);
        Interlocked.Decrement(ref open);
        throw ProblemException.TooMany(string.Create(CultureInfo.InvariantCulture, $"{most} streams of events are open, which is as many as may."), "Close some, or ask GET /api/jobs/ID from time to time.");
    }

    private sealed class Place(StreamCount count) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref count.open);
    }
}
