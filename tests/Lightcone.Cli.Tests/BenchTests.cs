namespace Lightcone.Cli.Tests;

public sealed class BenchTests
{
    [Theory]
    [InlineData("bench")]
    [InlineData("bench eca --rule 110 --against numpy")]
    public void The_command_line_says_where_the_comparisons_are(string line)
    {
        (int code, string output, string error) = CommandLine.Line(line);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("./lightcone bench builds and starts it", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
