using System.Collections.Immutable;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Tests.Runs;

public sealed class RunStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StepwiseRun run = new() { Seed = 7 };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_comes_back_as_it_was_written()
    {
        RunResult computed = Compute(run)[run.Hash];
        StoredRun stored = RunStore.Open(folder.Path).Read(run.Hash);
        Assert.Equal(("stepwise", 1, """{"Steps":5,"Seed":7,"FailsAt":0}""", run.Command), (stored.Kind, stored.Version, stored.Settings, stored.Command));
        Assert.Equal(run, stored.Spec([StepwiseRun.RunKind]));
        Assert.Equal(computed.Numbers, stored.Result.Numbers);
        Assert.Equal(computed.Events.AsEnumerable(), stored.Result.Events);
        Assert.Equal(computed.Arrays["orbit"].ToFile(), stored.Result.Arrays["orbit"].ToFile());
        Assert.Equal(StoredRun.Of(run, computed).ContentHash(), stored.ContentHash());
        Assert.Equal(["events.jsonl", "orbit.npy", "run.json"], Directory.EnumerateFiles(Path.Combine(folder.Path, run.Hash)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, ".scratch")));
    }

    [Fact]
    public void A_run_that_is_there_is_not_computed_again()
    {
        Compute(run, run, run with { Seed = 8 });
        Compute(run with { Seed = 8 }, run, run with { Seed = 9 });
        Assert.Equal(new ulong[] { 7, 8, 9 }.Select(seed => (run with { Seed = seed }).Hash).Order(StringComparer.Ordinal), StoreContents.Logged(folder.Path).Order(StringComparer.Ordinal));
        Assert.Equal(3, RunStore.Open(folder.Path).Log.Seconds().Count);
    }

    [Fact]
    public void The_command_of_a_run_says_all_that_its_hash_says()
    {
        string text = run.Command.Split('\'')[1];
        Assert.Equal(run, RunKind.Parse(text, [StepwiseRun.RunKind]));
        Assert.Equal(run.Text, text);
        foreach ((string wrong, string part) in new[] { ("other 1 {}", "there is no kind of run 'other'"), (text.Replace(" 1 ", " 2 ", StringComparison.Ordinal), "computes version 1"), ("stepwise", "is no run"), ("stepwise 1 {\"Steps\":5}", "not written as this program writes them"), ("stepwise 1 {\"Steps\":", "no settings"), ("stepwise 1 null", "null") })
            Assert.Contains(part, Assert.Throws<InputException>(() => RunKind.Parse(wrong, [StepwiseRun.RunKind])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_damaged_byte_is_refused()
    {
        Compute(run);
        RunStore store = RunStore.Open(folder.Path);
        RandomStream stream = new(1, "damage");
        foreach (string path in Directory.EnumerateFiles(Path.Combine(folder.Path, run.Hash)).ToArray())
        {
            byte[] bytes = File.ReadAllBytes(path);
            for (int i = 0; i < Round.Count(20, 100, 2_000); i++)
            {
                byte[] damaged = [.. bytes];
                damaged[stream.NextInt32(bytes.Length)] ^= (byte)(1 + stream.NextInt32(255));
                File.WriteAllBytes(path, damaged);
                Assert.Throws<InputException>(() => store.Read(run.Hash));
            }

            File.WriteAllBytes(path, bytes[..^1]);
            Assert.Throws<InputException>(() => store.Read(run.Hash));
            File.Delete(path);
            Assert.Contains("missing", Assert.Throws<InputException>(() => store.Read(run.Hash)).Message, StringComparison.Ordinal);
            File.WriteAllBytes(path, bytes);
        }

        Assert.Equal(run.Hash, store.Read(run.Hash).Hash);
        Directory.Move(Path.Combine(folder.Path, run.Hash), Path.Combine(folder.Path, new string('0', 64)));
        Assert.Contains("not the one that it is named after", Assert.Throws<InputException>(() => store.Read(new string('0', 64))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_run_ends_a_computation_with_its_place()
    {
        Compute(run);
        File.AppendAllText(Path.Combine(folder.Path, run.Hash, "run.json"), " ");
        InputException refused = Assert.Throws<InputException>(() => Compute(run));
        Assert.Contains($"{run.Hash}{Path.DirectorySeparatorChar}run.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Remove the folder of the run", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Foreign_folders_are_refused_and_left_as_they_are()
    {
        folder.Write("letter.txt", "hello");
        Assert.Contains("'letter.txt', which is no run", Assert.Throws<InputException>(() => RunStore.Create(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("letter.txt", Assert.Throws<InputException>(() => RunStore.Open(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Equal(["letter.txt"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
        Assert.Contains("it is a file", Assert.Throws<IOException>(() => RunStore.Create(folder.File("letter.txt"))).Message, StringComparison.Ordinal);
        Assert.Contains("there is no such folder", Assert.Throws<InputException>(() => RunStore.Open(folder.File("none"))).Message, StringComparison.Ordinal);
        folder.Write("runs.json", "{}");
        Assert.Contains("not the mark", Assert.Throws<InputException>(() => RunStore.Create(folder.Path)).Message, StringComparison.Ordinal);
    }

    // Another process may be writing the mark, or was when it was killed.
    [Theory]
    [InlineData("runs.json.2147483600-1.tmp")]
    [InlineData("log.jsonl")]
    public void A_folder_that_is_being_made_is_a_store(string name)
    {
        folder.Write(name, "");
        Assert.Empty(RunStore.Create(folder.Path).Hashes());
        Assert.Contains("lightcone-runs", File.ReadAllText(folder.File("runs.json")), StringComparison.Ordinal);
    }

    // A lock that writers share is none: lines were torn when two of them came at once.
    [Fact]
    public void Lines_of_the_log_stay_whole_whoever_writes_at_the_same_time()
    {
        RunLog log = RunStore.Create(folder.Path).Log;
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => log.Add(run with { Seed = (ulong)i }, i, DateTimeOffset.UnixEpoch));
        IReadOnlyDictionary<string, double> seconds = log.Seconds();
        Assert.Equal(400, File.ReadAllLines(folder.File("log.jsonl")).Length);
        for (int i = 0; i < 400; i++)
            Assert.Equal(i, seconds[(run with { Seed = (ulong)i }).Hash]);
    }

    [Fact]
    public void A_line_of_the_log_that_was_cut_off_costs_itself_alone()
    {
        RunLog log = RunStore.Create(folder.Path).Log;
        log.Add(run, 1, DateTimeOffset.UnixEpoch);
        File.AppendAllText(folder.File("log.jsonl"), "{\"run\":\"" + run.Hash);
        log.Add(run with { Seed = 8 }, 2, DateTimeOffset.UnixEpoch);
        Assert.Equal((1, 2, 2), (log.Seconds()[run.Hash], log.Seconds()[(run with { Seed = 8 }).Hash], log.Seconds().Count));
    }

    // Once marked, a folder may hold a person's own notes; runs alone need no mark.
    [Fact]
    public void Runs_that_were_copied_are_a_store()
    {
        Compute(run);
        folder.Write("notes.txt", "mine");
        string copy = folder.File("copy");
        Directory.CreateDirectory(Path.Combine(copy, run.Hash));
        foreach (string path in Directory.EnumerateFiles(Path.Combine(folder.Path, run.Hash)))
            File.Copy(path, Path.Combine(copy, run.Hash, Path.GetFileName(path)));
        Assert.Equal([run.Hash], RunStore.Create(copy).Hashes());
        Assert.Equal([run.Hash], RunStore.Open(folder.Path).Hashes());
    }

    // What a process that was killed just after its run was complete leaves behind.
    [Fact]
    public void Scratch_of_complete_runs_is_cleared_away_and_other_scratch_kept()
    {
        Compute(run);
        string other = (run with { Seed = 8 }).Hash;
        foreach (string hash in new[] { run.Hash, other })
        {
            Directory.CreateDirectory(folder.File($".scratch/{hash}"));
            folder.Write($".scratch/{hash}/state.txt", "1\n");
            folder.Write($".scratch/{hash}.lock", "");
        }

        RunStore.Create(folder.Path);
        Assert.Equal([other, $"{other}.lock"], Directory.EnumerateFileSystemEntries(folder.File(".scratch")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_run_is_found_by_the_beginning_of_its_hash()
    {
        ImmutableArray<RunSpec> runs = StepwiseRun.Many(20, steps: 1);
        Compute([.. runs]);
        RunStore store = RunStore.Open(folder.Path);
        Assert.Equal(run.Hash.Length, store.Find(runs[0].Hash[..12].ToUpperInvariant()).Length);
        Assert.Equal(runs[0].Hash, store.Find(runs[0].Hash));
        Assert.Contains("no run here begins with 'zz'", Assert.Throws<InputException>(() => store.Find("zz")).Message, StringComparison.Ordinal);
        // Twenty hashes and sixteen digits: two begin alike.
        string shared = runs.GroupBy(static each => each.Hash[..1]).First(static group => group.Count() > 1).Key;
        Assert.Contains("several runs begin", Assert.Throws<InputException>(() => store.Find(shared)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("Upper")]
    [InlineData("")]
    [InlineData(".hidden")]
    public void Names_that_are_no_names_of_files_are_refused(string name)
    {
        RunResult result = new() { Numbers = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add(name, 1) };
        Assert.Contains("is no name", Assert.Throws<InvalidOperationException>(() => StoredRun.Of(run, result).Files()).Message, StringComparison.Ordinal);
    }

    private ImmutableSortedDictionary<string, RunResult> Compute(params RunSpec[] runs) => new Computation { Runs = [.. runs], Store = RunStore.Create(folder.Path) }.Compute(cancellation: TestContext.Current.CancellationToken);
}
