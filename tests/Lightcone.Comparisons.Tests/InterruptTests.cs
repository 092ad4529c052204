using System.Diagnostics;

namespace Lightcone.Comparisons.Tests;

public sealed class InterruptTests
{
    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Ctrl_C_ends_bench_with_a_word_and_130()
    {
        string bash = OutsideJudge.Bash.Require();
        // What a shell starts in its background ignores Ctrl-C, and children inherit that: the env of GNU undoes it where it is.
        string program = $"dotnet exec --runtimeconfig Lightcone.Comparisons.Tests.runtimeconfig.json --depsfile Lightcone.Comparisons.Tests.deps.json Lightcone.Comparisons.dll eca --rule 110 --seconds 3000";
        ProcessStartInfo start = new(bash, ["-c", $"if env --default-signal=INT true 2>/dev/null; then exec env --default-signal=INT {program}; else exec {program}; fi"])
        { WorkingDirectory = AppContext.BaseDirectory, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        // The first sign of life is what is being measured; more may follow before the signal arrives.
        Assert.StartsWith("rule 110", process.StandardError.ReadLine(), StringComparison.Ordinal);
        using Process kill = Process.Start(bash, ["-c", $"kill -INT {process.Id}"]);
        kill.WaitForExit();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.EndsWith("lightcone: interrupted.", error.Trim(), StringComparison.Ordinal);
        Assert.Equal(130, process.ExitCode);
    }
}
