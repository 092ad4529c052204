using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>The pictures of the docs are drawn by a script that stands beside them, charts with axes by a sample.</summary>
public sealed class PictureTests
{
    private const string Start = "./lightcone ";

    private static string Folder => Path.Combine(CommandLine.Root, "docs", "pictures");

    public static TheoryData<string> Commands => [.. File.ReadAllLines(Path.Combine(Folder, "draw")).Where(static line => line.StartsWith(Start, StringComparison.Ordinal)).Select(static line => line[Start.Length..])];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_picture_is_what_its_command_draws(string command)
    {
        string[] words = command.Split(' ');
        string name = Path.GetFileName(words[^1]);
        using TemporaryFolder folder = new();
        words[^1] = folder.File(name);
        (int code, _, string error) = CommandLine.Run(words);
        Assert.True(code == 0, error);
        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, name)), File.ReadAllBytes(folder.File(name)));
    }

    [Fact]
    public void Every_picture_is_drawn_and_shown()
    {
        string[] pictures = [.. Directory.EnumerateFiles(Folder, "*.png").Select(static path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        // Of charts only the names are compared here: their bytes are those of one version of the library that draws them.
        string charts = File.ReadAllText(Path.Combine(CommandLine.Root, "samples", "60-charts.cs"));
        string[] drawn = [.. Commands.Select(static row => Path.GetFileName(row.Data.Split(' ')[^1]))];
        Assert.All(pictures, name => Assert.True(drawn.Contains(name) || charts.Contains($"\"{name}\"", StringComparison.Ordinal), name));
        Assert.Empty(drawn.Except(pictures));
        string text = string.Concat(Directory.EnumerateFiles(Path.Combine(CommandLine.Root, "docs"), "*.md").Append(Path.Combine(CommandLine.Root, "README.md")).Select(File.ReadAllText));
        Assert.All(pictures, name => Assert.Contains($"pictures/{name})", text, StringComparison.Ordinal));
    }
}
