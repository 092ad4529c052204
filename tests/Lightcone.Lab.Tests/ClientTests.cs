namespace Lightcone.Lab.Tests;

/// <summary>The page of the lab: built from its sources, its own tests, and what a person would do in a real browser.</summary>
public sealed class ClientTests
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
        Assert.DoesNotContain("skipped", OutsideJudge.Npm.Run(Client, "test"), StringComparison.Ordinal);
        Assert.DoesNotContain("skipped", OutsideJudge.Npm.Run(Client, "run", "journeys"), StringComparison.Ordinal);
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Lightcone.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("Lightcone.slnx was found in no folder above the tests.");
    }
}
