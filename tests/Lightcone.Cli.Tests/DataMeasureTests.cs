using System.Text.Json;
using Lightcone.Foundation.Random;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>Recordings of one's own, measured from the command line.</summary>
public sealed class DataMeasureTests
{
    private static readonly string Henon = Path.Combine(CommandLine.Root, "data", "henon.csv");

    // 0.419 and 1.21: Sprott, Chaos and Time-Series Analysis (2003); Grassberger and Procaccia (1983).
    [Theory]
    [InlineData("lyapunov", "exponent", 0.419)]
    [InlineData("dimension", "dimension", 1.215)]
    public void Intervals_hold_what_is_known_of_the_map(string measure, string member, double known)
    {
        JsonElement json = CommandLine.Json($"measure {measure} --data {Henon} --column x --surrogates 0");
        double value = json.GetProperty(member).GetDouble(), half = json.GetProperty("halfWidth").GetDouble();
        Assert.InRange(known, value - half, value + half);
        Assert.Equal((2, 1, 2000), (json.GetProperty("embedding").GetInt32(), json.GetProperty("delay").GetInt32(), json.GetProperty("count").GetInt32()));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("surrogates").ValueKind);
    }

    [Fact]
    public void Surrogates_stand_beside_every_estimate()
    {
        JsonElement json = CommandLine.Json($"measure recurrence --data {Henon} --column 2 --embed 2 --delay 1 --surrogates 3 --seed 1");
        double[] values = [.. json.GetProperty("surrogates").GetProperty("values").EnumerateArray().Select(static each => each.GetDouble())];
        Assert.Equal(3, values.Length);
        Assert.True(json.GetProperty("determinism").GetDouble() > values.Max());
        Assert.Equal(0.5, json.GetProperty("surrogates").GetProperty("p").GetDouble(), 1e-12);
        Assert.Equal(CommandLine.Line($"measure information --data {Henon} --column x --surrogates 2 --seed 5").Output, CommandLine.Line($"measure information --data {Henon} --column x --surrogates 2 --seed 5").Output);
        Assert.Contains("fluctuation exponent", CommandLine.Line($"measure fluctuation --data {Henon} --column x --surrogates 2 --seed 5").Output, StringComparison.Ordinal);
        Assert.Contains("dominant frequency", CommandLine.Line($"measure spectrum --data {Henon} --column x --interval 0.5").Output, StringComparison.Ordinal);
        Assert.Equal(2, CommandLine.Json($"measure embedding --data {Henon} --column x").GetProperty("dimension").GetInt32());
    }

    [Fact]
    public void Noise_is_refused_unless_it_is_asked_for()
    {
        using TemporaryFolder folder = new();
        RandomStream stream = new(1, "noise");
        string noise = folder.Write("noise.csv", string.Join('\n', Enumerable.Range(0, 1500).Select(_ => stream.NextGaussian().ToString("R", System.Globalization.CultureInfo.InvariantCulture))));
        (int code, _, string error) = CommandLine.Line($"measure lyapunov --data {noise} --surrogates 0");
        Assert.Equal(2, code);
        Assert.Contains("as those of noise are", error, StringComparison.Ordinal);
        Assert.Contains("no exponent: neighbors are as far apart as any points", CommandLine.Line($"measure lyapunov --data {noise} --embed 3 --surrogates 0").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("measure lyapunov --data missing.csv", "missing.csv")]
    [InlineData("measure steps --data {0} --column x", "measure steps is one of rules")]
    [InlineData("measure lyapunov --data {0}", "the file has 2 columns. Name one: one of step, x")]
    [InlineData("measure lyapunov --data {0} --column y", "there is no column 'y'")]
    [InlineData("measure lyapunov --data {0} --column x --system lorenz", "--system does not go with --data")]
    [InlineData("measure lyapunov --data {0} --column x --duration 5", "--duration does not go with --data")]
    [InlineData("measure spectrum --data {0} --column x --embed 3", "--embed does not go with measure spectrum")]
    [InlineData("measure embedding --data {0} --column x --surrogates 3", "--surrogates does not go with measure embedding")]
    [InlineData("measure lyapunov --data {0} --column x --embed 0 --surrogates 0", "dimension")]
    [InlineData("measure embedding --system lorenz", "measure embedding measures a recording. Give --data FILE")]
    [InlineData("measure lyapunov --system lorenz --embed 3", "--embed goes with a recording")]
    public void What_does_not_fit_is_told(string line, string said)
    {
        (int code, string output, string error) = CommandLine.Line(line.Replace("{0}", Henon, StringComparison.Ordinal));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    /// <summary>A driven flow may stand still for a moment and is not at rest; a map and a flow at a fixed point are, and that is said.</summary>
    [Theory]
    [InlineData("x' = -2*(x-cos(t))", "1", false)]
    [InlineData("x' = -2*(x-1)", "1", true)]
    public void Rest_is_rest_at_all_times(string flow, string start, bool rests) =>
        Assert.Equal(rests, CommandLine.Run("measure", "lyapunov", "--flow", flow, "--start", start, "--duration", "20").Output.Contains("is at rest at this start", StringComparison.Ordinal));

    [Fact]
    public void A_map_at_a_fixed_point_is_said_to_rest() =>
        Assert.Contains("the map is at rest at this start", CommandLine.Line("measure lyapunov --system logistic --param r=4 --start 0.75 --duration 1000").Output, StringComparison.Ordinal);
}
