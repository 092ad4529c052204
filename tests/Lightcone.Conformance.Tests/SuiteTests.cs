using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;
using Lightcone.Engines;

namespace Lightcone.Conformance.Tests;

/// <summary>The suite on this machine's instruction set, and in child processes with instruction sets switched off. A child runs this test too, told by its environment which tier it must find and which hash.</summary>
public sealed class SuiteTests
{
    private const string TierVariable = "LIGHTCONE_TIER";
    private const string HashVariable = "LIGHTCONE_HASH";

    private static string Tier => !RuntimeFeature.IsDynamicCodeCompiled ? "interpreted" : Widest;

    private static string Widest =>
        Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated && Avx2.IsSupported ? "256" : Vector128.IsHardwareAccelerated ? "128" : "scalar";

    [Fact]
    public void Every_engine_gives_what_the_simplest_stepper_gives_on_every_instruction_set()
    {
        if (Environment.GetEnvironmentVariable(TierVariable) is { } wanted)
            Assert.Equal(wanted, Tier);
        using Suite suite = Suite.RunAll();
        foreach ((Engine engine, int runs) in suite.Runs)
            Assert.True(runs >= (engine switch { Engine.Scan => 200, Engine.Wavefront or Engine.Bytes or Engine.HashLife => 600, Engine.Tiles => 48, Engine.Additive => 16, _ => 700 }), $"only {runs} cases ran on {engine}");
        if (Environment.GetEnvironmentVariable(HashVariable) is { } expected)
        {
            Assert.Equal(expected, suite.Hash);
            return;
        }

        // AVX-512 goes first, AVX2 next, then everything: each child has less than the one before, whatever this machine starts with.
        string[] switches = ["EnableAVX512", "EnableAVX2", "EnableHWIntrinsic"];
        string[] tiers = ["256", "128", "scalar"];
        for (int i = 0; i < switches.Length; i++)
            if (Rank(Tier) > Rank(tiers[i]))
                RunChild(switches[i], tiers[i], suite.Hash);
        // And once where no code can be made at run time.
        RunChild(null, "interpreted", suite.Hash);
    }

    /// <summary>Told to interpret, the process says so before anyone has asked whether code can be made.</summary>
    [ModuleInitializer]
    internal static void SwitchDynamicCodeOff()
    {
        if (Environment.GetEnvironmentVariable(TierVariable) == "interpreted")
            AppContext.SetSwitch("System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported", false);
    }

    private static int Rank(string tier) => tier is "scalar" or "interpreted" ? 0 : int.Parse(tier, System.Globalization.CultureInfo.InvariantCulture);

    private static void RunChild(string? switchedOff, string tier, string hash)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(SuiteTests).Assembly.Location);
        start.ArgumentList.Add("--filter-class");
        start.ArgumentList.Add(typeof(SuiteTests).FullName!);
        foreach (string name in start.Environment.Keys.Where(static key => key.StartsWith("DOTNET_CLI_TEST", StringComparison.Ordinal) || key.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        if (switchedOff is not null)
            start.Environment[$"DOTNET_{switchedOff}"] = "0";
        start.Environment[TierVariable] = tier;
        start.Environment[HashVariable] = hash;
        start.Environment["TESTINGPLATFORM_TELEMETRY_OPTOUT"] = "1";
        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, $"{switchedOff ?? tier} gives exit code {child.ExitCode}: {output}{errors.Result}");
        Assert.Contains("succeeded: 1", output, StringComparison.Ordinal);
    }
}
