using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Runs;

/// <summary>A kind of run: its name, the version of what it computes, and how its settings are written and read. One static value per type of <see cref="RunSpec"/>.</summary>
public sealed class RunKind
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly JsonTypeInfo settings;

    /// <summary>Names a kind.</summary>
    /// <param name="name">Lower-case words with hyphens, as in "landscape-training".</param>
    /// <param name="version">From 1; a change of what is computed from equal settings raises it, so that old directories are not taken for new ones.</param>
    /// <param name="settings">How the settings are serialized: members in the order of their declaration.</param>
    public RunKind(string name, int version, JsonTypeInfo settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(version);
        ArgumentNullException.ThrowIfNull(settings);
        (Name, Version, this.settings) = (name, version, settings);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The version of what is computed.</summary>
    public int Version { get; }

    /// <summary>The run that <see cref="RunSpec.Text"/> gives: kind, version and settings on one line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="kinds">The kinds it may be of.</param>
    /// <exception cref="InputException">It is no run of these kinds, or of another version.</exception>
    public static RunSpec Parse(string text, IEnumerable<RunKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(kinds);
        RunKind[] known = [.. kinds];
        if (text.Split(' ', 3) is not [var name, var version, var json])
            throw new InputException($"'{text}' is no run: expected kind, version and settings, as in run.json of a run.");
        if (Array.Find(known, kind => kind.Name == name) is not { } own)
            throw new InputException($"there is no kind of run '{name}'. The kinds are {string.Join(", ", known.Select(static kind => kind.Name))}.");
        return version == own.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ? own.Read(json, default)
            : throw new InputException($"this is a {name} run of version {version}; this program computes version {own.Version}, which may give other numbers. Use the program that wrote it.");
    }

    /// <summary>The settings of a run on one line of JSON: equal runs give equal text.</summary>
    internal string Write(RunSpec run)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, OneLine))
            JsonSerializer.Serialize(writer, run, settings);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>The run whose settings these are.</summary>
    /// <exception cref="InputException">The text is not what <see cref="Write"/> gives.</exception>
    internal RunSpec Read(string text, SourceLocation place)
    {
        try
        {
            RunSpec run = (RunSpec?)JsonSerializer.Deserialize(text, settings) ?? throw new InputException($"the settings of a {Name} run are null.", place);
            // Members that nobody knows are passed over by the reader; another text would be another run.
            return Write(run) == text ? run : throw new InputException($"these settings of a {Name} run are not written as this program writes them: {Write(run)}. Use that text, or the program that wrote them.", place);
        }
        catch (JsonException exception)
        {
            throw new InputException($"these are no settings of a {Name} run: {exception.Message}", place);
        }
    }
}
