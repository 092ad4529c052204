using System.Text;
using System.Text.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Runs;

/// <summary>When, where and how long runs were computed: everything about them that is not the same the next time. No hash includes it, and nothing is ever taken away from it.</summary>
public sealed class RunLog
{
    private readonly string path;

    internal RunLog(string path) => this.path = path;

    /// <summary>The seconds that a run took when it was last computed here; null when the log does not say.</summary>
    public IReadOnlyDictionary<string, double> Seconds()
    {
        Dictionary<string, double> seconds = [];
        if (!File.Exists(path))
            return seconds;
        using FileStream stream = FileLock.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
            if (Entry(line) is var (run, time))
                seconds[run] = time;
        return seconds;
    }

    /// <summary>Adds a line; several processes may.</summary>
    internal void Add(RunSpec run, double seconds, DateTimeOffset finished)
    {
        byte[] line = Encoding.UTF8.GetBytes(JsonText.WriteLine(writer =>
        {
            writer.WriteString("run", run.Hash);
            writer.WriteString("kind", run.Kind.Name);
            writer.WriteNumber("seconds", Math.Round(seconds, 3));
            writer.WriteString("finished", finished.UtcDateTime);
            writer.WriteString("machine", Environment.MachineName);
            writer.WriteNumber("processors", Environment.ProcessorCount);
        }) + "\n");
        // On Unix only a file that nobody may share is locked against another writer.
        using FileStream stream = FileLock.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        // A line that was cut off by a full disk has no end: the next one begins a line of its own.
        if (stream.Seek(0, SeekOrigin.End) > 0 && stream.Seek(-1, SeekOrigin.End) >= 0 && stream.ReadByte() != '\n')
            stream.WriteByte((byte)'\n');
        stream.Write(line);
    }

    // A line that was cut off by a full disk is no reason to lose the others.
    private static (string Run, double Seconds)? Entry(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("run", out JsonElement run) && run.ValueKind == JsonValueKind.String
                && document.RootElement.TryGetProperty("seconds", out JsonElement seconds) && seconds.ValueKind == JsonValueKind.Number ? (run.GetString()!, seconds.GetDouble()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
