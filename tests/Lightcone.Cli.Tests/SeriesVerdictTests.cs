using System.Globalization;
using System.Text.Json;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>Spectra, entropies and dimensions that would be those of a segment, a rounding or a rest instead of the motion, by numbers that are known.</summary>
public sealed class SeriesVerdictTests
{
    private const string Oscillator = "x' = y; y' = -w^2*x; w = ";

    [Fact]
    public void A_slow_motion_has_its_frequency()
    {
        (int code, string output, _) = CommandLine.Run("measure", "spectrum", "--flow", Oscillator + "0.02", "--start", "1,0", "--transient", "0", "--duration", "3000", "--json");
        Assert.Equal(0, code);
        Assert.Equal(0.0032, JsonDocument.Parse(output).RootElement.GetProperty("components")[0].GetProperty("dominantFrequency").GetDouble(), 0.0004);
        (code, output, _) = CommandLine.Run("measure", "spectrum", "--flow", Oscillator + "0.02", "--start", "1,0", "--transient", "0", "--duration", "300");
        Assert.Equal(1, code);
        Assert.Contains("slower than segments of 300 resolve, and its frequency is not known. Use a longer --duration", output.Replace("300.1", "300", StringComparison.Ordinal), StringComparison.Ordinal);
        (code, output, _) = CommandLine.Run("measure", "spectrum", "--flow", "x' = 1 + 0*x", "--start", "1", "--duration", "300");
        Assert.Equal(1, code);
        Assert.Contains("it is a trend", output, StringComparison.Ordinal);
    }

    // 9.8 turns a unit of time are seen by samples 0.05 apart, 10.2 are not.
    [Theory]
    [InlineData("61.5752160103599", 0)]
    [InlineData("64.0884901332318", 1)]
    public void A_line_below_the_highest_frequency_is_not_above_it(string rate, int expected)
    {
        (int code, string output, _) = CommandLine.Run("measure", "spectrum", "--flow", Oscillator + rate, "--start", "1,0", "--transient", "0", "--duration", "100", "--interval", "0.05");
        Assert.Equal(expected, code);
        Assert.Equal(expected == 1, output.Contains("warning", StringComparison.Ordinal));
    }

    [Fact]
    public void Rest_that_is_reached_on_the_way_is_no_signal()
    {
        JsonElement json = CommandLine.Json("measure information --system lorenz --param rho=10");
        Assert.All(json.GetProperty("components").EnumerateArray(), static component => Assert.InRange(component.GetProperty("permutationEntropy").GetDouble(), 0, 1.2));
        Assert.Equal(3, json.GetProperty("atRest").GetArrayLength());
        Assert.Contains("after the transient on, up to what the solver's tolerance leaves", CommandLine.Line("measure information --system lorenz --param rho=10").Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Json("measure information --system lorenz").GetProperty("atRest").GetArrayLength());
    }

    [Theory]
    [InlineData("measure dimension --system lorenz --duration 10 --interval 0.01")]
    [InlineData("measure dimension --system lorenz --duration 10 --interval 0.001")]
    public void A_piece_of_a_curve_has_no_dimension_of_its_own(string line)
    {
        (int code, _, string error) = CommandLine.Line(line);
        Assert.Equal(2, code);
        Assert.Contains("hardly come near their past", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_periodic_orbit_of_a_map_has_dimension_zero()
    {
        JsonElement json = CommandLine.Json("measure dimension --system logistic --param r=3.5");
        Assert.Equal(0, json.GetProperty("dimension").GetDouble());
        Assert.Contains("a periodic orbit of 4 points", CommandLine.Line("measure dimension --system logistic --param r=3.5").Output, StringComparison.Ordinal);
        // Where it is reached as slowly as one over the root of time, what is advised fits a map.
        (int code, _, string error) = CommandLine.Line("measure dimension --system logistic --param r=3");
        Assert.Equal(2, code);
        Assert.DoesNotContain("--interval", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("measure information --surrogates 0", "4 7 9 10 6 11 3 5", 0, "no sample entropy")]
    [InlineData("measure information --surrogates 0", "1 2 9 1 2 30 17 24 5 40 33 21", 0, "no sample entropy")]
    public void Too_few_values_are_told(string line, string values, int expected, string said)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("few.csv", values.Replace(' ', '\n'));
        (int code, string output, string error) = CommandLine.Line($"{line} --data {path}");
        Assert.Equal(expected, code);
        Assert.Contains(said, output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_beside_the_values_are_read()
    {
        using TemporaryFolder folder = new();
        string even = folder.Write("even.csv", "time,x\n" + Lines(600, static t => 0.01 * t, static t => Math.Sin(0.3 * t))), uneven = folder.Write("uneven.csv", "time,x\n" + Lines(600, static t => 0.0001 * t * t, static t => Math.Sin(0.3 * t)));
        JsonElement json = CommandLine.Json($"measure spectrum --data {even} --column x");
        Assert.Equal(0.01, json.GetProperty("interval").GetDouble());
        Assert.Equal(0.3 / (2 * Math.PI) * 100, json.GetProperty("dominantFrequency").GetDouble(), 0.2);
        (int code, _, string error) = CommandLine.Line($"measure spectrum --data {uneven} --column x");
        Assert.Equal(2, code);
        Assert.Contains("Use --interval", error, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Line($"measure spectrum --data {uneven} --column x --interval 0.01").Code);
    }

    [Fact]
    public void What_repeats_itself_is_told_by_every_measure()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("three.csv", Lines(300, static t => 1 + (t % 3), null));
        foreach (string measure in new[] { "embedding", "lyapunov", "recurrence" })
            Assert.Contains("repeats itself every 3 values", CommandLine.Line($"measure {measure} --data {path}{(measure == "embedding" ? "" : " --surrogates 0")}").Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Json($"measure dimension --data {path} --surrogates 0").GetProperty("dimension").GetDouble());
    }

    private static string Lines(int count, Func<int, double> first, Func<int, double>? second) =>
        string.Join('\n', Enumerable.Range(0, count).Select(t => string.Create(CultureInfo.InvariantCulture, $"{first(t):R}{(second is null ? "" : string.Create(CultureInfo.InvariantCulture, $",{second(t):R}"))}")));
}
