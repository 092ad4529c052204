using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using Lightcone.Learning;

namespace Lightcone.Tests.Learning;

public sealed class ReproducibilityTests
{
    // Golden: computed with 512-bit, 256-bit, 128-bit and scalar arithmetic on x64, which agreed. A change here means that every seed gives another network: say so in the changelog.
    [Fact]
    public void A_seed_gives_the_same_bytes_everywhere()
    {
        if (Environment.GetEnvironmentVariable("LIGHTCONE_EXPECTED_VECTOR") is string bits)
            Assert.InRange(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0, 0, int.Parse(bits, CultureInfo.InvariantCulture));
        ChaosTraining seven = new() { Seed = 7 };
        Assert.Equal("c5eb17b2b34f", seven.Fit(LearningRules.Parity, 8).Hash[..12]);
        Assert.Equal("6b35eb8d2b8c", seven.Fit(LocalRule.Elementary(110), 8).Hash[..12]);
        Assert.Equal("17d7db00f2f7", seven.Fit(LearningRules.CarrySave, 16).Hash[..12]);
        Assert.Equal("cbec06d67bb3", (seven with { Coding = SymbolCode.OneHot }).Fit(LearningRules.DecimalCarrySave, 3).Hash[..12]);
        Assert.Equal("8dc9e6997d17", (ChaosTraining.Paper with { Seed = 7 }).Fit(LocalRule.Elementary(110), 8).Hash[..12]);
    }

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("DOTNET_EnableAVX2", "128")]
    [InlineData("DOTNET_EnableAVX512", "256")]
    public async Task The_same_bytes_come_out_with_instruction_sets_switched_off(string setting, string vector)
    {
        string assembly = typeof(ReproducibilityTests).Assembly.Location;
        ProcessStartInfo start = new("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["exec", assembly, "--filter-method", $"*{nameof(A_seed_gives_the_same_bytes_everywhere)}", "--no-progress"])
            start.ArgumentList.Add(argument);
        start.Environment[setting] = "0";
        start.Environment["LIGHTCONE_EXPECTED_VECTOR"] = vector;
        start.Environment["TESTINGPLATFORM_TELEMETRY_OPTOUT"] = "1";
        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0, output + await errors);
    }

    [Fact]
    public void Other_seeds_give_other_networks() =>
        Assert.Equal(20, Enumerable.Range(0, 20).Select(seed => new ChaosTraining { Seed = (ulong)seed }.Fit(LocalRule.Elementary(110), 8).Hash).Distinct().Count());
}
