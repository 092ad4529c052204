using System.Text.Json;
using Lightcone.Cli.Entry;

namespace Lightcone.Comparisons.Tests;

/// <summary>Runs <c>bench</c> in this process.</summary>
internal static class CommandLine
{
    public static (int Code, string Output, string Error) Line(string line)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = Shell.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error, [BenchVerb.Create()]);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The result of a command with <c>--json</c>.</summary>
    public static JsonElement Json(string line)
    {
        (int code, string output, string error) = Line($"{line} --json");
        Assert.True(code == 0, $"{line}: exit code {code}, {error}");
        using JsonDocument document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }
}
