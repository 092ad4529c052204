using Lightcone.Flows.Encoders;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text;

namespace Lightcone.Cli;

/// <summary>Where a verb writes: results to one side, progress to the other.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private static readonly JsonWriterOptions JsonStyle = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For the result, and nothing else.</summary>
    public TextWriter Out { get; } = output;

    /// <summary>For progress and warnings.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Whether a person looks at standard output. A program's own writer, as in tests, is no person.</summary>
    public bool IsWatched => ReferenceEquals(Out, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>Whether a person looks at standard error: only then may progress rewrite its line.</summary>
    public bool ProgressIsWatched => ReferenceEquals(Error, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>Whether the result may be colored: a person looks, the terminal is not dumb, and NO_COLOR (no-color.org) is unset or empty.</summary>
    public bool HasColor => IsWatched && Environment.GetEnvironmentVariable("NO_COLOR") is null or "" && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>A line of progress.</summary>
    public void Say(string line) => Error.WriteLine(line);

    /// <summary>The result as one JSON object.</summary>
    /// <param name="members">Writes the members of the object.</param>
    public void Json(Action<Utf8JsonWriter> members)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, JsonStyle))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        Out.Write(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n");
    }
}
