using System.Text.RegularExpressions;

namespace Lightcone.Cli.Tests;

/// <summary>Every command that README and docs show is run as written, and every sample is run.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>Commands that are shown because they fail, with the exit code that they are shown for.</summary>
    private static readonly Dictionary<string, int> Failing = new(StringComparer.Ordinal)
    {
        ["echo \"2+2=5\" | ./lightcone run decimal-addition --lines - --check"] = 1,
        ["./lightcone certify W110 --against W238 --seed 1"] = 1,
        ["./lightcone learn rule110 --hidden 1 --seed 1 --out broken.json"] = 1,
        ["./lightcone certify broken.json"] = 1,
        ["./lightcone learn --traces data/unknown-rule.csv --radius 1"] = 2,
    };

    public static TheoryData<string> Documents => [.. Directory.EnumerateFiles(Path.Combine(CommandLine.Root, "docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}").Append("README.md").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Samples => [.. Directory.EnumerateFiles(Path.Combine(CommandLine.Root, "samples"), "*.cs").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_of_the_documentation_runs_as_written(string document)
    {
        string folder = Directory.CreateTempSubdirectory("lightcone-docs-").FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "lightcone"), Path.Combine(CommandLine.Root, "lightcone"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "data"), Path.Combine(CommandLine.Root, "data"));
        foreach (Match block in ShellBlock().Matches(File.ReadAllText(Path.Combine(CommandLine.Root, document))))
            foreach (string line in block.Groups["text"].Value.Split('\n'))
            {
                string command = line.Split(" #", 2)[0].Trim();
                if (!command.Contains("./lightcone ", StringComparison.Ordinal))
                    continue;
                (int code, _, string error) = CommandLine.Process("/bin/bash", $"-c\u001f{command}", folder);
                Assert.True(Failing.GetValueOrDefault(command) == code, $"{document}: {command}\nexit code {code}\n{error}");
            }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_runs_and_ends_well(string sample)
    {
        (int code, string output, string error) = CommandLine.Process("dotnet", $"run\u001f{Path.Combine("samples", sample)}\u001f--configuration\u001fRelease", CommandLine.Root);
        Assert.True(code == 0, $"{sample}: exit code {code}\n{output}\n{error}");
        Assert.NotEqual("", output);
    }

    [Fact]
    public void The_program_of_the_README_is_the_one_of_the_sample()
    {
        string sample = File.ReadAllText(Path.Combine(CommandLine.Root, "samples", "20-learn-addition.cs"));
        Match block = CSharpBlock().Match(File.ReadAllText(Path.Combine(CommandLine.Root, "README.md")));
        Assert.True(block.Success);
        foreach (string line in block.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            foreach (string part in line.Split("//")[0].Trim().Split(") return", 2)[0].Split('\n'))
                Assert.Contains(part, sample, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_screen_of_the_README_has_at_most_forty_lines()
    {
        string[] lines = File.ReadAllLines(Path.Combine(CommandLine.Root, "README.md"));
        Assert.InRange(Array.FindIndex(lines, static line => line.StartsWith("## ", StringComparison.Ordinal)), 10, 40);
    }

    [GeneratedRegex("```sh\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("```csharp\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CSharpBlock();
}
