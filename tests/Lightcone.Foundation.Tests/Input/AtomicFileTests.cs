using Lightcone.Foundation.Input;

namespace Lightcone.Foundation.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lightcone-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        string path = Path.Combine(folder, "a.txt");
        AtomicFile.WriteText(path, "old");
        Assert.Throws<IOException>(() => AtomicFile.Write(path, static stream =>
        {
            stream.WriteByte(1);
            throw new IOException("full");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_missing_folder_and_a_folder_are_named_as_they_were_given()
    {
        string missing = Path.Combine(folder, "no", "a.txt");
        Assert.Contains($"'{missing}'", Assert.Throws<IOException>(() => AtomicFile.WriteText(missing, "x")).Message, StringComparison.Ordinal);
        Assert.Contains("it is a folder", Assert.Throws<IOException>(() => AtomicFile.WriteText(folder, "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        string target = Path.Combine(folder, "target.txt");
        string link = Path.Combine(folder, "link.txt");
        AtomicFile.WriteText(target, "old");
        File.CreateSymbolicLink(link, target);
        AtomicFile.WriteText(link, "new");
        Assert.Equal("new", File.ReadAllText(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    /// <summary>What lies in shared memory is a file like any other, though its path begins with that of devices.</summary>
    [Fact]
    public void Shared_memory_is_no_device()
    {
        if (!Directory.Exists("/dev/shm"))
            return;
        string path = $"/dev/shm/lightcone-{Environment.ProcessId}.txt";
        AtomicFile.WriteText(path, "new");
        Assert.Equal("new", File.ReadAllText(path));
        File.Delete(path);
    }

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        if (!File.Exists("/dev/full"))
            return;
        Assert.Throws<IOException>(static () => AtomicFile.WriteText("/dev/full", "x"));
        AtomicFile.WriteText("/dev/null", "x");
        Assert.Empty(File.ReadAllBytes("/dev/null"));
        Assert.Empty(Directory.GetFiles("/dev", "*.tmp"));
    }

    // A process that was killed leaves its temporary file; the next writer of the same file clears it away, and no other file.
    [Fact]
    public void What_a_killed_writer_left_is_removed_by_the_next_one()
    {
        string path = Path.Combine(folder, "a.txt");
        string[] kept = ["a.txt.tmp", "a.txt.b.tmp", "b.txt.2147483600-1.tmp", "a.txt.2147483600-b.tmp", "a.txt.-1.tmp", $"a.txt.{Environment.ProcessId}0.txt"];
        foreach (string name in kept)
            File.WriteAllText(Path.Combine(folder, name), "kept");
        File.WriteAllText($"{path}.2147483600-1.tmp", "abandoned");
        AtomicFile.WriteText(path, "new");
        Assert.Equal([.. kept.Append("a.txt").Order(StringComparer.Ordinal)], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_another_writer_still_holds_is_left_alone()
    {
        string held = Path.Combine(folder, "a.txt.2147483600-1.tmp");
        using (new FileStream(held, FileMode.Create, FileAccess.Write, FileShare.None))
            AtomicFile.WriteText(Path.Combine(folder, "a.txt"), "new");
        Assert.True(File.Exists(held));
    }

    // Files in the making were once named after the process alone: two threads of one met in the same.
    [Fact]
    public void Any_number_of_threads_may_write_one_file()
    {
        string path = Path.Combine(folder, "shared.txt");
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => AtomicFile.WriteText(path, new string((char)('a' + (i % 26)), 20_000)));
        string last = File.ReadAllText(path);
        Assert.Equal(new string(last[0], 20_000), last);
        Assert.Equal([path], Directory.GetFiles(folder));
    }
}
