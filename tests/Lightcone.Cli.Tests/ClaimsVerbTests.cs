using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Lightcone.Cli.Entry;
using Lightcone.Cli.Verbs;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Runs;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

public sealed class ClaimsVerbTests : IDisposable
{
    private const string Rule110 = "claims --budget smoke --only lightcone.rule110";
    private readonly TemporaryFolder folder = new();

    private string Runs => folder.File("runs");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_table_shows_every_claim_and_a_sum()
    {
        (int code, string output, string error) = CommandLine.Line($"{Rule110} --out {Runs}");
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, 5), (code, lines.Length));
        Assert.Equal(["claim", "paper", "ours (n, 95 %)", "reproduced", "control", "verdict"], Columns(lines[0]));
        Assert.Equal(["Rule 110 is exact at 2,000 cells", "100", "100 (2, [100, 100])", "undecided", "one weight corrupted", "undecided"], Columns(lines[1]));
        Assert.StartsWith("2 claims: 0 reproduced, 0 in part, 0 surviving, 0 not tested. 2 undecided, with fewer than 5 seeds. 4 runs took ", lines[3], StringComparison.Ordinal);
        Assert.Contains("lightcone.rule110.exact, lightcone.rule110.certified", lines[4], StringComparison.Ordinal);
        Assert.StartsWith($"2 claims, 4 runs, kept in {Runs}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_the_records()
    {
        (int code, string output, _) = CommandLine.Line($"{Rule110} --out {Runs} --threads 2 --json");
        Assert.Equal(0, code);
        Assert.Equal(["lightcone.rule110.exact", "lightcone.rule110.certified"], ClaimRecord.Parse(output).Select(static record => record.Id));
        using JsonDocument document = JsonDocument.Parse(output);
        Assert.Equal(JsonValueKind.Number, document.RootElement.GetProperty("records")[0].GetProperty("seconds").ValueKind);
    }

    [Fact]
    public void Parts_are_computed_apart_and_shown_together()
    {
        for (int part = 1; part <= 3; part++)
        {
            (int code, string output, _) = CommandLine.Line($"{Rule110} --out {Runs} --shard {part}/3");
            Assert.Equal(0, code);
            Assert.StartsWith($"part {part}/3 is complete: ", output, StringComparison.Ordinal);
        }

        string log = File.ReadAllText(Path.Combine(Runs, "log.jsonl"));
        Assert.Equal(5, CommandLine.Line($"{Rule110} --out {Runs}").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(log, File.ReadAllText(Path.Combine(Runs, "log.jsonl")));
    }

    // Two claims of a page are computed anew; the other four are kept as they stand there.
    [Fact]
    public void Pages_keep_the_records_of_claims_that_were_not_asked_for()
    {
        string pages = folder.File("pages"), records = Path.Combine(pages, "lightcone.json");
        Directory.CreateDirectory(pages);
        File.Copy(Path.Combine(CommandLine.Root, "docs", "reproductions", "lightcone.json"), records);
        string[] before = [.. ClaimRecord.Parse(File.ReadAllText(records)).Select(static record => record.Hash)];
        (int code, _, string error) = CommandLine.Line($"{Rule110} --out {Runs} --pages {pages}");
        ClaimRecord[] after = [.. ClaimRecord.Parse(File.ReadAllText(records))];
        Assert.Equal(0, code);
        Assert.Contains($"written to {records}", error, StringComparison.Ordinal);
        Assert.Equal(["full", "full", "full", "full", "smoke", "smoke"], after.Select(static record => record.Budget));
        Assert.Equal(before[..4], after[..4].Select(static record => record.Hash));
        Assert.Contains("## Parity is proved", File.ReadAllText(Path.Combine(pages, "lightcone.md")), StringComparison.Ordinal);
    }

    // Commands of the page of figures take minutes: here they are read, not run.
    [Fact]
    public void Every_figure_has_a_command_that_can_be_read_and_a_picture_that_is_there()
    {
        string pages = Path.Combine(CommandLine.Root, "docs", "reproductions");
        string[][] rows = [.. File.ReadAllLines(Path.Combine(pages, "figures.md")).Where(static line => line.StartsWith('|')).Skip(2).Select(static line => line.Trim('|').Split('|'))];
        Assert.True(rows.Length > 12);
        Command root = new("lightcone");
        foreach (Command verb in Catalog.Verbs())
            root.Add(verb);
        Assert.All(rows, row =>
        {
            string[] words = row[2].Trim().Trim('`').Split(' ');
            Assert.Equal(("lightcone", ""), (words[0], string.Join("; ", root.Parse(words[1..]).Errors.Select(static error => error.Message))));
            if (words[1] == "claims")
                Assert.All(words[Array.IndexOf(words, "--only") + 1].Split(','), static id => Assert.NotEmpty(Ledger.Find(id)));
            string[] pictures = [.. row[3].Split("](").Skip(1).Select(static part => part.Split(')')[0])];
            Assert.NotEmpty(pictures);
            Assert.All(pictures, picture => Assert.True(File.Exists(Path.Combine(pages, picture)), picture));
        });
    }

    [Fact]
    public void Records_are_shown_without_computing_anything()
    {
        string file = Path.Combine(CommandLine.Root, "docs", "reproductions", "lightcone.json");
        (int code, string output, _) = CommandLine.Line($"claims --records {file} --only lightcone.parity,lightcone.rule110.exact");
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, 5), (code, lines.Length));
        Assert.Equal(["Parity is exact at 100,000 cells", "100", "100 (10, [100, 100])", "yes", "one weight corrupted", "survives"], Columns(lines[1]));
        Assert.StartsWith("3 claims: 3 reproduced, 0 in part, 3 surviving, 0 not tested.", lines[4], StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(file), CommandLine.Line($"claims --records {file} --json").Output);
        string falls = Path.Combine(CommandLine.Root, "docs", "reproductions", "examples", "enzyme.json");
        Assert.Equal(1, CommandLine.Line($"claims --records {falls}").Code);
    }

    [Theory]
    [InlineData("claims --records none.json", "none.json")]
    [InlineData("claims --records x.json --budget full", "so --budget has no effect")]
    [InlineData("claims --records x.json --threads 1", "so --threads has no effect")]
    [InlineData("claims --records docs/reproductions/lightcone.json --only sead", "has no record that is 'sead' or begins so")]
    [InlineData("claims --budget smal", "Did you mean smoke?|'smal' is not a budget")]
    [InlineData("claims --only lightcone.rule110.exat", "Did you mean lightcone.rule110.exact?")]
    [InlineData("runs", "say what to do: list, show, compare")]
    [InlineData("claims --only ,", "no claim was named")]
    [InlineData("claims --shard 3/2", "expected i/n")]
    [InlineData("sweep emit slurm --nodes 2 --time 30 -- landscape --runs 3", "Add --seed N to the command")]
    [InlineData("claims --threads 0", "expected at least 1")]
    [InlineData("claims --pages none/such", "there is no such folder")]
    [InlineData("runs list --in none/such", "there is no such folder of runs")]
    [InlineData("runs show 12 --in none/such", "there is no such folder of runs")]
    [InlineData("repro zz --in none/such", "there is no such folder of runs")]
    [InlineData("sweep emit pbs --nodes 2 --time 30", "Expected slurm")]
    [InlineData("sweep emit slurm --nodes 0 --time 30", "expected 1 to")]
    [InlineData("sweep emit slurm --nodes 2 --time 1:30", "Give more time")]
    [InlineData("sweep emit slurm --nodes 2 --time soon", "as SLURM writes a limit")]
    [InlineData("sweep emit slurm --nodes 2 --time 30 -- tasks", "has no parts that could be computed apart. The verbs that have are landscape, fields, transfer, generalize, claims")]
    [InlineData("sweep emit slurm --nodes 2 --time 30 -- claims --shard 1/2", "is written by the script itself")]
    public void What_cannot_be_done_is_refused_with_a_sentence(string line, string parts)
    {
        (int code, string output, string error) = CommandLine.Line(line.Replace("docs/", $"{CommandLine.Root}/docs/", StringComparison.Ordinal));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(parts.Split('|'), part => error.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Job_arrays_know_every_verb_that_has_parts() =>
        Assert.Equal(Catalog.Verbs().Where(static verb => verb.Options.Any(static option => option.Name == "--shard")).Select(static verb => verb.Name), SweepEmit.Verbs);

    [Theory]
    [InlineData("runs show|", 2)]
    [InlineData("repro|", 2)]
    [InlineData("claims|--only|lightcone.rule110|--out|", 2)]
    public void Empty_names_are_refused(string line, int code)
    {
        (int ended, _, string error) = CommandLine.Run([.. line.Replace("runs show", "runs|show", StringComparison.Ordinal).Split('|')]);
        Assert.Equal(code, ended);
        Assert.DoesNotContain("defect", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_are_listed_shown_compared_and_computed_again()
    {
        Assert.Equal(0, CommandLine.Line($"{Rule110} --out {Runs}").Code);
        JsonElement listed = CommandLine.Json($"runs list --in {Runs}").GetProperty("runs");
        Assert.Equal(RunStore.Open(Runs).Hashes(), listed.EnumerateArray().Select(static run => run.GetProperty("hash").GetString()!).Order(StringComparer.Ordinal));
        string[] hashes = [.. listed.EnumerateArray().Select(static run => run.GetProperty("hash").GetString()!)];
        Assert.Contains("4 runs in", CommandLine.Line($"runs list --in {Runs}").Output, StringComparison.Ordinal);
        Assert.Contains("0 runs in", CommandLine.Line($"runs list --in {Runs} --kind other").Output, StringComparison.Ordinal);

        string shown = CommandLine.Line($"runs show {hashes[0][..10]} --in {Runs}").Output;
        Assert.Contains($"run       {hashes[0]}\n", shown.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("number    certified 1", shown, StringComparison.Ordinal);
        string command = shown.Split('\n').Single(static line => line.StartsWith("command", StringComparison.Ordinal))["command   lightcone repro '".Length..].TrimEnd().TrimEnd('\'');
        Assert.Contains("number    certified: 1, 0", CommandLine.Line($"runs compare {hashes[0]} {hashes[2]} --in {Runs}").Output, StringComparison.Ordinal);

        foreach (string name in new[] { hashes[0][..10], command })
        {
            (int code, string output, _) = CommandLine.Run("repro", name, "--in", Runs);
            Assert.Equal(0, code);
            Assert.StartsWith("lightcone repro 'exactness 1 {", output, StringComparison.Ordinal);
            Assert.Contains($"run {hashes[0]} came out the same, byte for byte", output, StringComparison.Ordinal);
        }

        Assert.Contains("nothing is kept to compare it with", CommandLine.Run("repro", command, "--in", folder.File("none")).Output, StringComparison.Ordinal);
    }

    // The numbers of another run, written as a run writes them: every check of the directory passes, and only computing again tells.
    [Fact]
    public void A_result_that_does_not_come_out_again_ends_with_1()
    {
        Assert.Equal(0, CommandLine.Line($"{Rule110} --out {Runs}").Code);
        RunStore store = RunStore.Open(Runs);
        StoredRun run = store.Read(store.Hashes()[0]);
        RunResult other = run.Result with { Numbers = run.Result.Numbers.SetItem("right", 0.5) };
        foreach ((string name, byte[] bytes) in (run with { Result = other }).Files())
            File.WriteAllBytes(Path.Combine(Runs, run.Hash, name), bytes);
        (int code, string output, _) = CommandLine.Run("repro", run.Hash, "--in", Runs);
        Assert.Equal(1, code);
        Assert.Contains("right: 0.5 is kept, ", output, StringComparison.Ordinal);
        Assert.Contains("came out otherwise: run.json", output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Asked_to_end_it_keeps_what_is_done_and_says_how_to_go_on()
    {
        OutsideJudge.Bash.Require();
        string[] arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.dll"), "claims", "--budget", "full", "--threads", "1", "--out", Runs];
        foreach (string signal in new[] { "INT", "TERM" })
        {
            using Process process = CommandLine.StartHeeding("dotnet", string.Join('\u001f', arguments), CommandLine.Root);
            Assert.StartsWith($"{Ledger.All.Length} claims, ", process.StandardError.ReadLine()!, StringComparison.Ordinal);
            CommandLine.Process(OutsideJudge.Bash.Require(), $"-c\u001fkill -{signal} {process.Id}", CommandLine.Root);
            string rest = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(130, process.ExitCode);
            Assert.Contains($"runs are complete in {Runs}; the same command goes on from there.", rest, StringComparison.Ordinal);
            Assert.All(RunStore.Open(Runs).Hashes(), hash => Assert.Equal(hash, RunStore.Open(Runs).Read(hash).Hash));
        }
    }

    // A disk of 64 KiB takes the folder and some runs, not all of them.
    [Theory]
    [InlineData("size=64k", "No space left on device")]
    [InlineData("ro", "Read-only file system")]
    [Trait(Round.Trait, Round.Long)]
    public void A_disk_that_takes_nothing_more_ends_it_with_a_sentence(string disk, string reason)
    {
        string unshare = OutsideJudge.SmallDisk.Require();
        string check = $"mount -t tmpfs -o {disk} none '{folder.Path}' && cd '{folder.Path}' && dotnet exec '{Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.dll")}' claims --only lightcone.rule110 --out runs; code=$?; for each in runs/*/; do [ ! -d \"$each\" ] || [ -f \"$each/run.json\" ] || echo half \"$each\"; done; ls -A runs/.scratch 2>/dev/null | grep result; exit $code";
        (int code, string output, string error) = CommandLine.Process(unshare, $"-m\u001f/bin/bash\u001f-c\u001f{check}", CommandLine.Root);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("lightcone: cannot write in 'runs': ", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void The_script_of_a_job_array_computes_every_part()
    {
        string bash = OutsideJudge.Bash.Require();
        (int code, string script, string error) = CommandLine.Run("sweep", "emit", "slurm", "--nodes", "2", "--time", "1-00:00:00", "--threads", "2", "--out", Runs, "--", "claims", "--budget", "smoke", "--only", "lightcone.rule110");
        Assert.True(code == 0, error);
        foreach (string line in new[] { "#!/bin/bash", "#SBATCH --array=1-2", "#SBATCH --time=1-00:00:00", "#SBATCH --cpus-per-task=2", "#SBATCH --open-mode=append", "#SBATCH --requeue", "#SBATCH --signal=B:TERM@60" })
            Assert.Contains(line, script.Split('\n'));
        string file = folder.Write("claims.sh", script), program = folder.Write("lightcone", $"#!/bin/bash\nexec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.dll")}' \"$@\"\n");
        for (int part = 1; part <= 2; part++)
            Assert.Equal(0, CommandLine.Process(bash, $"-c\u001fchmod +x '{program}'; LIGHTCONE='{program}' SLURM_ARRAY_TASK_ID={part} bash '{file}'", folder.Path).Code);
        Assert.Equal(4, RunStore.Open(Runs).Hashes().Length);
        Assert.Equal(["1-of-2.exit", "2-of-2.exit"], Directory.EnumerateFiles(Path.Combine(Runs, "shards")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.EnumerateFiles(Path.Combine(Runs, "shards")), static path => Assert.Equal("0\n", File.ReadAllText(path)));
    }

    private static string[] Columns(string line) => [.. line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
