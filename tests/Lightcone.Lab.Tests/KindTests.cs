using System.Text;
using System.Text.Json;
using Lightcone.Engines;
using Lightcone.Formats;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Lab.Tests;

/// <summary>Each kind of job gives what the library gives.</summary>
public sealed class KindTests
{
    [Fact]
    public async Task Learning_gives_the_bytes_of_the_library_and_tells_how_the_table_becomes_certain()
    {
        await using RunningLab lab = RunningLab.Start();
        (List<SentEvent> events, JsonElement job) = await lab.Do("learn", """{"task":"addition","seed":3}""");
        JsonElement result = job.GetProperty("result");
        Assert.True(result.GetProperty("exact").GetBoolean());
        Automaton expected = Automaton.Learn(BinaryAddition.Task, ChaosTraining.Default with { Seed = 3 });
        Automaton sent = FileFormat.Json.Parse(Encoding.UTF8.GetBytes(result.GetProperty("automaton").GetRawText()));
        Assert.Equal(FileFormat.Json.Format(expected, "addition"), FileFormat.Json.Format(sent, "addition"));
        JsonElement[] losses = [.. events.Where(static each => each.Type == "loss").Select(static each => each.Data)];
        Assert.Equal(["rule", "readout"], losses.Select(static loss => loss.GetProperty("part").GetString()).Distinct());
        Assert.Equal(0, losses[^1].GetProperty("wrong").GetInt32());
        Assert.True(losses[0].GetProperty("loss").GetDouble() > losses[^1].GetProperty("loss").GetDouble());
        Dictionary<(string?, int), (int Symbol, string? State)> table = [];
        foreach (SentEvent each in events.Where(static each => each.Type == "entries"))
            foreach (JsonElement entry in each.Data.GetProperty("entries").EnumerateArray())
                table[(each.Data.GetProperty("part").GetString(), entry.GetProperty("neighborhood").GetInt32())] = (entry.GetProperty("symbol").GetInt32(), entry.GetProperty("state").GetString());
        Assert.Equal(BinaryAddition.Task.Rule.Table.ToArray().Select(static symbol => ((int)symbol, (string?)"certain")), Enumerable.Range(0, expected.Rule.Table.Length).Select(index => table[("rule", index)]));
    }

    [Fact]
    public async Task What_is_left_out_is_a_guess_and_what_is_poisoned_is_wrong()
    {
        await using RunningLab lab = RunningLab.Start();
        byte right = ElementaryTask.Of(110).Rule.Table[5];
        JsonElement result = await lab.Result("learn", $$"""{"task":"rule110","seed":1,"changes":[{"neighborhood":5,"symbol":{{1 - right}}},{"neighborhood":2}]}""");
        Assert.False(result.GetProperty("exact").GetBoolean());
        Assert.Contains(5, result.GetProperty("wrong").EnumerateArray().Select(static index => index.GetInt32()));
        Assert.Equal([2], result.GetProperty("guesses").EnumerateArray().Select(static index => index.GetInt32()));
    }

    [Fact]
    public async Task What_was_learned_is_certified_and_what_was_poisoned_is_refuted()
    {
        await using RunningLab lab = RunningLab.Start();
        JsonElement learned = await lab.Result("learn", """{"task":"addition","seed":1}""");
        JsonElement proved = await lab.Result("certify", $$"""{"automaton":{{learned.GetProperty("automaton").GetRawText()}}}""");
        Assert.Equal("certified", proved.GetProperty("verdict").GetString());
        Assert.IsType<Certificate>(Certificate.Verify(proved.GetProperty("certificate").GetString()!));
        Assert.True(proved.GetProperty("levels").TryGetProperty("convergence", out _));
        JsonElement poisoned = await lab.Result("learn", """{"task":"parity","seed":1,"changes":[{"neighborhood":0,"symbol":1}]}""");
        JsonElement refuted = await lab.Result("certify", $$"""{"task":"parity","automaton":{{poisoned.GetProperty("automaton").GetRawText()}}}""");
        Assert.Equal("refuted", refuted.GetProperty("verdict").GetString());
        Assert.NotEqual(0, refuted.GetProperty("counterexamples").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"task":"addition","on":{"add":["12","30"]}}""", "42")]
    [InlineData("""{"task":"comparison","on":{"add":["12","30"]}}""", "<")]
    [InlineData("""{"task":"multiplication","on":{"add":["12","30"]}}""", "360")]
    public async Task Runs_give_answers(string settings, string answer)
    {
        await using RunningLab lab = RunningLab.Start();
        JsonElement result = await lab.Result("run", settings);
        Assert.Equal(("fixed-point", answer), (result.GetProperty("outcome").GetString(), result.GetProperty("answer").GetString()));
    }

    [Fact]
    public async Task Random_inputs_are_those_of_the_command_line_and_every_engine_ends_equal()
    {
        await using RunningLab lab = RunningLab.Start();
        Lattice initial = Lattice.Random(Alphabet.Binary, Shape.Row(1000), Boundary.Periodic, new RandomStream(5, "run/random"));
        string expected = LocalRule.Elementary(110).Compile().Evolve(initial, Until.Steps(100)).Final.Hash;
        JsonElement run = await lab.Result("run", """{"task":"W110","on":{"random":"1000","seed":5},"steps":100}""");
        Assert.Equal((expected, "steps-done", 1000), (run.GetProperty("hash").GetString(), run.GetProperty("outcome").GetString(), run.GetProperty("cells").GetInt32()));
        (List<SentEvent> events, JsonElement job) = await lab.Do("race", """{"task":"W110","on":{"random":"1000","seed":5},"steps":100}""");
        JsonElement race = job.GetProperty("result");
        JsonElement[] engines = [.. race.GetProperty("engines").EnumerateArray()];
        Assert.Equal(Engine.All.Select(static engine => engine.Name).Order(StringComparer.Ordinal), engines.Select(static engine => engine.GetProperty("engine").GetString()!).Order(StringComparer.Ordinal));
        Assert.True(race.GetProperty("equal").GetBoolean());
        Assert.NotEqual("", race.GetProperty("reason").GetString());
        JsonElement[] ran = [.. engines.Where(static engine => engine.GetProperty("hash").ValueKind == JsonValueKind.String)];
        Assert.True(ran.Length >= 3);
        Assert.All(ran, engine => Assert.Equal(expected, engine.GetProperty("hash").GetString()));
        Assert.All(engines.Except(ran), static engine => Assert.NotEqual("", engine.GetProperty("refusal").GetString()));
        Assert.Equal(engines.Length, events.Count(static each => each.Type == "engine"));
    }

    [Fact]
    public async Task A_learned_network_races_too()
    {
        await using RunningLab lab = RunningLab.Start();
        JsonElement learned = await lab.Result("learn", """{"task":"parity","seed":1}""");
        JsonElement race = await lab.Result("race", $$"""{"automaton":{{learned.GetProperty("automaton").GetRawText()}},"on":{"worst":200} }""");
        Assert.True(race.GetProperty("equal").GetBoolean());
        Assert.Equal(JsonValueKind.String, race.GetProperty("engines").EnumerateArray().Single(static engine => engine.GetProperty("engine").GetString() == "network").GetProperty("hash").ValueKind);
    }

    [Fact]
    public async Task Encodings_come_with_their_Jacobian_and_exponents_with_their_sum()
    {
        await using RunningLab lab = RunningLab.Start();
        JsonElement encoded = await lab.Result("encode", """{"system":{"text":"x' = y; y' = -k*x; k = 1","parameters":{"k":4}},"values":[1,-1],"samples":5,"duration":1}""");
        Assert.Equal((5, 4), (encoded.GetProperty("times").GetArrayLength(), encoded.GetProperty("series").GetArrayLength()));
        Assert.Equal([[0, 1], [-4, 0]], encoded.GetProperty("jacobian").EnumerateArray().Select(static row => row.EnumerateArray().Select(static cell => cell.GetDouble()).ToArray()));
        Assert.Equal(4, encoded.GetProperty("parameters").GetProperty("k").GetDouble());
        JsonElement spectrum = await lab.Result("spectrum", """{"system":{"name":"lorenz"},"duration":20}""");
        Assert.Equal(3, spectrum.GetProperty("exponents").GetArrayLength());
        Assert.Equal(-13.667, spectrum.GetProperty("sum").GetDouble(), 2);
        Assert.Equal(spectrum.GetProperty("historyTimes").GetArrayLength(), spectrum.GetProperty("history")[2].GetArrayLength());
        JsonElement map = await lab.Result("spectrum", """{"system":{"name":"logistic","parameters":{"r":4}},"duration":20000}""");
        Assert.Equal(Math.Log(2), map.GetProperty("exponents")[0].GetDouble(), 1);
    }

    [Fact]
    public async Task Experiments_give_tables_and_tell_of_epochs_and_runs()
    {
        await using RunningLab lab = RunningLab.Start();
        (List<SentEvent> events, JsonElement job) = await lab.Do("landscape", """{"train":["mixed:delta=2"],"tests":["mixed:delta=2","mixed:delta=10"],"repeats":2,"epochs":2,"samples":60,"seed":1}""");
        JsonElement table = job.GetProperty("result").GetProperty("tables")[0];
        Assert.Equal(("spiking", 2, 1), (table.GetProperty("model").GetString(), table.GetProperty("rows")[0].GetProperty("accuracy").GetArrayLength(), table.GetProperty("rows").GetArrayLength()));
        Assert.Equal(2, table.GetProperty("rows")[0].GetProperty("accuracy")[0].GetProperty("count").GetInt32());
        Assert.Equal(4, events.Count(static each => each.Type == "line" && each.Data.GetProperty("line").TryGetProperty("loss", out _)));
        Assert.Equal([(1, 2), (2, 2)], events.Where(static each => each.Type == "run").Select(static each => (each.Data.GetProperty("done").GetInt32(), each.Data.GetProperty("of").GetInt32())));
        string[] runs = [.. job.GetProperty("result").GetProperty("runs").EnumerateArray().Select(static run => run.GetString()!)];
        Assert.Equal(runs[0], (await lab.Get($"/api/runs/{runs[0]}")).GetProperty("hash").GetString());
        JsonElement fields = await lab.Result("fields", """{"only":["baseline"],"repeats":1,"epochs":1,"patches":64,"film":2,"seed":1}""");
        Assert.Equal("baseline", fields.GetProperty("conditions")[0].GetProperty("condition").GetString());
        JsonElement transfer = await lab.Result("transfer", """{"only":["perceptron"],"episodes":3,"agents":1,"seed":1}""");
        Assert.Equal(["easy", "medium", "hard", "very-hard"], transfer.GetProperty("rows").EnumerateArray().Select(static row => row.GetProperty("difficulty").GetString()));
        JsonElement claim = await lab.Result("claim", """{"id":"lightcone.parity.exact","budget":"smoke"}""");
        Assert.Equal("lightcone.parity.exact", claim.GetProperty("records")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_seed_that_was_drawn_is_told()
    {
        await using RunningLab lab = RunningLab.Start();
        (_, JsonElement drawn) = await lab.Do("learn", """{"task":"parity"}""");
        ulong seed = drawn.GetProperty("settings").GetProperty("seed").GetUInt64();
        (_, JsonElement again) = await lab.Do("learn", $$"""{"task":"parity","seed":{{seed}}}""");
        Assert.Equal(drawn.GetProperty("result").GetRawText(), again.GetProperty("result").GetRawText());
    }
}
