using System.Collections.Immutable;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Runs;

/// <summary>
/// Runs on disk, a directory each, named by the hash of what was computed. A run appears in one piece when it is complete; several processes may use one store at a time, also over a shared file system;
/// stores are merged by copying directories.
/// </summary>
/// <remarks>
/// <para>DIR/HASH holds run.json, events.jsonl and *.npy, the same bytes whenever and wherever they are computed. DIR/log.jsonl says when, where and how long; DIR/.scratch holds checkpoints and results
/// on their way, each under a lock that ends with its process. DIR/runs.json marks the folder, DIR/shards holds what job arrays say of their parts, and DIR/jobs what was asked of the lab and is not done.</para>
/// </remarks>
public sealed class RunStore
{
    private const string Mark = "runs.json";
    private const string ScratchFolder = ".scratch";
    private const int HashLength = 64;

    private RunStore(string folder) => Folder = folder;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The append-only log of what was computed when, a JSON object a line.</summary>
    public RunLog Log => new(Path.Combine(Folder, "log.jsonl"));

    /// <summary>Opens a store to write in; the folder is made when it does not exist.</summary>
    /// <exception cref="InputException">The folder holds other things.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static RunStore Create(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        RunStore store = new(folder);
        return store.Writing(() =>
        {
            if (File.Exists(folder))
                throw new IOException("it is a file");
            Directory.CreateDirectory(folder);
            store.Require();
            Directory.CreateDirectory(store.Scratch());
            store.ClearAway();
            if (!File.Exists(store.At(Mark)))
                AtomicFile.WriteText(store.At(Mark), "{\"format\": \"lightcone-runs\", \"version\": 1}\n");
            return store;
        });
    }

    /// <summary>Whether a folder has the mark of a store.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, Mark));

    /// <summary>Opens a store to read.</summary>
    /// <exception cref="InputException">The folder does not exist, or holds other things.</exception>
    public static RunStore Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            throw new InputException("there is no such folder of runs. Check the name, or compute some.", new SourceLocation(folder));
        RunStore store = new(folder);
        store.Require();
        return store;
    }

    /// <summary>The hashes of the runs that are here, sorted.</summary>
    public ImmutableArray<string> Hashes() => [.. Directory.EnumerateDirectories(Folder).Select(static path => Path.GetFileName(path)).Where(IsHash).Order(StringComparer.Ordinal)];

    /// <summary>The one hash that begins so.</summary>
    /// <exception cref="InputException">There is none, or there are several.</exception>
    public string Find(string beginning)
    {
        ArgumentException.ThrowIfNullOrEmpty(beginning);
        string[] found = [.. Hashes().Where(hash => hash.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)).Take(2)];
        return found switch
        {
            [var hash] => hash,
            [] => throw new InputException($"no run here begins with '{beginning}'. A run is named by its hash or the first digits of it.", new SourceLocation(Folder)),
            _ => throw new InputException($"several runs begin with '{beginning}', for instance {found[0][..Math.Min(HashLength, beginning.Length + 8)]} and {found[1][..Math.Min(HashLength, beginning.Length + 8)]}. Give more digits.", new SourceLocation(Folder)),
        };
    }

    /// <summary>Whether a run is here.</summary>
    public bool Has(string hash) => Directory.Exists(At(hash));

    /// <summary>Reads a run.</summary>
    /// <param name="hash">Its whole hash.</param>
    /// <exception cref="InputException">It is not here, or damaged, or another run's directory was given this name.</exception>
    public StoredRun Read(string hash)
    {
        ArgumentException.ThrowIfNullOrEmpty(hash);
        if (!IsHash(hash) || !Has(hash))
            throw new InputException($"there is no run {hash}.", new SourceLocation(Folder));
        StoredRun run = StoredRun.Read(At(hash));
        return run.Hash == hash ? run : throw new InputException($"this directory holds run {run.Hash}, not the one that it is named after. Rename or remove it.", new SourceLocation(At(hash)));
    }

    /// <summary>What a run gave when it was computed before; null when it is not here.</summary>
    /// <exception cref="InputException">Its directory is damaged.</exception>
    public RunResult? Find(RunSpec run)
    {
        ArgumentNullException.ThrowIfNull(run);
        string hash = run.Hash;
        return Has(hash) ? Read(hash).Result : null;
    }

    /// <summary>Takes a run so that no other process computes it meanwhile; null when another one has it.</summary>
    internal RunClaim? TryClaim(RunSpec run) => Writing(() => RunClaim.Try(this, run));

    /// <summary>A place in the folder of scratch.</summary>
    internal string Scratch(string name = "") => Path.Combine(Folder, ScratchFolder, name);

    internal string At(string name) => Path.Combine(Folder, name);

    /// <summary>Does what writes; what the system says against it names the folder.</summary>
    internal T Writing<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException($"cannot write in '{Folder}': permission was denied.", exception);
        }
        catch (IOException exception) when (!exception.Message.StartsWith("cannot write", StringComparison.Ordinal))
        {
            throw new IOException($"cannot write in '{Folder}': {exception.Message.Split(" : '")[0].TrimEnd('.')}", exception);
        }
    }

    internal static bool IsHash(string name) => name.Length == HashLength && name.All(char.IsAsciiHexDigitLower);

    // Who was killed when its run was just complete could not clear up. Who is at it still finds nothing left to do.
    private void ClearAway()
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(Scratch()).ToArray())
            if (Path.GetFileName(path) is { Length: >= HashLength } name && IsHash(name[..HashLength]) && Has(name[..HashLength]))
                RunClaim.Remove(path);
    }

    // A folder without the mark may still be one into which runs alone were copied, or one that another process is making, or was when it was killed.
    private void Require()
    {
        if (File.Exists(At(Mark)))
        {
            if (!File.ReadAllText(At(Mark)).Contains("lightcone-runs", StringComparison.Ordinal))
                throw new InputException("this is not the mark of a folder of runs. Choose an empty folder, or one of runs.", new SourceLocation(At(Mark)));
            return;
        }

        string? foreign = Directory.EnumerateFileSystemEntries(Folder).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal).FirstOrDefault(static name => !IsHash(name) && name is not ("log.jsonl" or "shards" or "jobs" or ScratchFolder) && !name.StartsWith(Mark, StringComparison.Ordinal) && !name.StartsWith("index.sqlite", StringComparison.Ordinal));
        if (foreign is not null)
            throw new InputException($"this folder holds '{foreign}', which is no run. Choose an empty folder, or one of runs.", new SourceLocation(Folder));
    }
}
