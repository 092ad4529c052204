using System.Net;
using System.Text.Json;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Exactness;
using Lightcone.Experiments.Lengths;
using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Tasks;

namespace Lightcone.Lab.Tests;

public sealed class EndpointTests
{
    [Fact]
    public async Task Info_tells_what_there_is()
    {
        await using RunningLab lab = RunningLab.Start();
        JsonElement info = await lab.Get("/api/info");
        Assert.Equal(Engines.Engine.All.Select(static engine => engine.Name), info.GetProperty("engines").EnumerateArray().Select(static engine => engine.GetProperty("name").GetString()));
        Assert.Contains("mixed", info.GetProperty("flows").EnumerateArray().Select(static flow => flow.GetString()));
        Assert.Equal(["learn", "certify", "run", "race", "encode", "spectrum", "landscape", "fields", "transfer", "claim", "gate"], info.GetProperty("kinds").EnumerateArray().Select(static kind => kind.GetProperty("name").GetString()));
        Assert.False(info.GetProperty("hasPassword").GetBoolean());
        Assert.Equal(1 << 24, info.GetProperty("limits").GetProperty("cells").GetInt32());
    }

    [Fact]
    public async Task Tasks_are_those_of_the_catalog()
    {
        await using RunningLab lab = RunningLab.Start();
        JsonElement[] tasks = [.. (await lab.Get("/api/tasks")).GetProperty("tasks").EnumerateArray()];
        Assert.Equal(TaskCatalog.All.Select(static task => task.Name), tasks.Select(static task => task.GetProperty("name").GetString()));
        JsonElement addition = tasks.Single(static task => task.GetProperty("name").GetString() == "addition");
        Assert.Equal(("arithmetic", "+", 2, true), (addition.GetProperty("kind").GetString(), addition.GetProperty("sign").GetString(), addition.GetProperty("base").GetInt32(), addition.GetProperty("provedForEveryLength").GetBoolean()));
    }

    [Fact]
    public async Task Claims_come_with_the_records_that_were_published()
    {
        await using RunningLab lab = RunningLab.Start();
        JsonElement[] claims = [.. (await lab.Get("/api/claims")).GetProperty("claims").EnumerateArray()];
        Assert.Equal(Ledger.All.Select(static claim => claim.Id), claims.Select(static claim => claim.GetProperty("id").GetString()));
        Assert.Contains(claims, static claim => claim.GetProperty("record").ValueKind == JsonValueKind.Object);
        Assert.All(claims, static claim => Assert.Equal(JsonValueKind.Null, claim.GetProperty("here").ValueKind));
        string id = Ledger.All[^1].Id;
        Assert.Equal(id, (await lab.Get($"/api/claims/{id}")).GetProperty("id").GetString());
        Assert.Contains("no claim", (await lab.Get("/api/claims/nonsense", 404)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_whose_runs_are_here_is_judged_from_them()
    {
        await using RunningLab lab = RunningLab.Start();
        Claim claim = Ledger.Find("lightcone.parity.exact")[0];
        new Computation { Runs = claim.Runs(Budget.Smoke), Store = RunStore.Create(lab.Runs) }.Compute();
        JsonElement here = (await lab.Get($"/api/claims/{claim.Id}")).GetProperty("here");
        Assert.Equal((claim.Id, "smoke"), (here.GetProperty("id").GetString(), here.GetProperty("budget").GetString()));
    }

    [Fact]
    public async Task Runs_are_listed_filtered_and_paged()
    {
        await using RunningLab lab = RunningLab.Start();
        JsonElement none = await lab.Get("/api/runs");
        Assert.Equal((0, 0), (none.GetProperty("total").GetInt32(), none.GetProperty("runs").GetArrayLength()));
        RunSpec[] runs = [.. new ulong[] { 1, 2, 3 }.Select(static seed => new ExactnessRun { Task = "parity", Length = 20, Inputs = 2, Seed = seed }), new LengthRun { Task = "parity", Lengths = [16], Samples = 2, Symbols = 16 }];
        new Computation { Runs = [.. runs], Store = RunStore.Create(lab.Runs) }.Compute();
        Assert.Equal(4, (await lab.Get("/api/runs")).GetProperty("total").GetInt32());
        JsonElement some = await lab.Get("/api/runs?kind=exactness&offset=1&limit=1");
        Assert.Equal((3, 1, 1), (some.GetProperty("total").GetInt32(), some.GetProperty("offset").GetInt32(), some.GetProperty("runs").GetArrayLength()));
        Assert.Equal(["exactness", "length"], some.GetProperty("kinds").EnumerateArray().Select(static kind => kind.GetProperty("kind").GetString()));
        Assert.Equal(runs[1].Hash, (await lab.Get("/api/runs?q=%22SEED%22:2")).GetProperty("runs")[0].GetProperty("hash").GetString());
        JsonElement run = await lab.Get($"/api/runs/{runs[0].Hash[..10]}");
        Assert.Equal((runs[0].Hash, "exactness", "parity"), (run.GetProperty("hash").GetString(), run.GetProperty("kind").GetString(), run.GetProperty("settings").GetProperty("task").GetString()));
        Assert.Contains("limit", (await lab.Get("/api/runs?limit=0", 400)).GetProperty("place").GetString(), StringComparison.Ordinal);
        Assert.Equal("not-found", (await lab.Get("/api/runs/0000000000", 404)).GetProperty("type").GetString());
        Assert.Equal("not-found", (await lab.Get("/api/runs/..%2f..%2fetc", 404)).GetProperty("type").GetString());
        JsonElement curve = (await lab.Get("/api/lengths")).GetProperty("curves")[0];
        Assert.Equal(("parity", "automaton", 16, 1.0), (curve.GetProperty("task").GetString(), curve.GetProperty("model").GetString(), curve.GetProperty("points")[0].GetProperty("number").GetInt32(), curve.GetProperty("points")[0].GetProperty("exact").GetProperty("mean").GetDouble()));
    }

    [Fact]
    public async Task Arrays_and_replays_of_a_run_are_those_that_it_has()
    {
        await using RunningLab lab = RunningLab.Start();
        CartPoleAgent agent = new() { Model = AgentModel.Perceptron, Episodes = 3, TestEpisodes = 1 };
        RunResult result = new Computation { Runs = [agent], Store = RunStore.Create(lab.Runs) }.Compute()[agent.Hash];
        byte[] bytes = await lab.Client.GetByteArrayAsync($"/api/runs/{agent.Hash}/arrays/training");
        Assert.Equal(result.Arrays["training"].ToFile(), bytes);
        Assert.Equal(3, Assert.Single(NpyArray.Parse(bytes).Shape));
        Assert.Contains("no array", (await lab.Get($"/api/runs/{agent.Hash}/arrays/nothing", 404)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        JsonElement replay = await lab.Get($"/api/runs/{agent.Hash}/replays/very-hard");
        int steps = replay.GetProperty("actions").GetArrayLength();
        Assert.Equal((steps, steps + 1, "cartpole:very-hard"), (replay.GetProperty("rewards").GetArrayLength(), replay.GetProperty("observations").GetArrayLength(), replay.GetProperty("world").GetString()));
        await lab.Get($"/api/runs/{agent.Hash}/replays/nowhere", 404);
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be_missing()
    {
        await using RunningLab lab = RunningLab.Start();
        foreach (string path in new[] { "/api/nothing", "/api", "/api/jobs/7", "/api/jobs/one" })
            Assert.Equal("not-found", (await lab.Get(path, 404)).GetProperty("type").GetString());
        using HttpResponseMessage answer = await lab.Client.PutAsync("/api/jobs", RunningLab.Json("{}"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
