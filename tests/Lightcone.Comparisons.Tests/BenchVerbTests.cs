using System.CommandLine;
using System.Text.Json;
using Lightcone.Cli;
using Lightcone.Engines;
using Lightcone.Foundation.Input;
using Lightcone.Shared.Tests;

namespace Lightcone.Comparisons.Tests;

/// <summary>No times are asserted here: only that results are compared and reports are complete.</summary>
public sealed class BenchVerbTests
{
    private const string Script = """
        import numpy, peer
        peer.serve(lambda: None, lambda: {"squares": numpy.arange(5) ** 2 + WRONG})
        """;

    // Without a peer the result is compared with the plain reference of the benchmark.
    [Theory]
    [InlineData("gemm --width 33")]
    [InlineData("snn --hidden 9 --steps 7 --batch 5")]
    [InlineData("lyapunov --trajectories 3")]
    [InlineData("encode --count 2")]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void Json_has_the_members_that_were_promised(string line) => Report(line, "name seconds equal against processor load roofline");

    [Theory]
    [InlineData("eca --length 5000 --gens 70 --rule 30")]
    [InlineData("table --alphabet 3 --random 1 --length 4096 --gens 100")]
    [InlineData("compile --alphabet 3")]
    [InlineData("add --length 5000")]
    [InlineData("add --length 5000 --worst --engine active-cells")]
    [InlineData("add --decimal --length 500")]
    [InlineData("parity --length 5000")]
    [InlineData("fst --states 5 --length 5000")]
    [InlineData("hash --length 5000")]
    [InlineData("life --size 200 --gens 500")]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void Json_of_rules_says_engine_and_size_as_well(string line)
    {
        JsonElement json = Report(line, "name engine length generations seconds rate roofline equal against processor load");
        double updates = json.GetProperty("length").GetDouble() * json.GetProperty("generations").GetDouble();
        double least = Math.Min(json.GetProperty("seconds").GetProperty("min").GetDouble(), json.GetProperty("cpuSeconds").GetDouble());
        Assert.Equal(1, json.GetProperty("rate").GetDouble() * least / updates, 1e-9);
    }

    private static JsonElement Report(string line, string members)
    {
        JsonElement json = CommandLine.Json($"bench {line} --seconds 0");
        foreach (string member in members.Split(' '))
            Assert.True(json.TryGetProperty(member, out _), member);
        Assert.All(json.EnumerateObject(), static member => Assert.Matches("^[a-zA-Z0-9]+$", member.Name));
        Assert.Equal(line.Split(' ')[0], json.GetProperty("name").GetString());
        Assert.True(json.GetProperty("equal").GetBoolean());
        JsonElement seconds = json.GetProperty("seconds");
        Assert.InRange(seconds.GetProperty("min").GetDouble(), double.Epsilon, seconds.GetProperty("median").GetDouble());
        Assert.Equal(0, json.GetProperty("against").GetArrayLength());
        return json;
    }

    [Theory]
    [InlineData("snn --hidden 9 --steps 7 --batch 5", "torch,torch-steps")]
    [InlineData("gemm --width 33", "openblas")]
    [InlineData("lyapunov --trajectories 3", "numpy,numpy-batch")]
    [InlineData("encode --count 1", "numba,numpy,scipy")]
    [InlineData("eca --length 4096 --gens 40", "bgolly,numpy,torch")]
    [InlineData("eca --length 5001 --gens 40 --rule 57", "numpy,torch")]
    [InlineData("add --length 5000", "bigint,gmp,numpy")]
    [InlineData("add --decimal --length 500", "bigint,gmp")]
    [InlineData("parity --length 5000", "numpy")]
    [InlineData("hash --length 3000", "bgolly")]
    [InlineData("life --size 200 --gens 500", "bgolly,numpy")]
    [InlineData("life --pattern gun --gens 3000", "bgolly")]
    [InlineData("life --pattern gun --gens 1e9", "bgolly")]
    [InlineData("life --pattern plane --size 100 --gens 400", "bgolly")]
    [Trait(Round.Trait, Round.Long)]
    public void Peers_compute_the_same(string line, string peers)
    {
        foreach (string peer in peers.Split(','))
            JudgeOf(peer)?.Require();
        JsonElement json = CommandLine.Json($"bench {line} --against {peers} --seconds 0");
        Assert.True(json.GetProperty("equal").GetBoolean());
        Assert.Equal(peers.Split(','), json.GetProperty("against").EnumerateArray().Select(static each => each.GetProperty("peer").GetString()));
        double own = json.GetProperty("seconds").GetProperty("min").GetDouble();
        foreach (JsonElement each in json.GetProperty("against").EnumerateArray())
            Assert.Equal(each.GetProperty("seconds").GetDouble() / own, each.GetProperty("ratio").GetDouble(), 1e-9);
    }

    /// <summary>What a peer needs; null for what comes with .NET.</summary>
    private static OutsideJudge? JudgeOf(string peer) => peer switch
    {
        "bigint" => null,
        "bgolly" => OutsideJudge.Golly,
        "gmp" => OutsideJudge.Gmp,
        "torch" or "torch-steps" => OutsideJudge.Torch,
        "numba" => OutsideJudge.Numba,
        "scipy" => OutsideJudge.Scipy,
        _ => OutsideJudge.Numpy,
    };

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void A_wrong_peer_is_caught_and_no_time_is_reported()
    {
        OutsideJudge.Numpy.Require();
        (int code, string output, string error) = Planted("--against right,wrong --json");
        Assert.Equal(1, code);
        Assert.Contains("results differ: wrong: squares[0] is 1, expected 0", error, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.False(json.RootElement.GetProperty("equal").GetBoolean());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("seconds").ValueKind);
        Assert.All(json.RootElement.GetProperty("against").EnumerateArray(), static each => Assert.Equal(JsonValueKind.Null, each.GetProperty("ratio").ValueKind));
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void A_right_peer_is_accepted()
    {
        OutsideJudge.Numpy.Require();
        (int code, string output, _) = Planted("--against right");
        Assert.Equal(0, code);
        Assert.Contains("results agree", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Our_own_wrong_result_is_caught_without_any_peer()
    {
        (int code, _, string error) = Planted("--wrong-ourselves");
        Assert.Equal(1, code);
        Assert.Contains("results differ: lightcone: squares[4] is 17, expected 16", error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void An_absent_peer_names_the_line_that_installs_it()
    {
        InputException absent = Assert.Throws<InputException>(() => Planted("--against absent"));
        Assert.Equal("the peer absent is not installed: apt-get install python3-squares. Or leave it out of --against.", absent.Message);
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void A_peer_that_breaks_says_why()
    {
        OutsideJudge.Numpy.Require();
        InputException broken = Assert.Throws<InputException>(() => Planted("--against broken"));
        Assert.Equal("the peer broken ended early: ZeroDivisionError: division by zero", broken.Message);
    }

    [Theory]
    [InlineData("bench", "no benchmark. The benchmarks are eca")]
    [InlineData("bench gem", "Did you mean gemm?")]
    [InlineData("bench gemm --against numbo", "The peers are openblas")]
    [InlineData("bench encode --against numba,numba", "numba twice")]
    [InlineData("bench gemm --hidden 3", "--hidden belongs to snn, not to gemm")]
    [InlineData("bench gemm --repetitions 3", "at least 9")]
    [InlineData("bench gemm --seconds -1", "0 to 3600")]
    [InlineData("bench gemm --width 0", "1 to 4096")]
    [InlineData("bench snn --batch 1 --hidden 4 --steps 4 --against snntorch", "Give --snntorch DIR")]
    public void Mistakes_are_named(string line, string part)
    {
        (int code, string output, string error) = CommandLine.Line(line);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(part, error, StringComparison.Ordinal);
    }

    /// <summary>It is looked for when torch, which it needs, is there.</summary>
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void A_folder_without_the_library_is_named()
    {
        OutsideJudge.Torch.Require();
        Mistakes_are_named("bench snn --batch 1 --hidden 4 --steps 4 --against snntorch --snntorch /nowhere", "/nowhere holds no folder snntorch");
    }

    /// <summary>Runs a benchmark of squares with peers that are right, wrong, absent and broken.</summary>
    private static (int Code, string Output, string Error) Planted(string line)
    {
        Option<bool> spoiled = new("--wrong-ourselves");
        double[] squares = [0, 1, 4, 9, 16];
        Benchmark planted = new("squares", "Squares.", ["right", "wrong", "absent", "broken"], (parse, _) =>
            [new("squares", new InProcess(static () => { }, () => WorkResult.Of(("squares", parse.GetValue(spoiled) ? [0, 1, 4, 9, 17] : squares))),
            [
                new("right", () => Python("right", Script.Replace("WRONG", "0", StringComparison.Ordinal), "numpy")),
                new("wrong", () => Python("wrong", Script.Replace("WRONG", "1", StringComparison.Ordinal), "numpy")),
                new("absent", () => Python("absent", Script, "a_module_that_nobody_wrote")),
                new("broken", () => Python("broken", "import numpy, peer\npeer.serve(lambda: None, lambda: 1 / 0)", "numpy")),
            ])
            { Reference = () => WorkResult.Of(("squares", squares)) }])
        { Options = [spoiled] };
        using StringWriter output = new();
        using StringWriter error = new();
        int code = BenchVerb.Create([planted]).Parse(["squares", "--seconds", "0", .. line.Split(' ')]).Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (code, output.ToString(), error.ToString());
    }

    private static PythonPeer Python(string name, string script, string module)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, script);
        try
        {
            return PythonPeer.Start(name, path, [(module, "apt-get install python3-squares")], [], []);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
