using System.Globalization;

namespace Lightcone.Experiments.Runs;

/// <summary>A run that this process computes: a lock that ends with the process, a folder for checkpoints that outlives it, and the way of the result into the store.</summary>
internal sealed class RunClaim : IDisposable
{
    // Between the hash and the name of who writes it, of a result that is not whole yet.
    private const string Half = ".result.";

    private readonly RunStore store;
    private readonly RunSpec run;
    private readonly FileStream held;
    private readonly string hash;
    private static long completed;
    private bool isDone;

    private RunClaim(RunStore store, RunSpec run, FileStream held) => (this.store, this.run, this.held, hash) = (store, run, held, run.Hash);

    /// <summary>Where checkpoints go.</summary>
    public string Checkpoints => store.Scratch(hash);

    /// <summary>Takes a run; null when another process has it.</summary>
    public static RunClaim? Try(RunStore store, RunSpec run)
    {
        try
        {
            RunClaim claim = new(store, run, new FileStream(store.Scratch(run.Hash + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            Directory.CreateDirectory(claim.Checkpoints);
            return claim;
        }
        catch (IOException exception) when (FileLock.IsTaken(exception))
        {
            return null;
        }
    }

    /// <summary>Puts the result into the store in one piece.</summary>
    public void Complete(RunResult result)
    {
        // A name of its own: where locks do not reach, two processes may complete one run, and neither may move the other's half.
        string work = store.Scratch(string.Create(CultureInfo.InvariantCulture, $"{hash}{Half}{Environment.MachineName}-{Environment.ProcessId}-{Interlocked.Increment(ref completed)}"));
        store.Writing<object?>(() =>
        {
            try
            {
                Remove(work);
                Directory.CreateDirectory(work);
                foreach ((string name, byte[] bytes) in StoredRun.Of(run, result).Files())
                    File.WriteAllBytes(Path.Combine(work, name), bytes);
                Directory.Move(work, store.At(hash));
            }
            catch (IOException) when (store.Has(hash))
            {
                // Another process was first, and may have cleared this one's half away: its result is the same.
                Remove(work);
            }
            catch
            {
                Remove(work);
                throw;
            }

            isDone = true;
            return null;
        });
    }

    /// <summary>Says that the run is in the store, put there by somebody else.</summary>
    public void IsThere() => isDone = true;

    public void Dispose()
    {
        // Only what is in the store may lose its lock file: whoever waits for it looks there next.
        if (isDone)
        {
            Remove(Checkpoints);
            foreach (string half in Halves())
                Remove(half);
            Remove(held.Name);
        }

        held.Dispose();
        if (isDone && OperatingSystem.IsWindows())
            Remove(held.Name);
    }

    // What processes that were killed while they wrote this result left behind.
    private string[] Halves()
    {
        string[] halves = [];
        Try(() => halves = Directory.GetDirectories(store.Scratch(), $"{hash}{Half}*"));
        return halves;
    }

    /// <summary>Removes a file or folder if it is there and can be removed.</summary>
    public static void Remove(string path) => Try(() =>
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    });

    // What cannot be cleared away harms nobody.
    private static void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
