using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Runs;

/// <summary>A run as its directory holds it: which one, and what came out.</summary>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Version">The version of its kind.</param>
/// <param name="Settings">Its settings on one line of JSON.</param>
/// <param name="Command">The command that computes it from nothing.</param>
/// <param name="Result">What came out.</param>
public sealed record StoredRun(string Kind, int Version, string Settings, string Command, RunResult Result)
{
    internal const string Format = "lightcone-run";
    internal const string Description = "run.json";
    internal const string Events = "events.jsonl";
    private const int FormatVersion = 1;

    /// <summary>Kind, version and settings on one line, as <see cref="RunSpec.Text"/>.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Version} {Settings}");

    /// <summary>The hash that names the directory.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>A run and its result.</summary>
    public static StoredRun Of(RunSpec run, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(result);
        return new(run.Kind.Name, run.Kind.Version, run.Kind.Write(run), run.Command, result);
    }

    /// <summary>The run itself, of one of these kinds.</summary>
    /// <exception cref="InputException">None of the kinds is its own, or its version is another one.</exception>
    public RunSpec Spec(IEnumerable<RunKind> kinds) => RunKind.Parse(Text, kinds);

    /// <summary>Every file of the directory with its bytes, sorted by name: a function of run and result alone.</summary>
    /// <exception cref="InvalidOperationException">A number, array or event is not as <see cref="RunResult"/> says.</exception>
    public ImmutableSortedDictionary<string, byte[]> Files()
    {
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        if (!Result.Events.IsEmpty)
            files.Add(Events, Encoding.UTF8.GetBytes(string.Concat(Result.Events.Select(static line => line.Contains('\n', StringComparison.Ordinal) ? throw new InvalidOperationException("An event takes one line.") : line + "\n"))));
        foreach ((string name, NpyArray array) in Result.Arrays)
            files.Add($"{Named(name)}.npy", array.ToFile());
        byte[] description = Describe(files);
        files.Add(Description, description);
        return files.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>Reads a directory and checks that every byte is what was written.</summary>
    /// <exception cref="InputException">Something is missing, foreign or damaged; the message says what.</exception>
    internal static StoredRun Read(string folder)
    {
        string path = Path.Combine(folder, Description);
        byte[] text = Bytes(path);
        using JsonDocument document = JsonText.Parse(text, path);
        JsonText root = new(document.RootElement, path, "$");
        root.RequireFormat(Format, FormatVersion);
        ImmutableSortedDictionary<string, double>.Builder numbers = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach ((string name, JsonText value) in root.Member("numbers").Members())
            numbers.Add(IsName(name) ? name : throw root.Error("numbers", $"'{name}' is no name of a number"), value.AnyDouble());
        ImmutableSortedDictionary<string, NpyArray>.Builder arrays = ImmutableSortedDictionary.CreateBuilder<string, NpyArray>(StringComparer.Ordinal);
        ImmutableArray<string> events = [];
        foreach ((string name, JsonText value) in root.Member("files").Members())
        {
            if (name != Events && !(name.EndsWith(".npy", StringComparison.Ordinal) && IsName(name[..^4])))
                throw root.Error("files", $"'{name}' is no file of a run");
            string file = Path.Combine(folder, name);
            byte[] bytes = Bytes(file);
            if (Sha256(bytes) != value.Text())
                throw new InputException("these bytes are not those that the run wrote. Remove the folder of the run to have it computed again.", new SourceLocation(file));
            if (name == Events)
                events = [.. Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
            else
                arrays.Add(name[..^4], NpyArray.Parse(bytes, file));
        }

        StoredRun run = new(
            root.Text("kind"), root.Int32("kindVersion", 1, int.MaxValue), document.RootElement.TryGetProperty("settings", out JsonElement settings) ? settings.GetRawText() : throw root.Error(null, "expected a member \"settings\""), root.Text("command"),
            new() { Numbers = numbers.ToImmutable(), Arrays = arrays.ToImmutable(), Events = events });
        // Whatever was changed by hand, the description is no longer the one that these contents have.
        if (!run.Files()[Description].AsSpan().SequenceEqual(text))
            throw new InputException("this description is not the one that the run wrote. Remove the folder of the run to have it computed again.", new SourceLocation(path));
        return run;
    }

    /// <summary>SHA-256 over all files with their names: equal results have equal ones.</summary>
    public string ContentHash()
    {
        StringBuilder all = new();
        foreach ((string name, byte[] bytes) in Files())
            all.Append(name).Append(' ').Append(Sha256(bytes)).Append('\n');
        return Sha256(Encoding.UTF8.GetBytes($"{all}"));
    }

    private byte[] Describe(SortedDictionary<string, byte[]> files)
    {
        string numbers = JsonText.WriteLine(writer =>
        {
            foreach ((string name, double value) in Result.Numbers)
                JsonText.WriteAnyDouble(writer, Named(name), value);
        });
        return Encoding.UTF8.GetBytes(JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteNumber("version", FormatVersion);
            writer.WriteString("kind", Kind);
            writer.WriteNumber("kindVersion", Version);
            writer.WritePropertyName("settings");
            writer.WriteRawValue(Settings);
            writer.WriteString("command", Command);
            writer.WriteStartObject("numbers");
            foreach ((string name, double value) in Result.Numbers)
                JsonText.WriteAnyDouble(writer, name, value);
            writer.WriteEndObject();
            writer.WriteStartObject("files");
            foreach ((string name, byte[] bytes) in files)
                writer.WriteString(name, Sha256(bytes));
            writer.WriteEndObject();
            writer.WriteString("digest", Sha256(Encoding.UTF8.GetBytes($"{Text}\n{Command}\n{numbers}\n{string.Concat(files.Select(static file => $"{file.Key} {Sha256(file.Value)}\n"))}")));
            writer.WriteEndObject();
        }));
    }

    private static byte[] Bytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException("this file of a run is missing. Remove the folder of the run to have it computed again.", new SourceLocation(file));
        }
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Named(string name) => IsName(name) ? name : throw new InvalidOperationException($"'{name}' is no name of a number or array: lower-case letters and digits, with hyphens, dots or underscores between.");

    private static bool IsName(string name) => name.Length is > 0 and <= 100 && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '_') && char.IsAsciiLetterOrDigit(name[0]);
}
