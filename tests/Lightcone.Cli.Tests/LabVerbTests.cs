namespace Lightcone.Cli.Tests;

public sealed class LabVerbTests
{
    [Theory]
    [InlineData("lab")]
    [InlineData("lab --port 8080")]
    public void The_command_line_says_where_the_lab_is(string line)
    {
        (int code, string output, string error) = CommandLine.Line(line);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("./lightcone lab builds and starts it", error, StringComparison.Ordinal);
    }
}
