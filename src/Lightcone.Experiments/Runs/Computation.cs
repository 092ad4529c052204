using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Lightcone.Experiments.Runs;

/// <summary>Computes many runs: on several threads, one run a thread; of a shard of the list; leaving out what the store has. The results depend on nothing of that.</summary>
public sealed record Computation
{
    private const int MillisecondsBetweenLooks = 100;

    /// <summary>What to compute; equal runs are computed once.</summary>
    public required ImmutableArray<RunSpec> Runs { get; init; }

    /// <summary>Where results go and come from; null computes in memory.</summary>
    public RunStore? Store { get; init; }

    /// <summary>Runs at a time, at least 1. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Which part of the list. Default all of it.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Times the runs for the log of the store. Default the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told of each run that is complete, and what runs tell before; from several threads, one at a time. Default null, for silence.</summary>
    public IProgress<RunEvent>? Events { get; init; }

    /// <summary>Computes what is missing.</summary>
    /// <param name="progress">Told from several threads, one at a time; null for silence.</param>
    /// <param name="cancellation">Ends it: complete runs stay in the store, others leave their checkpoints there, and the same computation goes on from them.</param>
    /// <returns>The results of this shard by hash.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    /// <exception cref="Foundation.Input.InputException">A directory of the store is damaged.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public ImmutableSortedDictionary<string, RunResult> Compute(IProgress<ComputationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ImmutableArray<RunSpec> runs = Shard.Of(Runs);
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Work work = new(this, runs, progress, failed);
        Thread[] threads = [.. Enumerable.Range(0, Math.Clamp(runs.Length, 1, Threads) - 1).Select(_ => new Thread(work.Do))];
        foreach (Thread thread in threads)
            thread.Start();
        work.Do();
        foreach (Thread thread in threads)
            thread.Join();
        return work.Results();
    }

    /// <summary>The list of runs while several threads work on it.</summary>
    private sealed class Work
    {
        private readonly Computation computation;
        private readonly IProgress<ComputationProgress>? progress;
        private readonly CancellationTokenSource stop;
        private readonly Lock gate = new();
        private readonly Dictionary<string, RunResult> results = [];
        private readonly Dictionary<string, double> parts = [];
        private readonly Queue<RunSpec> open = new();
        private readonly int total;
        private readonly int reused;
        private ExceptionDispatchInfo? failure;

        // How many runs in a row were found to be held by other processes.
        private int held;

        public Work(Computation computation, ImmutableArray<RunSpec> runs, IProgress<ComputationProgress>? progress, CancellationTokenSource stop)
        {
            (this.computation, this.progress, this.stop, total) = (computation, progress, stop, runs.Length);
            foreach (RunSpec run in runs)
                if (computation.Store?.Find(run) is { } result)
                {
                    results.Add(run.Hash, result);
                    computation.Events?.Report(new(run, null, result, true));
                }
                else
                {
                    open.Enqueue(run);
                }

            reused = results.Count;
            Tell();
        }

        public ImmutableSortedDictionary<string, RunResult> Results()
        {
            failure?.Throw();
            return results.ToImmutableSortedDictionary(StringComparer.Ordinal);
        }

        public void Do()
        {
            try
            {
                while (Next() is { } run)
                    if (Compute(run) is { } result)
                        Done(run, result);
                    else
                        Later(run);
            }
            catch (Exception exception)
            {
                lock (gate)
                    failure ??= ExceptionDispatchInfo.Capture(exception);
                stop.Cancel();
            }
        }

        private RunSpec? Next()
        {
            lock (gate)
            {
                if (open.Count == 0)
                    return null;
                stop.Token.ThrowIfCancellationRequested();
                return open.Dequeue();
            }
        }

        // Null while another process computes it.
        private RunResult? Compute(RunSpec run)
        {
            Part part = new(this, run);
            RunContext context = new(null, part, stop.Token) { Events = computation.Events is null ? null : part };
            if (computation.Store is not { } store)
                return run.Compute(context);
            using RunClaim? claim = store.TryClaim(run);
            if (claim is null)
                return store.Find(run);
            // Between the look at the store and the claim another process may have completed it.
            if (store.Find(run) is { } found)
            {
                claim.IsThere();
                return found;
            }

            long begin = computation.Clock.GetTimestamp();
            RunResult result = run.Compute(context with { Scratch = claim.Checkpoints });
            claim.Complete(result);
            store.Writing<object?>(() =>
            {
                store.Log.Add(run, computation.Clock.GetElapsedTime(begin).TotalSeconds, computation.Clock.GetUtcNow());
                return null;
            });
            return result;
        }

        // Another process is at it: the others first, and when only such are left, a look now and then. Should that process end without a result, its lock ends with it.
        private void Later(RunSpec run)
        {
            bool wait;
            lock (gate)
            {
                open.Enqueue(run);
                // Every one of those that are left was just found to be held.
                wait = ++held >= open.Count;
            }

            if (wait)
                stop.Token.WaitHandle.WaitOne(MillisecondsBetweenLooks);
        }

        private void Done(RunSpec run, RunResult result)
        {
            lock (gate)
            {
                held = 0;
                results.Add(run.Hash, result);
                parts.Remove(run.Hash);
                computation.Events?.Report(new(run, null, result, false));
                Tell();
            }
        }

        private void Tell()
        {
            int missing = total - reused;
            progress?.Report(new(total, results.Count, reused, missing == 0 ? 1 : Math.Min(1, (results.Count - reused + parts.Values.Sum()) / missing)));
        }

        private sealed class Part(Work work, RunSpec run) : IProgress<double>, IProgress<string>
        {
            private readonly string hash = run.Hash;

            public void Report(double value)
            {
                lock (work.gate)
                {
                    work.parts[hash] = Math.Clamp(value, 0, 1);
                    work.Tell();
                }
            }

            public void Report(string value)
            {
                lock (work.gate)
                    work.computation.Events!.Report(new(run, value, null, false));
            }
        }
    }
}
