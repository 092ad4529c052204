using System.Collections.Immutable;
using Lightcone.Experiments.Exactness;
using Lightcone.Experiments.Runs;

namespace Lightcone.RunIndex.Tests;

public sealed class RunCatalogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_lists_what_the_directories_hold()
    {
        RunStore store = Fill(1, 2, 3);
        using RunCatalog catalog = RunCatalog.Open(store);
        ImmutableArray<RunIndexEntry> runs = catalog.List();
        Assert.Equal(store.Hashes().AsEnumerable(), runs.Select(static run => run.Hash).Order(StringComparer.Ordinal));
        Assert.All(runs, run =>
        {
            StoredRun stored = store.Read(run.Hash);
            Assert.Equal((stored.Kind, stored.Version, stored.Settings), (run.Kind, run.Version, run.Settings));
            Assert.Equal(stored.Result.Numbers.AsEnumerable(), run.Numbers);
        });
        Assert.Equal(3, catalog.List("exactness").Length);
        Assert.Empty(catalog.List("other"));
        Assert.Empty(catalog.Damaged);
    }

    [Fact]
    public void It_follows_the_directories()
    {
        RunStore store = Fill(1, 2);
        Assert.Equal(2, List(store).Length);
        Directory.Delete(Path.Combine(folder.Path, store.Hashes()[0]), recursive: true);
        Fill(3, 4);
        Assert.Equal(store.Hashes().AsEnumerable(), List(store).Select(static run => run.Hash).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a database, and long enough to be read as the head of one: 0123456789012345678901234567890123456789")]
    public void Thrown_away_or_damaged_it_is_made_again(string content)
    {
        RunStore store = Fill(1, 2);
        RunIndexEntry[] before = [.. List(store)];
        File.WriteAllText(folder.File("index.sqlite"), content);
        Assert.Equal(before.Select(static run => run.Hash), List(store).Select(static run => run.Hash));
        File.Delete(folder.File("index.sqlite"));
        Assert.Equal(before.Select(static run => run.Settings), List(store).Select(static run => run.Settings));
        Assert.True(File.Exists(folder.File("index.sqlite")));
    }

    // Where the file cannot be, here because a folder has its name, the index is in memory.
    [Fact]
    public void Without_a_file_it_is_in_memory()
    {
        RunStore store = Fill(1, 2);
        Directory.CreateDirectory(folder.File("index.sqlite"));
        Assert.Equal(2, List(store).Length);
    }

    [Fact]
    public void Damaged_runs_are_named_and_the_others_listed()
    {
        RunStore store = Fill(1, 2);
        string damaged = store.Hashes()[0];
        File.AppendAllText(Path.Combine(folder.Path, damaged, "run.json"), "x");
        using RunCatalog catalog = RunCatalog.Open(store);
        Assert.Equal(store.Hashes()[1], Assert.Single(catalog.List()).Hash);
        Assert.Contains(damaged, Assert.Single(catalog.Damaged), StringComparison.Ordinal);
    }

    private static ImmutableArray<RunIndexEntry> List(RunStore store)
    {
        using RunCatalog catalog = RunCatalog.Open(store);
        return catalog.List();
    }

    private RunStore Fill(params int[] seeds)
    {
        RunStore store = RunStore.Create(folder.Path);
        new Computation { Runs = [.. seeds.Select(static seed => new ExactnessRun { Task = "parity", Length = 20, Inputs = 1, Seed = (ulong)seed })], Store = store }.Compute(cancellation: TestContext.Current.CancellationToken);
        return store;
    }
}
