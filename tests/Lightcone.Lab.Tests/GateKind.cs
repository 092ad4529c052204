using System.Collections.Concurrent;
using System.Globalization;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Tests;

/// <summary>A job that waits until the test lets it go on, or it is asked to stop; then it tells as many events as its gate says.</summary>
internal sealed class GateKind() : JobKind<JobId, JobId>("gate", "Waits for a test.")
{
    private static readonly ConcurrentDictionary<string, Gate> Gates = new();

    /// <summary>A gate of a name.</summary>
    public static Gate Of(string name) => Gates.GetOrAdd(name, static _ => new());

    protected override (JobId Settings, Func<JobContext, JobId> Work) Prepare(JobId settings, LabLimits limits) => (settings, context =>
    {
        Gate gate = Of(settings.Id);
        gate.Begun.Release();
        gate.Wait(context.Cancellation);
        for (int i = 1; i <= gate.Events; i++)
            context.Tell("progress", new ProgressEvent(0.5, i.ToString(CultureInfo.InvariantCulture)));
        return settings;
    });

    /// <summary>What one or several jobs wait for.</summary>
    internal sealed class Gate
    {
        private ManualResetEventSlim Door { get; } = new();

        /// <summary>Released whenever a job has come to the gate.</summary>
        public SemaphoreSlim Begun { get; } = new(0);

        /// <summary>How many events each job tells behind it.</summary>
        public int Events { get; set; }

        public void Open() => Door.Set();

        public void Wait(CancellationToken cancellation) => Door.Wait(cancellation);
    }
}
