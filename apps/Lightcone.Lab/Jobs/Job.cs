using System.Text.Json;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Jobs;

/// <summary>One job with everything that happened to it. Safe to use from several threads.</summary>
internal sealed class Job(string id, JobKind kind, PreparedJob prepared, int mostEvents)
{
    private const double LeastProgress = 0.002;

    private readonly Lock gate = new();
    private readonly List<JobEvent> events = [];
    private TaskCompletionSource changed = NewSignal();
    private CancellationTokenSource? stop;
    private double share;
    private double toldShare = -1;
    private string text = "";
    private JsonElement? result;
    private Problem? error;

    /// <summary>Its name.</summary>
    public string Id { get; } = id;

    /// <summary>Its kind.</summary>
    public JobKind Kind { get; } = kind;

    /// <summary>What to compute.</summary>
    public PreparedJob Prepared { get; } = prepared;

    /// <summary>What it is at.</summary>
    public JobState State { get; private set; } = JobState.Stopped;

    /// <summary>Whether nothing happens to it any more unless somebody asks.</summary>
    public bool HasEnded => State is JobState.Stopped or JobState.Done or JobState.Failed;

    /// <summary>How it looks from outside.</summary>
    public JobInfo Describe(bool withResult)
    {
        lock (gate)
            return new(Id, Kind.Name, NameOf(State), Prepared.Settings, share, text, events.Count, withResult ? result : null, error);
    }

    /// <summary>The events behind one, whether there will be no more, and a task that ends when there is something new.</summary>
    public (JobEvent[] Events, bool HasEnded, Task Changed) After(int last)
    {
        lock (gate)
            return ([.. events.Skip(Math.Max(0, last))], HasEnded, changed.Task);
    }

    /// <summary>Puts it in the queue, again if it was stopped.</summary>
    public void Wait()
    {
        lock (gate)
        {
            (error, share, toldShare, text) = (null, 0, -1, "");
            Enter(JobState.Waiting);
        }
    }

    /// <summary>Begins, unless it was stopped in the queue.</summary>
    /// <param name="source">What asks it to stop, until it has ended.</param>
    public bool TryBegin(CancellationTokenSource source)
    {
        lock (gate)
        {
            if (State != JobState.Waiting)
                return false;
            stop = source;
            Enter(JobState.Running);
            return true;
        }
    }

    /// <summary>Asks it to stop; nothing happens to one that has ended.</summary>
    public void Stop()
    {
        lock (gate)
        {
            if (State == JobState.Running)
            {
                Enter(JobState.Stopping);
                stop!.Cancel();
            }
            else if (State == JobState.Waiting)
            {
                Enter(JobState.Stopped);
            }
        }
    }

    /// <summary>It has its result.</summary>
    public void Succeed(JsonElement value)
    {
        lock (gate)
        {
            (result, share) = (value, 1);
            Add("result", LabJson.Bytes(value));
            Enter(JobState.Done);
        }
    }

    /// <summary>It stopped as it was asked to.</summary>
    public void Stopped()
    {
        lock (gate)
            Enter(JobState.Stopped);
    }

    /// <summary>It failed.</summary>
    public void Fail(Problem problem)
    {
        lock (gate)
        {
            error = problem;
            Add("error", LabJson.Bytes(problem));
            Enter(JobState.Failed);
        }
    }

    /// <summary>Tells an event.</summary>
    public void Tell<T>(string type, T value)
    {
        byte[] data = LabJson.Bytes(value);
        lock (gate)
            if (events.Count < mostEvents)
                Add(type, data);
    }

    /// <summary>Tells how far it is; what says nothing new is passed over.</summary>
    public void Progress(double part, string sentence)
    {
        lock (gate)
        {
            share = Math.Clamp(part, 0, 1);
            if (sentence == text && share - toldShare < LeastProgress)
                return;
            (text, toldShare) = (sentence, share);
            if (events.Count < mostEvents)
                Add("progress", LabJson.Bytes(new ProgressEvent(share, text)));
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string NameOf(JobState state) => state.ToString().ToLowerInvariant();

    private void Enter(JobState state)
    {
        State = state;
        Add("state", LabJson.Bytes(new StateEvent(NameOf(state))));
    }

    private void Add(string type, byte[] data)
    {
        events.Add(new(events.Count + 1, type, data));
        TaskCompletionSource told = changed;
        changed = NewSignal();
        told.SetResult();
    }
}
