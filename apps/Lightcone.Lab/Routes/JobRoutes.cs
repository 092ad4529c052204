using System.Globalization;
using System.Text;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;
using Microsoft.AspNetCore.Http;

namespace Lightcone.Lab.Routes;

/// <summary>Jobs, and what happens to them.</summary>
internal static class JobRoutes
{
    /// <summary>The media type of streams of events.</summary>
    public const string EventStream = "text/event-stream";

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>The routes.</summary>
    public static IEnumerable<Route> All(LabState state)
    {
        yield return new("POST", "/api/jobs", "Takes a job.", context => Add(context, state)) { Body = LabJson.Of<JobRequest>(), Status = StatusCodes.Status201Created, Result = LabJson.Of<JobId>() };
        yield return new("GET", "/api/jobs", "The jobs that are remembered.", context => Exchange.Answer(context, new JobList([.. state.Jobs.All.Select(static job => job.Describe(false))]))) { Result = LabJson.Of<JobList>() };
        yield return new("GET", "/api/jobs/{id}", "One job, with its result.", context => Exchange.Answer(context, Of(context, state).Describe(true))) { Result = LabJson.Of<JobInfo>() };
        yield return new("GET", "/api/jobs/{id}/events", "What happens to a job, as server-sent events. The stream ends when the job has ended.", context => Watch(context, state))
        {
            IsStream = true,
            Media = EventStream,
            Query = [("after", "integer", "The number of the last event that is known; the header Last-Event-ID says the same.")],
        };
        yield return new("DELETE", "/api/jobs/{id}", "Asks a job to stop; what it has computed is kept.", context =>
        {
            state.Jobs.Stop(Of(context, state));
            return Exchange.Answer(context, Of(context, state).Describe(false), StatusCodes.Status202Accepted);
        })
        { Status = StatusCodes.Status202Accepted, Result = LabJson.Of<JobInfo>() };
        yield return new("POST", "/api/jobs/{id}/resume", "Lets a job that was stopped go on.", context =>
        {
            Job job = Of(context, state);
            state.Jobs.Resume(job);
            return Exchange.Answer(context, job.Describe(false), StatusCodes.Status202Accepted);
        })
        { Status = StatusCodes.Status202Accepted, Result = LabJson.Of<JobInfo>() };
    }

    private static Job Of(HttpContext context, LabState state) => state.Jobs.Find(Exchange.Part(context, "id"));

    private static async Task Add(HttpContext context, LabState state)
    {
        JobRequest request = await Exchange.Read<JobRequest>(context, state.Limits.BodyBytes);
        Job job = state.Jobs.Add(request);
        context.Response.Headers.Location = $"/api/jobs/{job.Id}";
        await Exchange.Answer(context, new JobId(job.Id), StatusCodes.Status201Created);
    }

    private static async Task Watch(HttpContext context, LabState state)
    {
        Job job = Of(context, state);
        int last = context.Request.Headers["Last-Event-ID"].FirstOrDefault() is { Length: > 0 } header
            ? int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw ProblemException.At("Last-Event-ID", "the number of an event", $"'{(header.Length <= 20 ? header : header[..20])}'", "Send the id of the last event that came.")
            : Exchange.Number(context, "after", 0, 0, int.MaxValue);
        // Numbers begin anew with a server: what it never sent nobody knows.
        if (last > job.Describe(false).Events)
            last = 0;
        // Nothing more will come: whoever asks again and again is told to stop.
        if (job.After(last) is ({ Length: 0 }, true, _))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        using IDisposable place = state.Streams.Enter();
        context.Response.ContentType = EventStream;
        context.Response.Headers["X-Accel-Buffering"] = "no";
        while (true)
        {
            (JobEvent[] events, bool hasEnded, Task changed) = job.After(last);
            foreach (JobEvent each in events)
            {
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"id: {each.Id}\nevent: {each.Type}\ndata: "), context.RequestAborted);
                await context.Response.Body.WriteAsync(each.Data, context.RequestAborted);
                await context.Response.Body.WriteAsync("\n\n"u8.ToArray(), context.RequestAborted);
                last = each.Id;
            }

            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (hasEnded)
                return;
            if (!await Comes(changed, context.RequestAborted))
                await context.Response.Body.WriteAsync(":\n\n"u8.ToArray(), context.RequestAborted);
        }
    }

    // A line that says nothing now and then: a connection that is dead is found so, and gives its place free.
    private static async Task<bool> Comes(Task changed, CancellationToken cancellation)
    {
        try
        {
            await changed.WaitAsync(Silence, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
