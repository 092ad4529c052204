using System.Text.Json;
using Lightcone.Experiments.Runs;

namespace Lightcone.Lab.Tests;

/// <summary>Whatever ends a job, the next attempt goes on from the runs that are complete and comes to the same bytes.</summary>
public sealed class ResumeTests
{
    private const string Settings = """{"only":["perceptron"],"episodes":3,"agents":4,"seed":7}""";

    [Fact]
    public async Task A_canceled_job_comes_to_the_same_bytes()
    {
        await using RunningLab whole = RunningLab.Start(), lab = RunningLab.Start();
        JsonElement expected = await whole.Result("transfer", Settings);
        string id = await lab.Add("transfer", Settings);
        using (EventReader reader = await EventReader.Open(lab.Client, id))
            await reader.Until("run");
        // It may have come to its end meanwhile: then there is nothing to stop.
        using HttpResponseMessage stopped = await lab.Client.DeleteAsync($"/api/jobs/{id}");
        List<SentEvent> first = await lab.Events(id);
        if (stopped.IsSuccessStatusCode && first[^1].Data.GetProperty("state").GetString() == "stopped")
        {
            Assert.Single(Directory.GetFiles(Path.Combine(lab.Runs, "jobs")));
            await lab.Post($"/api/jobs/{id}/resume", "", 202);
            List<SentEvent> second = await lab.Events(id, first.Count);
            Assert.Contains(second, static each => each.Type == "run" && each.Data.GetProperty("reused").GetBoolean());
        }

        Assert.Equal(expected.GetRawText(), (await lab.Get($"/api/jobs/{id}")).GetProperty("result").GetRawText());
        Equal(whole.Runs, lab.Runs);
        Assert.Empty(Directory.GetFiles(Path.Combine(lab.Runs, "jobs")));
    }

    [Fact]
    public async Task A_job_of_a_server_that_was_killed_comes_to_the_same_bytes()
    {
        using TemporaryFolder folder = new();
        await using RunningLab whole = RunningLab.Start();
        JsonElement expected = await whole.Result("transfer", Settings);
        string runs = folder.File("runs");
        using (LabProcess child = await LabProcess.Start("--runs", runs))
        {
            using HttpResponseMessage taken = await child.Client.PostAsync("/api/jobs", RunningLab.Json($$"""{"kind":"transfer","settings":{{Settings}}}"""));
            Assert.Equal("""{"id":"1"}""", await taken.Content.ReadAsStringAsync());
            using EventReader reader = await EventReader.Open(child.Client, "1");
            await reader.Until("run");
            child.Kill();
        }

        Assert.NotEmpty(RunStore.Open(runs).Hashes());
        await using RunningLab lab = RunningLab.Start(runs: runs);
        JsonElement[] jobs = [.. (await lab.Get("/api/jobs")).GetProperty("jobs").EnumerateArray()];
        // A job that was quicker than the kill has its result in the folder and is asked for again.
        string id = jobs.Length == 1 ? jobs[0].GetProperty("id").GetString()! : await lab.Add("transfer", Settings);
        if (jobs.Length == 1)
        {
            Assert.Equal(("transfer", "stopped"), (jobs[0].GetProperty("kind").GetString(), jobs[0].GetProperty("state").GetString()));
            await lab.Post($"/api/jobs/{id}/resume", "", 202);
        }

        Assert.Contains(await lab.Events(id), static each => each.Type == "run" && each.Data.GetProperty("reused").GetBoolean());
        Assert.Equal(expected.GetRawText(), (await lab.Get($"/api/jobs/{id}")).GetProperty("result").GetRawText());
        Equal(whole.Runs, runs);
    }

    [Fact]
    public async Task Ending_the_server_keeps_what_its_jobs_have()
    {
        using TemporaryFolder folder = new();
        string runs = folder.File("runs");
        await using (RunningLab lab = RunningLab.Start(runs: runs))
        {
            string id = await lab.Add("transfer", """{"only":["perceptron"],"episodes":100000,"protocol":"full","agents":1,"seed":1}""");
            using EventReader reader = await EventReader.Open(lab.Client, id);
            await reader.Until("progress");
            Assert.True(await lab.Server.Stop());
            Assert.Equal("stopping", (await reader.Until("state")).Data.GetProperty("state").GetString());
            Assert.Equal("stopped", (await reader.Until("state")).Data.GetProperty("state").GetString());
        }

        await using RunningLab next = RunningLab.Start(runs: runs);
        Assert.Equal("stopped", (await next.Get("/api/jobs")).GetProperty("jobs")[0].GetProperty("state").GetString());
    }

    private static void Equal(string one, string other)
    {
        RunStore first = RunStore.Open(one), second = RunStore.Open(other);
        Assert.Equal(first.Hashes(), second.Hashes());
        foreach (string hash in first.Hashes())
            Assert.Equal(first.Read(hash).ContentHash(), second.Read(hash).ContentHash());
    }
}
