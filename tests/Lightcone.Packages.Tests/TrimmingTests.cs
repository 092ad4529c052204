using System.Runtime.InteropServices;
using Lightcone.Shared.Tests;

namespace Lightcone.Packages.Tests;

/// <summary>The libraries say that they may be trimmed: a trimmed program runs every engine.</summary>
[Collection(Packed.Name)]
[Trait(Round.Trait, Round.Long)]
public sealed class TrimmingTests(PackageFixture packages)
{
    [Fact]
    public void A_trimmed_program_runs_every_engine_and_finds_what_the_table_engine_finds()
    {
        string source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Programs", "EveryEngine.cs"));
        string folder = packages.Project("EveryEngine", source, $"""
            <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
            <SelfContained>true</SelfContained>
            <PublishTrimmed>true</PublishTrimmed>
            <TrimmerSingleWarn>false</TrimmerSingleWarn>
            """);
        PackageFixture.Dotnet(folder, "publish", "-c", "Release", "-v", "quiet", "-o", Path.Combine(folder, "out"));
        string printed = PackageFixture.Run(Path.Combine(folder, "out", "EveryEngine"), folder);
        Assert.DoesNotContain("DIFFERENT", printed, StringComparison.Ordinal);
        Assert.Contains("never: none; 0 wrong", printed, StringComparison.Ordinal);
        string[] whole = Directory.GetFiles(Path.Combine(packages.Folder("installed"), "lightcone"), "Lightcone.Flows.dll", SearchOption.AllDirectories);
        // The program uses no flow: of that assembly little or nothing may be left.
        FileInfo left = new(Path.Combine(folder, "out", "Lightcone.Flows.dll"));
        Assert.True(!left.Exists || left.Length < new FileInfo(whole[0]).Length / 2, "nothing was trimmed");
    }
}
