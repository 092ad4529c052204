using System.Runtime.CompilerServices;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;

namespace Lightcone.Conformance.Tests;

/// <summary>The suite on the instruction set of this process. A child process is told the hash that its parent found.</summary>
[Trait(InstructionSet.Trait, InstructionSet.Vectors)]
[Trait(Round.Trait, Round.Long)]
public sealed class SuiteTests
{
    /// <summary>The environment variable that tells a child which hash to find.</summary>
    public const string HashVariable = "LIGHTCONE_HASH";

    private const string InterpretedVariable = "LIGHTCONE_INTERPRETED";

    private static readonly Lazy<(IReadOnlyDictionary<Engine, int> Runs, string FirstHash)> Whole = new(Suite.RunAll);

    /// <summary>SHA-256 over all results of the suite's first part in this process.</summary>
    public static string Hash => Whole.Value.FirstHash;

    [Fact]
    public void Every_engine_gives_what_the_simplest_stepper_gives()
    {
        Assert.Equal(Environment.GetEnvironmentVariable(InterpretedVariable) is null, RuntimeFeature.IsDynamicCodeCompiled);
        // So many cases an engine runs at least, itself; the network engine needs a network and has tests of its own.
        Dictionary<Engine, int> least = new()
        {
            [Engine.Auto] = 117, [Engine.Table] = 117, [Engine.Bits] = 117, [Engine.ActiveCells] = 117, [Engine.Scan] = 34,
            [Engine.Wavefront] = 42, [Engine.Bytes] = 42, [Engine.HashLife] = 100, [Engine.Grid] = 18, [Engine.Tiles] = 8,
        };
        foreach (Engine engine in Engine.All.Where(static engine => engine != Engine.Network).Prepend(Engine.Auto))
            Assert.True(Whole.Value.Runs.GetValueOrDefault(engine) >= Suite.Parts * least.GetValueOrDefault(engine, 2), $"only {Whole.Value.Runs.GetValueOrDefault(engine)} cases ran on {engine}");
        if (Environment.GetEnvironmentVariable(HashVariable) is { } expected)
            Assert.Equal(expected, Hash);
    }

    /// <summary>The suite in a child process that may not make code at run time.</summary>
    /// <returns>How many tests passed there.</returns>
    public static int RunInterpreted() =>
        TestProcess.Run(["--filter-method", $"{typeof(SuiteTests).FullName}.{nameof(Every_engine_gives_what_the_simplest_stepper_gives)}"], (InterpretedVariable, "1"), (HashVariable, Hash), (Round.Variable, Round.OfChildren)).Passed;

    /// <summary>Told to interpret, the process says so before anyone has asked whether code can be made.</summary>
    [ModuleInitializer]
    internal static void SwitchDynamicCodeOff()
    {
        if (Environment.GetEnvironmentVariable(InterpretedVariable) is not null)
            AppContext.SetSwitch("System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported", false);
    }
}
