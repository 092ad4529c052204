using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Lab.Wire;
using RunEvent = Lightcone.Experiments.Runs.RunEvent;

namespace Lightcone.Lab.Jobs;

/// <summary>What the work of a job is given.</summary>
/// <param name="job">The job.</param>
/// <param name="folder">The folder of runs.</param>
/// <param name="threads">Runs that are computed at a time.</param>
/// <param name="clock">Times what is measured.</param>
/// <param name="cancellation">Asks for a stop.</param>
internal sealed class JobContext(Job job, string folder, int threads, TimeProvider clock, CancellationToken cancellation)
{
    /// <summary>Asks for a stop.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Times what is measured.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>Tells an event.</summary>
    public void Tell<T>(string type, T value) => job.Tell(type, value);

    /// <summary>Tells how far it is.</summary>
    public void Progress(double share, string text) => job.Progress(share, text);

    /// <summary>Computes runs, or finds them in the folder.</summary>
    /// <param name="runs">The runs.</param>
    /// <returns>The results by hash, and how many seconds each took when it was computed.</returns>
    public (ImmutableSortedDictionary<string, RunResult> Results, IReadOnlyDictionary<string, double> Seconds) Compute(ImmutableArray<RunSpec> runs)
    {
        RunStore store = RunStore.Create(folder);
        Computation computation = new() { Runs = runs, Store = store, Threads = threads, Clock = Clock, Events = new Events(job, runs.DistinctBy(static run => run.Hash).Count()) };
        ImmutableSortedDictionary<string, RunResult> results = computation.Compute(new Shares(job), Cancellation);
        return (results, store.Log.Seconds());
    }

    private sealed class Shares(Job job) : IProgress<ComputationProgress>
    {
        public void Report(ComputationProgress value) => job.Progress(
            value.Share, string.Create(CultureInfo.InvariantCulture, $"{value.Done} of {EditDistance.Count(value.Runs, "run")}{(value.Reused > 0 ? $", {value.Reused} of them from before" : "")}."));
    }

    private sealed class Events(Job job, int count) : IProgress<RunEvent>
    {
        private int done;

        // The computation tells one at a time.
        public void Report(RunEvent value)
        {
            if (value.Line is { } line)
                job.Tell("line", new LineEvent(value.Run.Hash, LabJson.Parse(line)));
            if (value.Result is { } result)
                job.Tell("run", new Wire.RunEvent(Describe(value.Run, result), value.IsReused, ++done, count));
        }

        private static RunSummary Describe(RunSpec run, RunResult result)
        {
            StoredRun stored = StoredRun.Of(run, result);
            return new(run.Hash, stored.Kind, stored.Version, LabJson.Parse(stored.Settings), result.Numbers);
        }
    }
}
