using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Jobs;

/// <summary>All jobs: some run, each on a thread of its own, some wait, some have ended. Safe to use from several threads.</summary>
internal sealed class JobQueue
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<int, Job> jobs = [];
    private readonly Dictionary<int, Thread> threads = [];
    private readonly ImmutableArray<JobKind> kinds;
    private readonly LabLimits limits;
    private readonly string folder;
    private readonly JobFolder files;
    private readonly TimeProvider clock;
    private bool isClosing;
    private int last;

    /// <param name="kinds">What can be asked for.</param>
    /// <param name="limits">What is refused above.</param>
    /// <param name="folder">The folder of runs.</param>
    /// <param name="clock">Times what is measured.</param>
    public JobQueue(ImmutableArray<JobKind> kinds, LabLimits limits, string folder, TimeProvider clock)
    {
        (this.kinds, this.limits, this.folder, this.clock) = (kinds, limits, folder, clock);
        files = new(folder);
        foreach ((int number, JobRequest request) in files.Read().TakeLast(limits.KeptJobs).ToArray())
            if (TryPrepare(request) is var (kind, prepared))
                jobs.Add(last = number, new(NameOf(number), kind, prepared, limits.Events));
    }

    /// <summary>What can be asked for.</summary>
    public ImmutableArray<JobKind> Kinds => kinds;

    /// <summary>The jobs, oldest first.</summary>
    public Job[] All
    {
        get
        {
            lock (gate)
                return [.. jobs.Values];
        }
    }

    /// <summary>A job.</summary>
    /// <exception cref="ProblemException">There is none of that name.</exception>
    public Job Find(string id)
    {
        lock (gate)
            return int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && jobs.TryGetValue(number, out Job? job) && job.Id == id
                ? job
                : throw ProblemException.NotFound($"There is no job '{(id.Length <= 20 ? id : id[..20])}', or it was so long ago that it was forgotten. GET /api/jobs lists them.");
    }

    /// <summary>Takes a new job.</summary>
    /// <exception cref="ProblemException">Something is wrong with it, or there are too many.</exception>
    public Job Add(JobRequest request)
    {
        RequireRoom();
        JobKind kind = Kind(request.Kind);
        PreparedJob prepared = kind.Prepare(request.Settings, limits);
        lock (gate)
        {
            RequireRoom();
            do
                last++;
            while (files.Has(last));
            Job job = new(NameOf(last), kind, prepared, limits.Events);
            if (kind.KeepsRuns)
                files.Write(last, new(kind.Name, prepared.Settings));
            jobs.Add(last, job);
            Forget();
            job.Wait();
            Begin();
            return job;
        }
    }

    /// <summary>Lets a job that was stopped, or failed, go on.</summary>
    /// <exception cref="ProblemException">It is in another state, or there are too many.</exception>
    public void Resume(Job job)
    {
        lock (gate)
        {
            if (job.State is not (JobState.Stopped or JobState.Failed))
                throw ProblemException.Conflict($"Job {job.Id} is {job.Describe(false).State}; only one that was stopped or failed can go on.");
            RequireRoom();
            job.Wait();
            Begin();
        }
    }

    /// <summary>Asks a job to stop.</summary>
    /// <exception cref="ProblemException">It has ended already.</exception>
    public void Stop(Job job)
    {
        lock (gate)
        {
            if (job.HasEnded)
                throw ProblemException.Conflict($"Job {job.Id} is {job.Describe(false).State}; there is nothing to stop.");
            job.Stop();
        }
    }

    /// <summary>Stops all jobs and waits for them: what they have stays in the folder.</summary>
    /// <returns>Whether all of them stopped in time.</returns>
    public bool Close()
    {
        Thread[] running;
        lock (gate)
        {
            isClosing = true;
            foreach (Job job in jobs.Values)
                job.Stop();
            running = [.. threads.Values];
        }

        return Array.TrueForAll(running, thread => thread.Join(limits.StopTime));
    }

    private static string NameOf(int number) => number.ToString(CultureInfo.InvariantCulture);

    private JobKind Kind(string name) => kinds.FirstOrDefault(kind => kind.Name == name)
        ?? throw ProblemException.At("kind", string.Join(", ", kinds.Select(static kind => kind.Name)), $"'{(name.Length <= 40 ? name : name[..40])}'", "Choose one of them.");

    private void RequireRoom()
    {
        lock (gate)
        {
            if (isClosing)
                throw ProblemException.Conflict("The server is ending. Start it again: lightcone lab.");
            if (jobs.Values.Count(static job => !job.HasEnded) >= limits.OpenJobs)
                throw ProblemException.TooMany($"{limits.OpenJobs} jobs wait or run, which is as many as may.", "Stop some, or wait until some are done.");
        }
    }

    // What a folder holds may be of another version.
    private (JobKind Kind, PreparedJob Prepared)? TryPrepare(JobRequest request)
    {
        try
        {
            JobKind kind = Kind(request.Kind);
            return (kind, kind.Prepare(request.Settings, limits));
        }
        catch (Exception exception) when (exception is ProblemException or FormatException or ArgumentException or InvalidOperationException or JsonException)
        {
            return null;
        }
    }

    // The oldest of those that have ended; what they computed stays in the folder.
    private void Forget()
    {
        foreach ((int number, _) in jobs.Where(static each => each.Value.HasEnded && each.Key > 0).Take(Math.Max(0, jobs.Count - limits.KeptJobs)).ToArray())
            if (number != last)
            {
                jobs.Remove(number);
                files.Remove(number);
            }
    }

    private void Begin()
    {
        foreach ((int number, Job job) in jobs)
        {
            if (threads.Count >= limits.RunningJobs)
                return;
            if (isClosing || threads.ContainsKey(number) || job.State != JobState.Waiting)
                continue;
            CancellationTokenSource stop = new();
            if (!job.TryBegin(stop))
            {
                stop.Dispose();
                continue;
            }

            Thread thread = new(() => Run(number, job, stop)) { IsBackground = true, Name = $"job {job.Id}" };
            threads.Add(number, thread);
            thread.Start();
        }
    }

    private void Run(int number, Job job, CancellationTokenSource stop)
    {
        try
        {
            JsonElement result = job.Prepared.Work(new(job, folder, Math.Max(1, Environment.ProcessorCount - 1), clock, stop.Token));
            files.Remove(number);
            job.Succeed(result);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            job.Stopped();
        }
        catch (Exception exception)
        {
            if (Environment.GetEnvironmentVariable("LIGHTCONE_DEBUG") == "1")
                Console.Error.WriteLine(exception);
            Problem problem = ProblemText.Of(exception);
            // Bad input stays bad; a full disk does not stay full.
            if (problem.Status < 500)
                files.Remove(number);
            job.Fail(problem);
        }

        stop.Dispose();
        lock (gate)
        {
            threads.Remove(number);
            Begin();
        }
    }
}
