using System.Runtime.Versioning;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Runs;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class SlurmTests
{
    // Quick ones that hold: the exit code tells of claims as well as of runs.
    private const string Claims = "lightcone.addition.exact,lightcone.addition.certified,lightcone.parity,lightcone.rule110";

    // Half-way a worker dies with what it computes. Its part is computed again elsewhere, from the start or from what is there, and every run is there once.
    [Fact]
    [Trait(Round.Trait, Round.All)]
    public async Task A_job_array_computes_every_run_once_though_a_worker_dies()
    {
        OutsideJudge.Slurm.Require();
        using SlurmCluster cluster = new();
        string runs = Path.Combine(cluster.Shared, "runs"), script = Path.Combine(cluster.Shared, "claims.sh"), program = Path.Combine(cluster.Shared, "lightcone");
        File.WriteAllText(program, $"#!/bin/bash\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.dll")}' \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (int code, string text, string error) = CommandLine.Run("sweep", "emit", "slurm", "--nodes", "4", "--time", "30", "--out", runs, "--", "claims", "--budget", "full", "--only", Claims);
        Assert.True(code == 0, error);
        File.WriteAllText(script, text);

        // Marked before the jobs begin, so that there is a folder to watch.
        RunStore store = RunStore.Create(runs);
        string[] expected = [.. Claims.Split(',').SelectMany(static name => Ledger.Find(name)).SelectMany(static claim => claim.Runs(Budget.Full)).Select(static run => run.Hash).Distinct().Order(StringComparer.Ordinal)];
        TaskCompletionSource half = new();
        int seen = 0;
        using FileSystemWatcher watcher = new(runs) { NotifyFilter = NotifyFilters.DirectoryName };
        watcher.Created += (_, created) =>
        {
            if (created.Name!.Length == 64 && Interlocked.Increment(ref seen) >= expected.Length / 2)
                half.TrySetResult();
        };
        watcher.EnableRaisingEvents = true;
        Task<(int Code, string Output)> array = Task.Run(() => cluster.Run("/usr/bin/sbatch", "--wait", script), TestContext.Current.CancellationToken);
        if (await Task.WhenAny(half.Task, array) == array)
            Assert.Fail($"the array ended before half of it was done:\n{(await array).Output}");
        cluster.KillLastWorker();
        (int ended, string output) = await array;
        // SLURM requeues what was on a worker that is gone; where it counts as failed instead, the same script computes what is missing.
        if (store.Hashes().Length < expected.Length)
            (ended, output) = cluster.Run("/usr/bin/sbatch", "--wait", script);
        Assert.True(ended == 0, $"{output}\n{string.Join('\n', Directory.EnumerateFiles(cluster.Shared, "*.out").Select(File.ReadAllText))}");
        Assert.Equal(expected, store.Hashes());
        string[] logged = [.. File.ReadAllLines(Path.Combine(runs, "log.jsonl")).Select(static line => line.Split('"')[3])];
        Assert.Equal(logged.Distinct().Count(), logged.Length);
        Assert.Equal(["0", "0", "0", "0"], Directory.EnumerateFiles(Path.Combine(runs, "shards")).Select(static path => File.ReadAllText(path).Trim()));

        using TemporaryFolder alone = new();
        Assert.Equal(0, CommandLine.Run("claims", "--budget", "full", "--only", Claims, "--out", alone.Path).Code);
        Assert.All(expected, hash => Assert.Equal(RunStore.Open(alone.Path).Read(hash).ContentHash(), store.Read(hash).ContentHash()));
    }
}
