using System.Text.RegularExpressions;
using Lightcone.Lab.Entry;

namespace Lightcone.Lab.Tests;

public sealed partial class CommandTests
{
    [Theory]
    [InlineData("--prt 80", "Did you mean --port?")]
    [InlineData("--port 0", "--port 0: expected 1 to 65535")]
    [InlineData("--port 70000", "--port 70000: expected 1 to 65535")]
    [InlineData("--port many", "a whole number")]
    [InlineData("extra", "has no argument 'extra'")]
    [InlineData("--listen 0.0.0.0", "a password is needed")]
    [InlineData("--listen somewhere", "expected an address of this machine")]
    [InlineData("--export there --port 80", "--port is for a server, and --export starts none")]
    [InlineData("--password-file missing.txt", "missing.txt: there is no such file")]
    public void Bad_options_are_refused_with_a_sentence(string line, string words)
    {
        using StringWriter output = new(), error = new();
        int code = LabCommand.Run([.. line.Split(' '), "--no-open", "--no-build"], output, error);
        Assert.Equal(2, code);
        Assert.Contains(words, error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("lightcone", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", output.ToString());
    }

    [Fact]
    public void A_password_is_read_from_a_file_and_is_not_short()
    {
        using TemporaryFolder folder = new();
        using StringWriter output = new(), error = new();
        Assert.Equal(2, LabCommand.Run(["--listen", "0.0.0.0", "--password-file", folder.Write("password", "short\nlonger than that\n"), "--no-open", "--no-build"], output, error));
        Assert.Contains("the first line has 5 characters; a password has at least 12", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_option()
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(0, LabCommand.Run(["--help"], output, error));
        foreach (string option in new[] { "--port", "--listen", "--password-file", "--runs", "--export", "--no-open", "--no-build" })
            Assert.Contains(option, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_prints_its_link_alone_and_Ctrl_C_ends_it()
    {
        using TemporaryFolder folder = new();
        using LabProcess child = await LabProcess.Start("--runs", folder.File("runs"));
        Assert.Matches(Link(), child.Link);
        using HttpResponseMessage jobs = await child.Client.GetAsync("/api/jobs");
        Assert.True(jobs.IsSuccessStatusCode);
        Assert.Equal(0, await child.Interrupt());
        Assert.Equal("", await child.Process.StandardOutput.ReadToEndAsync());
        Assert.False(Directory.Exists(folder.File("runs")));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using RunningLab lab = RunningLab.Start();
        using StringWriter output = new(), error = new();
        Assert.Equal(2, LabCommand.Run(["--port", $"{new Uri(lab.Server.Address).Port}", "--no-open", "--no-build"], output, error));
        Assert.Contains("cannot listen on 127.0.0.1", error.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex("^http://127\\.0\\.0\\.1:[0-9]+/#token=[0-9a-f]{48}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
