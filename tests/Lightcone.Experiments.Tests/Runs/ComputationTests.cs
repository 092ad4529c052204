using System.Collections.Immutable;
using System.Diagnostics;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Tests.Runs;

public sealed class ComputationTests : IDisposable
{
    private const string FolderVariable = "LIGHTCONE_TEST_RUNS";
    private const string Told = "step";
    private const int Runs = 12;
    private const int Steps = 40;
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        StepwiseRun.Stepped = null;
        folder.Dispose();
    }

    [Fact]
    public void Threads_and_shards_change_no_byte()
    {
        ImmutableArray<RunSpec> runs = StepwiseRun.Many(23);
        string whole = Compute("whole", runs);
        Assert.Equal(StoreContents.Of(whole), StoreContents.Of(Compute("threads", runs, threads: 3)));
        foreach (int count in new[] { 1, 2, 7 })
        {
            string merged = folder.File($"merged {count}");
            for (int number = 1; number <= count; number++)
            {
                string part = Compute($"part {number} of {count}", runs, shard: new(number, count));
                foreach (string hash in RunStore.Open(part).Hashes())
                {
                    Directory.CreateDirectory(merged);
                    Directory.Move(Path.Combine(part, hash), Path.Combine(merged, hash));
                }
            }

            Assert.Equal(StoreContents.Of(whole), StoreContents.Of(merged));
        }

        ImmutableSortedDictionary<string, RunResult> memory = new Computation { Runs = runs, Threads = 2 }.Compute(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(RunStore.Open(whole).Hashes().AsEnumerable(), memory.Keys);
        Assert.Equal(RunStore.Open(whole).Read(runs[0].Hash).ContentHash(), StoredRun.Of(runs[0], memory[runs[0].Hash]).ContentHash());
    }

    [Fact]
    public void Shards_are_disjoint_and_hold_every_run_once()
    {
        ImmutableArray<RunSpec> runs = StepwiseRun.Many(50, steps: 1);
        string[] dealt = [.. Enumerable.Range(1, 7).SelectMany(number => new Shard(number, 7).Of(runs.AddRange(runs))).Select(static run => run.Hash)];
        Assert.Equal(runs.Select(static run => run.Hash).Order(StringComparer.Ordinal), dealt.Order(StringComparer.Ordinal));
        Assert.All(Enumerable.Range(1, 7), number => Assert.InRange(new Shard(number, 7).Of(runs).Length, 7, 8));
    }

    [Theory]
    [InlineData("3/7", 3, 7)]
    [InlineData("1/1", 1, 1)]
    public void A_shard_is_read(string text, int number, int count) => Assert.Equal(new Shard(number, count), Shard.Parse(text));

    [Theory]
    [InlineData("0/7")]
    [InlineData("8/7")]
    [InlineData("7")]
    [InlineData("a/b")]
    [InlineData("1/0")]
    [InlineData("-1/2")]
    [InlineData("1/2/3")]
    [InlineData("1/999999999")]
    public void What_is_no_shard_is_refused(string text) => Assert.Contains("3/7", Assert.Throws<InputException>(() => Shard.Parse(text)).Message, StringComparison.Ordinal);

    // Locks are of open files, so two computations in one process meet as two processes do.
    [Fact]
    public async Task Two_computations_on_one_folder_share_the_work()
    {
        ImmutableArray<RunSpec> runs = StepwiseRun.Many(30);
        string shared = folder.File("shared");
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Compute("shared", runs, threads: 2), TestContext.Current.CancellationToken)));
        Assert.Equal(StoreContents.Of(Compute("alone", runs)), StoreContents.Of(shared));
        Assert.Equal(runs.Select(static run => run.Hash).Order(StringComparer.Ordinal), StoreContents.Logged(shared).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(shared, ".scratch")));
    }

    [Fact]
    public void Interrupted_it_goes_on_from_its_checkpoints()
    {
        ImmutableArray<RunSpec> runs = StepwiseRun.Many(3, Steps);
        string half = folder.File("half");
        using CancellationTokenSource stop = new();
        int steps = 0;
        StepwiseRun.Stepped = (_, _) =>
        {
            if (++steps == Steps + 10)
                stop.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => new Computation { Runs = runs, Store = RunStore.Create(half) }.Compute(cancellation: stop.Token));
        Assert.Single(RunStore.Open(half).Hashes());
        Compute("half", runs);
        Assert.Equal(3 * Steps, steps);
        StepwiseRun.Stepped = null;
        Assert.Equal(StoreContents.Of(Compute("whole", runs)), StoreContents.Of(half));
    }

    [Fact]
    public void A_run_that_fails_ends_it_and_what_is_complete_stays()
    {
        ImmutableArray<RunSpec> runs = Shard.Whole.Of(StepwiseRun.Many(4));
        StepwiseRun failing = Enumerable.Range(0, 1_000).Select(static seed => new StepwiseRun { Seed = (ulong)seed, FailsAt = 3 }).First(run => string.CompareOrdinal(run.Hash, runs[3].Hash) > 0);
        Assert.Contains("step 3 failed", Assert.Throws<InvalidOperationException>(() => Compute("failing", runs.Add(failing))).Message, StringComparison.Ordinal);
        Assert.Equal(4, RunStore.Open(folder.File("failing")).Hashes().Length);
    }

    [Fact]
    public void Progress_goes_from_nothing_to_all()
    {
        ImmutableArray<RunSpec> runs = StepwiseRun.Many(4);
        Compute("told", [.. runs.Take(1)]);
        Lines told = new();
        new Computation { Runs = runs, Store = RunStore.Create(folder.File("told")), Threads = 2 }.Compute(told, TestContext.Current.CancellationToken);
        Assert.Equal(new(4, 1, 1, 0), told.All[0]);
        Assert.Equal(new(4, 4, 1, 1), told.All[^1]);
        Assert.All(told.All.Zip(told.All.Skip(1)), static pair => Assert.True(pair.Second.Done >= pair.First.Done && pair.Second.Share >= pair.First.Share - 1e-12));
    }

    // Killed without a warning at a step that nobody chose, and then a little later: what is there is whole, and what follows is the same bytes.
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void A_killed_computation_goes_on_to_the_same_bytes()
    {
        string killed = folder.File("killed");
        RandomStream stream = new(3, "moments");
        int kills = Round.Count(1, 2, 20);
        for (int kill = 0; kill < kills; kill++)
        {
            using Process child = TestProcess.Start(["--filter-method", $"*.{nameof(The_child_of_the_kill_test_computes)}"], (FolderVariable, killed));
            for (int steps = 1 + stream.NextInt32(Runs * Steps / kills); steps > 0; steps--)
                while (child.StandardOutput.ReadLine()?.StartsWith(Told, StringComparison.Ordinal) == false)
                {
                }

            Thread.SpinWait(stream.NextInt32(1_000_000));
            child.Kill();
            child.WaitForExit();
            Assert.All(RunStore.Open(killed).Hashes(), hash => Assert.Equal(hash, RunStore.Open(killed).Read(hash).Hash));
        }

        ImmutableArray<RunSpec> runs = StepwiseRun.Many(Runs, Steps);
        Compute("killed", runs);
        Assert.Equal(StoreContents.Of(Compute("undisturbed", runs)), StoreContents.Of(killed));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(killed, ".scratch")));
    }

    // Killed while it wrote its result, a process leaves half of it; whoever completes the run clears it away.
    [Fact]
    public void Half_a_result_of_a_killed_process_is_cleared_away()
    {
        ImmutableArray<RunSpec> runs = StepwiseRun.Many(Runs, Steps);
        string path = folder.File("half");
        RunStore.Create(path);
        string half = Directory.CreateDirectory(Path.Combine(path, ".scratch", $"{runs[0].Hash}.result.elsewhere-1-1")).FullName;
        File.WriteAllText(Path.Combine(half, "run.json"), "{");
        Compute("half", runs);
        Assert.Equal(StoreContents.Of(Compute("whole", runs)), StoreContents.Of(path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(path, ".scratch")));
    }

    // Alone it computes in a folder of its own; as a child it tells of each step that is on disk.
    [Fact]
    public void The_child_of_the_kill_test_computes()
    {
        string? shared = Environment.GetEnvironmentVariable(FolderVariable);
        if (shared is not null)
            StepwiseRun.Stepped = static (run, step) => Console.WriteLine($"{Told} {run.Seed} {step}");
        Assert.Equal(Runs, new Computation { Runs = StepwiseRun.Many(Runs, Steps), Store = RunStore.Create(shared ?? folder.File("own")), Threads = 2 }.Compute(cancellation: TestContext.Current.CancellationToken).Count);
    }

    private string Compute(string name, ImmutableArray<RunSpec> runs, int threads = 1, Shard? shard = null)
    {
        string path = folder.File(name);
        new Computation { Runs = runs, Store = RunStore.Create(path), Threads = threads, Shard = shard ?? Shard.Whole }.Compute(cancellation: TestContext.Current.CancellationToken);
        return path;
    }

    private sealed class Lines : IProgress<ComputationProgress>
    {
        public List<ComputationProgress> All { get; } = [];

        public void Report(ComputationProgress value) => All.Add(value);
    }
}
