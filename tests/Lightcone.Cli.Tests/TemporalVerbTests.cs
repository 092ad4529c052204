using System.Diagnostics;
using System.Text.Json;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

public sealed class TemporalVerbTests
{
    [Theory]
    [InlineData("encode --system mixed --param delta=2 --value 1", "system parameters times values")]
    [InlineData("measure lyapunov --system lorenz --duration 20", "system spectrum standardErrors halfWidths sum divergence duration consistent converged doubts")]
    [InlineData("measure spectrum --system rossler --duration 50", "system components interval foldedShare")]
    [InlineData("measure lyapunov --system henon --duration 1000 --coverage 5", "system runs rows")]
    [InlineData("measure information --system henon --duration 2000", "system components")]
    [InlineData("measure dimension --system henon --duration 3000", "system dimension standardError halfWidth bend points fitted radii sums localSlopes")]
    [InlineData("train --data digits --encode repeat:5 --network 16 --epochs 1 --seed 1", "data encode network outcome epochs testAccuracy seconds seed hash warnings")]
    public void Json_has_the_members_that_were_promised(string line, string members)
    {
        JsonElement json = CommandLine.Json(line);
        foreach (string member in members.Split(' '))
            Assert.True(json.TryGetProperty(member, out _), member);
    }

    // Golden numbers of an independent Runge-Kutta program in double precision, step 0.01: the mixed oscillator from v = 1 at delta = 2 ends at t = 4 in these three numbers.
    [Fact]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void Encoding_gives_the_golden_trajectory()
    {
        JsonElement values = CommandLine.Json("encode --system mixed --param delta=2 --value 1").GetProperty("values");
        double[] last = [.. values[29].EnumerateArray().Select(static number => number.GetDouble())];
        double[] golden = [-0.02952293, 0.03529240, 0.01707649];
        for (int k = 0; k < 3; k++)
            Assert.InRange(last[k] - golden[k], -1e-8, 1e-8);
    }

    [Theory]
    [InlineData("--system mixed --param delta=2", -4)]
    [InlineData("--system lorenz", -13.666666666666666)]
    [InlineData("--system thomas", -0.54)]
    [InlineData("--system henon", -1.2039728043259361)]
    [Trait(InstructionSet.Trait, InstructionSet.Vectors)]
    public void Exponents_sum_to_the_exact_divergence(string system, double divergence)
    {
        JsonElement json = CommandLine.Json($"measure lyapunov {system}{(system.Contains("henon", StringComparison.Ordinal) ? "" : " --duration 50")}");
        Assert.InRange(json.GetProperty("divergence").GetDouble() - divergence, -1e-9, 1e-9);
        Assert.InRange(json.GetProperty("sum").GetDouble() - divergence, -1e-3, 1e-3);
    }

    [Theory]
    [InlineData("encode --value 1", "no system")]
    [InlineData("encode --system mixed", "--value")]
    [InlineData("encode --system mixed --value x", "'x') is not a finite number")]
    [InlineData("encode --system mixed --value NaN", "is not a finite number")]
    [InlineData("encode --system mixd --value 1", "Flows: mixed")]
    [InlineData("encode --system mixed --param dleta=2 --value 1", "has no parameter 'dleta'")]
    [InlineData("encode --system mixed --param delta=two --value 1", "not of the form name=value")]
    [InlineData("encode --system mixed --param delta=-3 --value 1 --duration 40", "leaves the number range at t = ")]
    [InlineData("encode --system mixed --value 1 --out values.txt", ".npy, .png or .svg")]
    [InlineData("encode --system mixed --value 1 --duration -4", "one positive number")]
    [InlineData("encode --system logistic --value 1", "is a map")]
    [InlineData("measure lyapunof --system lorenz", "Did you mean lyapunov")]
    [InlineData("measure lyapunov --system lorenz --start 1,2", "3")]
    [InlineData("measure lyapunov --system lorenz --solver dp5", "exponents are taken with rk4")]
    [InlineData("measure lyapunov --system lorenz --interval 1", "--interval does not go with measure lyapunov")]
    [InlineData("measure spectrum --system henon --interval 1", "of a map")]
    [InlineData("measure spectrum --system lorenz --coverage 5", "--coverage does not go with measure spectrum")]
    [InlineData("measure spectrum --system lorenz --solver rk5", "Did you mean rk4")]
    [InlineData("measure spectrum --system lorenz --interval 300", "fewer than four samples")]
    [InlineData("train --data nowhere.csv --seed 1", "nowhere.csv")]
    [InlineData("train --network 0 --seed 1", "at least 1")]
    [InlineData("train --beta 2 --seed 1", "expected 0 to 1")]
    [InlineData("train --encode nothing:x=1 --seed 1", "Flows: mixed")]
    public void Bad_input_is_answered_in_words(string line, string part)
    {
        (int code, string output, string error) = CommandLine.Line(line);
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (code, output));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flow_that_does_not_parse_is_shown_with_a_caret()
    {
        (int code, _, string error) = CommandLine.Run("encode", "--flow", "x' = 2 x", "--value", "1");
        Assert.Equal(2, code);
        Assert.Contains("  x' = 2 x\n         ^", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x' = -300*x", 1, "\"consistent\": false")]
    [InlineData("x' = -x", 0, "\"converged\": true")]
    public void A_failed_check_is_the_exit_code(string flow, int code, string part)
    {
        (int found, string output, string error) = CommandLine.Run("measure", "lyapunov", "--flow", flow, "--start", "1", "--duration", "100", "--json");
        Assert.Equal((code, ""), (found, error));
        Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_leaves_the_range_says_when()
    {
        (int code, _, string error) = CommandLine.Run("measure", "lyapunov", "--flow", "x' = x", "--start", "1", "--transient", "0", "--duration", "2000");
        Assert.Equal(2, code);
        Assert.Contains("leaves the number range at t = 709.7", error, StringComparison.Ordinal);
    }

    // x'' = -w^2 x with w = 30 pi turns 15 times a unit of time; every 0.05 it is seen turning 5 times.
    [Theory]
    [InlineData(null, 0, 15, "sampled every 0.0125: an interval of 0.05 would have been longer than half a turn")]
    [InlineData("0.05", 1, 5, "folded below it: these numbers are not those of the flow")]
    [InlineData("0.02", 0, 15, "dominant frequency 15 (to 0.17")]
    public void An_interval_that_folds_the_spectrum_is_not_passed_over(string? interval, int code, double frequency, string part)
    {
        string[] line = ["measure", "spectrum", "--flow", "x' = y; y' = -w^2*x; w = 94.24777960769379", "--start", "1,0", "--transient", "0", "--duration", "50", .. interval is null ? Array.Empty<string>() : ["--interval", interval]];
        (int found, string output, _) = CommandLine.Run(line);
        Assert.Equal(code, found);
        Assert.Contains(part, output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(CommandLine.Run([.. line, "--json"]).Output);
        Assert.Equal(frequency, json.RootElement.GetProperty("components")[0].GetProperty("dominantFrequency").GetDouble(), 0.2);
    }

    // The interval 0.05 nearly divides the turn of 2 pi into 125.66: points taken every 0.05 lie in heaps, and the circle seemed to have 0.85 dimensions.
    [Fact]
    public void A_limit_cycle_has_one_dimension()
    {
        (int code, string output, string error) = CommandLine.Run("measure", "dimension", "--flow", "x' = y; y' = -x", "--start", "1,0", "--duration", "300", "--transient", "0", "--json");
        Assert.Equal((0, ""), (code, error));
        using JsonDocument json = JsonDocument.Parse(output);
        (double dimension, double half) = (json.RootElement.GetProperty("dimension").GetDouble(), json.RootElement.GetProperty("halfWidth").GetDouble());
        Assert.Equal(1, dimension, 0.05);
        Assert.InRange(1, dimension - half, dimension + half);
    }

    [Theory]
    [InlineData("measure\u001flyapunov\u001f--system\u001florenz\u001f--duration\u001f5e6")]
    [InlineData("measure\u001fspectrum\u001f--system\u001florenz\u001f--duration\u001f1e6")]
    [InlineData("encode\u001f--system\u001florenz\u001f--value\u001f1\u001f--duration\u001f5e6\u001f--step\u001f0.01")]
    [Trait(Round.Trait, Round.Long)]
    public void Measures_say_that_they_were_interrupted(string line)
    {
        OutsideJudge.Bash.Require();
        using Process process = CommandLine.StartHeeding(Path.Combine(CommandLine.Root, "lightcone"), line, CommandLine.Root);
        // The first sign of life: what a long estimate costs, or that it goes on.
        Assert.NotNull(process.StandardError.ReadLine());
        CommandLine.Interrupt(process);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("interrupted", error, StringComparison.Ordinal);
    }

    /// <summary>A flow is drawn from a start of its own: a circle of radius 2, which the usual start (1, 0.2) would not be on.</summary>
    [Fact]
    public void A_trajectory_begins_where_it_is_told()
    {
        JsonElement json = CommandLine.Json("encode --flow x'=y;y'=-x --start 2,0 --duration 6.283185307179586 --samples 5");
        double[][] states = [.. json.GetProperty("values").EnumerateArray().Select(static row => row.EnumerateArray().Select(static each => each.GetDouble()).ToArray())];
        Assert.Equal([2.0, 0.0], states[0]);
        Assert.Equal(0, states[1][0], 1e-6);
        Assert.Equal(-2, states[1][1], 1e-4);
        Assert.Equal(2, states[4][0], 1e-6);
        (int code, _, string error) = CommandLine.Line("encode --flow x'=y;y'=-x --start 2");
        Assert.Equal(2, code);
        Assert.Contains("1 number for 2 components (x, y)", error, StringComparison.Ordinal);
        Assert.Contains("nothing to encode", CommandLine.Line("encode --system lorenz").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ragged_file_is_refused_with_its_line()
    {
        string path = Path.GetTempFileName() + ".csv";
        File.WriteAllText(path, "1,2,0\n3,4,1\n5,1\n");
        (int code, _, string error) = CommandLine.Run("train", "--data", path, "--seed", "1");
        Assert.Equal(2, code);
        Assert.Contains($"{path}:3", error, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Training_that_is_interrupted_goes_on_to_the_same_bytes()
    {
        OutsideJudge.Bash.Require();
        string folder = Directory.CreateTempSubdirectory("lightcone-train-").FullName;
        string[] options = ["train", "--data", "digits", "--encode", "repeat:10", "--network", "48-48", "--epochs", "12", "--patience", "0", "--seed", "4"];
        string whole = Path.Combine(folder, "whole.safetensors");
        Assert.Equal(0, CommandLine.Run([.. options, "--out", whole]).Code);
        string checkpoint = Path.Combine(folder, "half.checkpoint");
        string resumed = Path.Combine(folder, "resumed.safetensors");
        string line = string.Join('\u001f', [.. options, "--checkpoint", checkpoint, "--out", resumed]);
        using (Process process = CommandLine.Start(Path.Combine(CommandLine.Root, "lightcone"), line, folder))
        {
            while (process.StandardError.ReadLine() is { } progress && !progress.StartsWith("epoch   3", StringComparison.Ordinal))
            {
            }

            process.Kill();
            process.WaitForExit();
        }

        Assert.False(File.Exists(resumed));
        Assert.True(File.Exists(checkpoint));
        Assert.Equal(0, CommandLine.Process(Path.Combine(CommandLine.Root, "lightcone"), line, folder).Code);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(resumed));
        Directory.Delete(folder, recursive: true);
    }
}
