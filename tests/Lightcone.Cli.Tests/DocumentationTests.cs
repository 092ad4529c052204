using System.Text.RegularExpressions;
using Lightcone.Experiments.Data;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>Every command that README and docs show is run as written, and every sample is run. Nothing else runs meanwhile: the commands name files in the working directory.</summary>
[Collection(WorkingDirectory.Name)]
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Documents => [.. Directory.EnumerateFiles(Path.Combine(CommandLine.Root, "docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}").Append("README.md").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Samples => [.. Directory.EnumerateFiles(Path.Combine(CommandLine.Root, "samples"), "*.cs").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>Commands run as written, through the entry point of the program; what a page shows below them must be what they print, in this order. Times are not compared.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    [Trait(Round.Trait, Round.Long)]
    public void Every_command_runs_as_written_and_prints_what_is_shown(string document)
    {
        OutsideJudge.Bash.Require();
        string folder = Directory.CreateTempSubdirectory("lightcone-docs-").FullName;
        string before = Environment.CurrentDirectory;
        File.CreateSymbolicLink(Path.Combine(folder, "lightcone"), Path.Combine(CommandLine.Root, "lightcone"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "data"), Path.Combine(CommandLine.Root, "data"));
        Directory.CreateDirectory(Path.Combine(folder, "docs"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "docs", "reproductions"), Path.Combine(CommandLine.Root, "docs", "reproductions"));
        try
        {
            Environment.CurrentDirectory = folder;
            foreach (ShellBlock block in ShellBlock.All(File.ReadAllText(Path.Combine(CommandLine.Root, document))))
            {
                List<string> printed = [];
                foreach ((string command, int expected) in block.Commands)
                {
                    (int code, string output) = ShellBlock.Run(command, folder);
                    Assert.True(expected == code, $"{document}: {command}\nexit code {code}\n{output}");
                    printed.AddRange(output.Split('\n'));
                }

                string? missing = block.FirstMissing(printed);
                Assert.True(missing is null, missing);
            }
        }
        finally
        {
            Environment.CurrentDirectory = before;
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The build of these tests has compiled all samples; each is run as a program of its own.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    [Trait(Round.Trait, Round.Long)]
    public void Every_sample_runs_and_ends_well(string sample)
    {
        string[] arguments = ["exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.Tests.runtimeconfig.json"), "--depsfile", Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.Tests.deps.json"), Path.Combine(AppContext.BaseDirectory, Path.ChangeExtension(sample, ".dll"))];
        (int code, string output, string error) = CommandLine.Process("dotnet", string.Join('\u001f', arguments), CommandLine.Root);
        Assert.True(code == 0, $"{sample}: exit code {code}\n{output}\n{error}");
        Assert.NotEqual("", output);
    }

    /// <summary>One of them in the way that the documentation names, and the first command that anybody tries.</summary>
    [Theory]
    [InlineData("dotnet", "run\u001fsamples/20-learn-addition.cs\u001f--configuration\u001fRelease", "4000 steps, exact: True")]
    [InlineData("/bin/bash", "-c\u001f./lightcone tasks", "parity")]
    [Trait(Round.Trait, Round.Long)]
    public void What_a_newcomer_types_first_works(string program, string arguments, string part)
    {
        if (program != "dotnet")
            OutsideJudge.Bash.Require();
        (int code, string output, string error) = CommandLine.Process(program, arguments, CommandLine.Root);
        Assert.True(code == 0, $"exit code {code}\n{output}\n{error}");
        Assert.Contains(part, output, StringComparison.Ordinal);
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

    [GeneratedRegex("```csharp\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CSharpBlock();
}
