using System.Text.RegularExpressions;

namespace Lightcone.Lab.Tests;

/// <summary>The page of the lab: built from its sources, its own tests, and what a person would do in a real browser.</summary>
public sealed partial class ClientTests
{
    private static readonly string Client = Path.Combine(Root(), "apps", "Lightcone.Lab", "client");

    [Fact]
    [Trait(Round.Trait, Round.All)]
    public void The_page_is_built_and_does_what_a_person_would_do()
    {
        OutsideJudge.Chromium.Require();
        OutsideJudge.Npm.Run(Client, "ci", "--no-audit", "--no-fund");
        OutsideJudge.Npm.Run(Client, "run", "build");
        // Both end with another exit code than 0 when a test fails; that none was left out is said in their last lines.
        AssertNoneLeftOut(OutsideJudge.Npm.Run(Client, "test"));
        AssertNoneLeftOut(OutsideJudge.Npm.Run(Client, "run", "journeys"));
    }

    [Theory]
    [InlineData("      Tests  79 passed (79)\n", true)]
    [InlineData("\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[32m79 passed\u001b[39m\u001b[22m\u001b[90m (79)\u001b[39m\n", true)]
    [InlineData("      Tests  78 passed | 1 skipped (79)\n", false)]
    [InlineData("      Tests  78 passed | 1 todo (79)\n", false)]
    [InlineData("      Tests  79 skipped (79)\n", false)]
    [InlineData("      Tests  no tests\n", false)]
    public void That_a_test_was_left_out_is_seen(string output, bool isWhole)
    {
        if (isWhole)
            AssertNoneLeftOut(output);
        else
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertNoneLeftOut(output));
    }

    // The sum says of how many tests, in parentheses, how many passed.
    private static void AssertNoneLeftOut(string output)
    {
        Match sum = Sum().Match(Colors().Replace(output, ""));
        Assert.True(sum.Success && sum.Groups["passed"].Value == sum.Groups["all"].Value, $"Expected a sum of tests of which all passed and none was left out, found:\n{output}");
    }

    [GeneratedRegex(@"^ *Tests +(?<passed>[1-9][0-9]*) passed \((?<all>[0-9]+)\) *\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Sum();

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Colors();

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Lightcone.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("Lightcone.slnx was found in no folder above the tests.");
    }
}
