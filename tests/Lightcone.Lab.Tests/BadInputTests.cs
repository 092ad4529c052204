using System.Text.Json;

namespace Lightcone.Lab.Tests;

/// <summary>What is wrong with a request is said with its place, what was expected, what was found, and what to do.</summary>
public sealed class BadInputTests(SharedLab shared) : IClassFixture<SharedLab>
{
    [Theory]
    [InlineData("", "body:1:1", "JSON")]
    [InlineData("{\"kind\":", "body:1:9", "JSON")]
    [InlineData("[]", "body", "an object")]
    [InlineData("{}", "body.kind", "a string")]
    [InlineData("{\"kind\":\"learn\"}", "body.settings", "a value")]
    [InlineData("{\"kind\":7,\"settings\":{}}", "body.kind", "a string")]
    [InlineData("{\"kind\":\"lern\",\"settings\":{}}", "kind", "learn, certify")]
    [InlineData("{\"kind\":\"learn\",\"setting\":{}}", "body.setting", "Did you mean settings?")]
    [InlineData("{\"kind\":\"learn\",\"kind\":\"learn\",\"settings\":{}}", "body.kind", "each member once")]
    [InlineData("{\"kind\":\"learn\",\"settings\":[]}", "settings", "an object")]
    [InlineData("{\"kind\":\"learn\",\"settings\":{}}", "settings.task", "a string")]
    [InlineData("{\"kind\":\"learn\",\"settings\":{\"task\":null}}", "settings.task", "a string")]
    [InlineData("{\"kind\":\"learn\",\"settings\":{\"task\":\"parity\",\"sed\":1}}", "settings.sed", "Did you mean seed?")]
    [InlineData("{\"kind\":\"learn\",\"settings\":{\"task\":\"parity\",\"seed\":-1}}", "settings.seed", "a whole number, not negative")]
    [InlineData("{\"kind\":\"learn\",\"settings\":{\"task\":\"parity\",\"seed\":1.5}}", "settings.seed", "a whole number, not negative")]
    [InlineData("{\"kind\":\"learn\",\"settings\":{\"task\":\"parity\",\"hidden\":0}}", "settings.hidden", "a number from 1 to 512")]
    [InlineData("{\"kind\":\"learn\",\"settings\":{\"task\":\"parity\",\"preset\":\"best\"}}", "settings.preset", "default, paper")]
    [InlineData("{\"kind\":\"learn\",\"settings\":{\"task\":\"parity\",\"changes\":[{\"neighborhood\":99}]}}", "settings.changes[0].neighborhood", "a number from 0 to")]
    [InlineData("{\"kind\":\"learn\",\"settings\":{\"task\":\"parity\",\"changes\":[{\"neighborhood\":0,\"symbol\":9}]}}", "settings.changes[0].symbol", "a number from 0 to 1")]
    [InlineData("{\"kind\":\"learn\",\"settings\":{\"task\":\"parity\",\"changes\":[{\"neighborhood\":0},{\"neighborhood\":0}]}}", "settings.changes[1].neighborhood", "each neighborhood once")]
    [InlineData("{\"kind\":\"certify\",\"settings\":{}}", "settings.task", "the name of a task")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"rule110\"}}", "settings.on", "a value")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"rule110\",\"on\":{}}}", "settings.on", "one of add")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"rule110\",\"on\":{\"input\":\"1\",\"random\":\"5\"}}}", "settings.on", "one of add")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"rule110\",\"on\":{\"add\":[\"1\",\"2\"]}}}", "settings.on.add", "input, random or worst")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"rule110\",\"on\":{\"worst\":10}}}", "settings.on.worst", "input or random")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"rule110\",\"on\":{\"random\":\"8x8\"}}}", "settings.on.random", "a number of cells")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"addition\",\"on\":{\"add\":[\"1\"]}}}", "settings.on.add", "2 to 2 values")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"addition\",\"on\":{\"input\":\"1\"}}}", "settings.on.input", "add, random or worst")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"addition\",\"on\":{\"worst\":0}}}", "settings.on.worst", "at least one cell")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"rule110\",\"steps\":-1,\"on\":{\"input\":\"1\"}}}", "settings.steps", "a number from 0")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"rule110\",\"engine\":\"warp\",\"on\":{\"input\":\"1\"}}}", "settings.engine", "bits")]
    [InlineData("{\"kind\":\"run\",\"settings\":{\"task\":\"rule110\",\"engine\":\"network\",\"on\":{\"input\":\"1\"}}}", "settings.engine", "an engine of tables")]
    [InlineData("{\"kind\":\"race\",\"settings\":{\"task\":\"rule110\",\"mostSeconds\":1000,\"on\":{\"input\":\"1\"}}}", "settings.mostSeconds", "a number from 0.01 to 60")]
    [InlineData("{\"kind\":\"encode\",\"settings\":{\"system\":{},\"values\":[1]}}", "settings.system", "name or text")]
    [InlineData("{\"kind\":\"encode\",\"settings\":{\"system\":{\"name\":\"logistic\"},\"values\":[1]}}", "settings.system.name", "a flow")]
    [InlineData("{\"kind\":\"encode\",\"settings\":{\"system\":{\"name\":\"mixed\"},\"values\":[]}}", "settings.values", "1 to 64 values")]
    [InlineData("{\"kind\":\"encode\",\"settings\":{\"system\":{\"name\":\"mixed\"},\"values\":[\"1\"]}}", "settings.values[0]", "a finite number")]
    [InlineData("{\"kind\":\"encode\",\"settings\":{\"system\":{\"name\":\"mixed\"},\"values\":[1],\"samples\":1}}", "settings.samples", "a number from 2")]
    [InlineData("{\"kind\":\"encode\",\"settings\":{\"system\":{\"name\":\"mixed\",\"parameters\":{\"delta\":\"2\"}},\"values\":[1]}}", "settings.system.parameters.delta", "a finite number")]
    [InlineData("{\"kind\":\"spectrum\",\"settings\":{\"system\":{\"name\":\"lorenz\"},\"start\":[1]}}", "settings.start", "3 numbers")]
    [InlineData("{\"kind\":\"landscape\",\"settings\":{\"repeats\":0}}", "settings.repeats", "a number from 1 to 100")]
    [InlineData("{\"kind\":\"landscape\",\"settings\":{\"betas\":[2]}}", "settings.betas", "a number from 0 to 1")]
    [InlineData("{\"kind\":\"fields\",\"settings\":{\"epochs\":0}}", "settings.epochs", "a number from 1")]
    [InlineData("{\"kind\":\"transfer\",\"settings\":{\"protocol\":\"late\"}}", "settings.protocol", "early, full")]
    [InlineData("{\"kind\":\"claim\",\"settings\":{\"id\":\"\"}}", "settings.id", "the id of a claim")]
    public async Task The_place_and_what_was_expected_are_named(string body, string place, string expected)
    {
        RunningLab lab = shared.Lab;
        JsonElement problem = await lab.Post("/api/jobs", body, 400);
        Assert.Equal("bad-input", problem.GetProperty("type").GetString());
        Assert.Equal(place, problem.GetProperty("place").GetString());
        Assert.Contains(expected, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        foreach (string member in new[] { "expected", "found", "next" })
            Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty(member).GetString()), member);
        Assert.Empty(lab.Server.Jobs.All);
    }

    [Theory]
    [InlineData("learn", """{"task":"additoin"}""", "Did you mean addition?")]
    [InlineData("run", """{"task":"W300","on":{"input":"1"}}""", "W300")]
    [InlineData("run", """{"task":"rule110","on":{"input":"012"}}""", "'2'")]
    [InlineData("run", """{"task":"rule110","on":{"input":"01","boundary":"wavy"}}""", "wavy")]
    [InlineData("run", """{"task":"addition","on":{"add":["12","x"]}}""", "'x'")]
    [InlineData("certify", """{"automaton":{"format":"nothing"}}""", "format")]
    [InlineData("certify", """{"automaton":"text"}""", "")]
    [InlineData("encode", """{"system":{"name":"lorentz"},"values":[1]}""", "Did you mean lorenz?")]
    [InlineData("encode", """{"system":{"text":"x' = "},"values":[1]}""", "")]
    [InlineData("encode", """{"system":{"name":"mixed","parameters":{"nothing":1}},"values":[1]}""", "nothing")]
    [InlineData("landscape", """{"train":["mixd:delta=2"]}""", "mixd")]
    [InlineData("landscape", """{"models":["spikng"]}""", "Did you mean spiking?")]
    [InlineData("landscape", """{"control":"nothing"}""", "nothing")]
    [InlineData("fields", """{"study":"papr"}""", "Did you mean paper?")]
    [InlineData("fields", """{"only":["nothing"]}""", "no condition 'nothing'")]
    [InlineData("fields", """{"only":[]}""", "no condition was named")]
    [InlineData("transfer", """{"world":"cartpol"}""", "Did you mean cartpole?")]
    [InlineData("transfer", """{"only":["nobody"]}""", "no group 'nobody'")]
    [InlineData("claim", """{"id":"sead.nothing"}""", "no claim")]
    [InlineData("claim", """{"id":"sead","budget":"huge"}""", "huge")]
    public async Task What_the_libraries_refuse_is_refused_before_there_is_a_job(string kind, string settings, string words)
    {
        RunningLab lab = shared.Lab;
        JsonElement problem = await lab.Post("/api/jobs", $$"""{"kind":"{{kind}}","settings":{{settings}}}""", 400);
        Assert.Equal("bad-input", problem.GetProperty("type").GetString());
        Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("--", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(lab.Server.Jobs.All);
    }

    [Theory]
    [InlineData("run", """{"task":"rule110","on":{"random":"100000000"}}""", "settings.on.random")]
    [InlineData("run", """{"task":"life","on":{"random":"100000x100000"}}""", "settings.on.random")]
    [InlineData("run", """{"task":"life","on":{"random":"10000x10000"}}""", "settings.on.random")]
    [InlineData("run", """{"task":"addition","on":{"worst":100000000}}""", "settings.on.worst")]
    [InlineData("run", """{"task":"multiplication","on":{"worst":100000}}""", "settings.on.worst")]
    [InlineData("run", """{"task":"rule110","steps":9000000000000000000,"on":{"input":"11"}}""", "settings.steps")]
    [InlineData("encode", """{"system":{"name":"mixed"},"values":[1],"duration":1000000,"step":0.000001}""", "settings.step")]
    [InlineData("spectrum", """{"system":{"name":"lorenz"},"duration":1000000000}""", "settings.duration")]
    [InlineData("landscape", """{"repeats":100,"betas":[0.1,0.2,0.3,0.4,0.5]}""", "settings")]
    public async Task What_is_too_much_is_refused_with_the_limit(string kind, string settings, string place)
    {
        RunningLab lab = shared.Lab;
        JsonElement problem = await lab.Post("/api/jobs", $$"""{"kind":"{{kind}}","settings":{{settings}}}""", 422);
        Assert.Equal(("limit", place), (problem.GetProperty("type").GetString(), problem.GetProperty("place").GetString()));
        Assert.Contains("over the limit of", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
