using System.Collections.Immutable;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Microsoft.Data.Sqlite;

namespace Lightcone.RunIndex;

/// <summary>The runs of a store in a SQLite file beside them (DIR/index.sqlite), brought up to date when it is opened. Whoever throws it away, or damages it, gets it again.</summary>
public sealed class RunCatalog : IDisposable
{
    private const int Schema = 1;
    private const string InMemory = ":memory:";

    private readonly SqliteConnection connection;

    private RunCatalog(SqliteConnection connection) => this.connection = connection;

    /// <summary>Directories that could not be read, each with the reason.</summary>
    public ImmutableArray<string> Damaged { get; private set; } = [];

    /// <summary>Opens the index of a store and brings it up to date: new directories are read once, vanished ones forgotten. Where the folder cannot be written, the index is in memory.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static RunCatalog Open(RunStore store, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        string path = Path.Combine(store.Folder, "index.sqlite");
        foreach (string source in new[] { path, path, InMemory })
        {
            try
            {
                return Open(source, store, cancellation);
            }
            catch (SqliteException) when (source != InMemory)
            {
                // Damaged, of another version, or not writable: made anew, or else in memory.
                Discard(path);
            }
        }

        throw new InvalidOperationException("an index in memory can always be made.");
    }

    /// <summary>All runs, or those of one kind, by kind and settings.</summary>
    public ImmutableArray<RunIndexEntry> List(string? kind = null)
    {
        Dictionary<string, ImmutableSortedDictionary<string, double>.Builder> numbers = [];
        using (SqliteCommand command = Command("SELECT hash, name, value FROM numbers"))
        using (SqliteDataReader reader = command.ExecuteReader())
            while (reader.Read())
            {
                if (!numbers.TryGetValue(reader.GetString(0), out ImmutableSortedDictionary<string, double>.Builder? own))
                    numbers.Add(reader.GetString(0), own = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal));
                // SQLite keeps NaN as null.
                own.Add(reader.GetString(1), reader.IsDBNull(2) ? double.NaN : reader.GetDouble(2));
            }

        ImmutableArray<RunIndexEntry>.Builder runs = ImmutableArray.CreateBuilder<RunIndexEntry>();
        using SqliteCommand list = Command("SELECT hash, kind, version, settings FROM runs WHERE $kind IS NULL OR kind = $kind ORDER BY kind, version, settings", ("$kind", kind));
        using SqliteDataReader rows = list.ExecuteReader();
        while (rows.Read())
            runs.Add(new(rows.GetString(0), rows.GetString(1), rows.GetInt32(2), rows.GetString(3),
                numbers.TryGetValue(rows.GetString(0), out ImmutableSortedDictionary<string, double>.Builder? found) ? found.ToImmutable() : ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)));
        return runs.ToImmutable();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => connection.Dispose();

    private static RunCatalog Open(string source, RunStore store, CancellationToken cancellation)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = source, Pooling = false }.ToString());
        RunCatalog catalog = new(connection);
        try
        {
            connection.Open();
            catalog.Prepare();
            catalog.Refresh(store, cancellation);
            return catalog;
        }
        catch
        {
            catalog.Dispose();
            throw;
        }
    }

    private void Prepare()
    {
        using SqliteCommand version = Command("PRAGMA user_version");
        if (Convert.ToInt64(version.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == Schema)
            return;
        Execute("DROP TABLE IF EXISTS runs");
        Execute("DROP TABLE IF EXISTS numbers");
        Execute("CREATE TABLE runs (hash TEXT PRIMARY KEY, kind TEXT NOT NULL, version INTEGER NOT NULL, settings TEXT NOT NULL) WITHOUT ROWID");
        Execute("CREATE TABLE numbers (hash TEXT NOT NULL, name TEXT NOT NULL, value REAL, PRIMARY KEY (hash, name)) WITHOUT ROWID");
        Execute("PRAGMA user_version = 1");
    }

    private void Refresh(RunStore store, CancellationToken cancellation)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        HashSet<string> known = [];
        using (SqliteCommand command = Command("SELECT hash FROM runs"))
        using (SqliteDataReader reader = command.ExecuteReader())
            while (reader.Read())
                known.Add(reader.GetString(0));
        ImmutableArray<string> here = store.Hashes();
        foreach (string gone in known.Except(here).ToArray())
        {
            Execute("DELETE FROM runs WHERE hash = $hash", ("$hash", gone));
            Execute("DELETE FROM numbers WHERE hash = $hash", ("$hash", gone));
        }

        ImmutableArray<string>.Builder damaged = ImmutableArray.CreateBuilder<string>();
        foreach (string hash in here.Except(known))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                Add(store.Read(hash));
            }
            catch (InputException exception)
            {
                damaged.Add(exception.Message);
            }
        }

        Damaged = damaged.ToImmutable();
        transaction.Commit();
    }

    private void Add(StoredRun run)
    {
        string hash = run.Hash;
        Execute("INSERT INTO runs VALUES ($hash, $kind, $version, $settings)", ("$hash", hash), ("$kind", run.Kind), ("$version", run.Version), ("$settings", run.Settings));
        foreach ((string name, double value) in run.Result.Numbers)
            Execute("INSERT INTO numbers VALUES ($hash, $name, $value)", ("$hash", hash), ("$name", name), ("$value", double.IsNaN(value) ? null : value));
    }

    private void Execute(string text, params (string Name, object? Value)[] parameters)
    {
        using SqliteCommand command = Command(text, parameters);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string text, params (string Name, object? Value)[] parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        foreach ((string name, object? value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It stays; the next attempt says whether it matters.
        }
    }
}
