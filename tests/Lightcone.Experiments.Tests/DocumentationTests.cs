using System.Runtime.CompilerServices;

namespace Lightcone.Experiments.Tests;

public sealed class DocumentationTests
{
    // The ten lines from data to a number are a sample, which is compiled and run; the page shows them as they stand there.
    [Fact]
    public void The_page_of_networks_shows_the_lines_of_the_sample()
    {
        string root = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..");
        string sample = File.ReadAllText(Path.Combine(root, "samples", "55-digits-pipeline.cs"));
        string[] page = File.ReadAllLines(Path.Combine(root, "docs", "networks.md"));
        string[] block = [.. page.SkipWhile(static line => !line.StartsWith("Dataset digits", StringComparison.Ordinal)).TakeWhile(static line => line != "```")];
        Assert.Equal(4, block.Length);
        Assert.All(block, line => Assert.Contains(line, sample, StringComparison.Ordinal));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
