using System.Net;
using System.Text.Json;
using Lightcone.Lab.Jobs;

namespace Lightcone.Lab.Tests;

public sealed class JobTests
{
    [Fact]
    public async Task A_job_goes_through_its_states_and_its_stream_ends()
    {
        await using RunningLab lab = RunningLab.Start();
        (List<SentEvent> events, JsonElement job) = await lab.Do("certify", """{"task":"parity"}""");
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(static each => each.Id));
        Assert.Equal(["waiting", "running", "done"], events.Where(static each => each.Type == "state").Select(static each => each.Data.GetProperty("state").GetString()));
        Assert.Equal("result", events[^2].Type);
        Assert.Equal(("done", 1.0, events.Count), (job.GetProperty("state").GetString(), job.GetProperty("share").GetDouble(), job.GetProperty("events").GetInt32()));
        JsonElement listed = (await lab.Get("/api/jobs")).GetProperty("jobs")[0];
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("result").ValueKind);
    }

    [Fact]
    public async Task A_stream_goes_on_behind_the_last_event_that_came()
    {
        await using RunningLab lab = RunningLab.Start();
        string id = await lab.Add("learn", """{"task":"parity","seed":1}""");
        List<SentEvent> all = await lab.Events(id);
        Assert.True(all.Count > 5);
        List<SentEvent> rest = await lab.Events(id, all.Count - 3);
        Assert.Equal(all.TakeLast(3).Select(static each => (each.Id, each.Type, each.Data.GetRawText())), rest.Select(static each => (each.Id, each.Type, each.Data.GetRawText())));
        using HttpResponseMessage nothing = await lab.Client.GetAsync($"/api/jobs/{id}/events?after={all.Count}");
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
        // Of a server before this one: its numbers mean nothing here.
        Assert.Equal(all.Count, (await lab.Events(id, 1_000_000)).Count);
        await lab.Get($"/api/jobs/{id}/events?after=x", 400);
    }

    [Fact]
    public async Task Fifty_who_watch_see_every_event_in_order()
    {
        await using RunningLab lab = RunningLab.Start();
        GateKind.Gate gate = GateKind.Of("fifty");
        gate.Events = 500;
        string id = await lab.Add("gate", """{"id":"fifty"}""");
        await gate.Begun.WaitAsync();
        HttpClient[] clients = [.. Enumerable.Range(0, 50).Select(_ => lab.NewClient())];
        // Half of them are there before anything happens, half come while it does.
        EventReader[] early = await Task.WhenAll(clients[..25].Select(async client =>
        {
            EventReader reader = await EventReader.Open(client, id);
            Assert.Equal(1, (await reader.Next())!.Id);
            return reader;
        }));
        Assert.Equal(25, lab.Server.Streams);
        gate.Open();
        List<SentEvent>[] seen = await Task.WhenAll([.. early.Select(static reader => ReadAll(reader, 1)), .. clients[25..].Select(async client => await ReadAll(await EventReader.Open(client, id), 0))]);
        foreach (List<SentEvent> events in seen)
        {
            // waiting, running, 500 of the gate, the result, done.
            Assert.Equal(Enumerable.Range(events[0].Id, 505 - events[0].Id), events.Select(static each => each.Id));
            Assert.Equal(Enumerable.Range(1, 500).Select(static i => $"{i}"), events.Where(static each => each.Type == "progress").Select(static each => each.Data.GetProperty("text").GetString()));
        }

        foreach (HttpClient client in clients)
            client.Dispose();
    }

    [Fact]
    public async Task Of_two_hundred_jobs_at_once_as_many_are_taken_as_may_be()
    {
        await using RunningLab lab = RunningLab.Start(static options => options with { Limits = options.Limits with { OpenJobs = 16, RunningJobs = 2 } });
        (HttpStatusCode Status, string Text)[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            using HttpResponseMessage answer = await lab.Client.PostAsync("/api/jobs", RunningLab.Json("""{"kind":"gate","settings":{"id":"crowd"}}"""));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }));
        Assert.Equal(16, answers.Count(static answer => answer.Status == HttpStatusCode.Created));
        JsonElement refused = JsonDocument.Parse(answers.First(static answer => answer.Status == HttpStatusCode.TooManyRequests).Text).RootElement;
        Assert.Equal(184, answers.Count(static answer => answer.Status == HttpStatusCode.TooManyRequests));
        Assert.Equal("too-many", refused.GetProperty("type").GetString());
        Assert.Contains("16 jobs wait or run", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        JsonElement[] jobs = [.. (await lab.Get("/api/jobs")).GetProperty("jobs").EnumerateArray()];
        Assert.Equal((2, 14), (jobs.Count(static job => job.GetProperty("state").GetString() == "running"), jobs.Count(static job => job.GetProperty("state").GetString() == "waiting")));
        GateKind.Of("crowd").Open();
        foreach (Job job in lab.Server.Jobs.All)
            Assert.Equal("done", (await lab.Events(job.Id))[^1].Data.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_job_that_is_stopped_goes_on_when_it_is_asked_to()
    {
        await using RunningLab lab = RunningLab.Start();
        GateKind.Gate gate = GateKind.Of("resumed");
        string id = await lab.Add("gate", """{"id":"resumed"}""");
        await gate.Begun.WaitAsync();
        Assert.Contains("only one that was stopped", (await lab.Post($"/api/jobs/{id}/resume", "", 409)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains((await lab.Delete($"/api/jobs/{id}")).GetProperty("state").GetString(), (string[])["stopping", "stopped"]);
        List<SentEvent> first = await lab.Events(id);
        Assert.Equal("stopped", first[^1].Data.GetProperty("state").GetString());
        Assert.Contains("nothing to stop", (await lab.Delete($"/api/jobs/{id}", 409)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        await lab.Post($"/api/jobs/{id}/resume", "", 202);
        await gate.Begun.WaitAsync();
        gate.Open();
        List<SentEvent> second = await lab.Events(id, first.Count);
        Assert.Equal(first.Count + 1, second[0].Id);
        Assert.Equal(["waiting", "running", "done"], second.Where(static each => each.Type == "state").Select(static each => each.Data.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_job_that_waits_is_stopped_at_once_and_old_ones_are_forgotten()
    {
        await using RunningLab lab = RunningLab.Start(static options => options with { Limits = options.Limits with { RunningJobs = 1, KeptJobs = 3 } });
        string running = await lab.Add("gate", """{"id":"kept"}"""), waiting = await lab.Add("gate", """{"id":"kept"}""");
        Assert.Equal("stopped", (await lab.Delete($"/api/jobs/{waiting}")).GetProperty("state").GetString());
        await lab.Add("gate", """{"id":"kept"}""");
        await lab.Add("gate", """{"id":"kept"}""");
        Assert.Equal([running, "3", "4"], lab.Server.Jobs.All.Select(static job => job.Id));
        Assert.Equal("not-found", (await lab.Get($"/api/jobs/{waiting}", 404)).GetProperty("type").GetString());
        GateKind.Of("kept").Open();
    }

    [Fact]
    public async Task What_fails_says_why_and_can_be_tried_again()
    {
        await using RunningLab lab = RunningLab.Start();
        // Where the folder of runs should be stands a file.
        await File.WriteAllTextAsync(lab.Runs, "no folder");
        JsonElement refused = await lab.Post("/api/jobs", """{"kind":"claim","settings":{"id":"lightcone.parity.exact","budget":"smoke"}}""", 500);
        Assert.Equal("folder", refused.GetProperty("type").GetString());
        (List<SentEvent> events, JsonElement job) = await lab.Do("encode", """{"system":{"name":"mixed","parameters":{"delta":-50}},"values":[1]}""");
        Assert.Equal(("failed", "bad-input"), (job.GetProperty("state").GetString(), job.GetProperty("error").GetProperty("type").GetString()));
        Assert.Equal("error", events[^2].Type);
        await lab.Post($"/api/jobs/{job.GetProperty("id").GetString()}/resume", "", 202);
    }

    private static async Task<List<SentEvent>> ReadAll(EventReader reader, int before)
    {
        using (reader)
        {
            List<SentEvent> events = [];
            while (await reader.Next() is { } next)
                events.Add(next);
            Assert.Equal(before + 1, events[0].Id);
            return events;
        }
    }
}
