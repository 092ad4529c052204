using Lightcone.Foundation.Exact;

namespace Lightcone.Engines.Stepping;

/// <summary>Reports and listens for cancellation about once in a million cell updates.</summary>
internal sealed class Reporter(IProgress<long>? progress, CancellationToken cancellation)
{
    private const long Interval = 1 << 20;

    private long next;

    /// <summary>Called before every step.</summary>
    /// <param name="steps">Steps done.</param>
    /// <param name="updates">Cell updates done, over all steppers of the run.</param>
    /// <exception cref="OperationCanceledException">The run is to end.</exception>
    public void Tick(long steps, long updates)
    {
        if (updates < next)
            return;
        next = updates + Interval;
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(steps);
    }
}
