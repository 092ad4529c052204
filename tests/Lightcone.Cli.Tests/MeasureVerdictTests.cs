using System.Text.Json;
using System.Text.RegularExpressions;
using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

/// <summary>Numbers of a flow that depend on the step or the interval instead are refused or corrected, by frequencies and dimensions that are known.</summary>
public sealed partial class MeasureVerdictTests
{
    private const string Oscillator = "x' = y; y' = -w^2*x; w = ";

    [Theory]
    [InlineData("x' = -300*x", "1")]
    [InlineData(Oscillator + "94.24777960769379", "1,0")]
    [InlineData(Oscillator + "1005.3096491487338", "1,0")]
    public void An_encoding_with_too_long_a_step_is_refused_and_the_advice_works(string flow, string start)
    {
        (int code, string output, string error) = CommandLine.Run("encode", "--flow", flow, "--start", start, "--duration", "4", "--samples", "3");
        Assert.Equal((2, ""), (code, output));
        string advice = Advised().Match(error).Groups["step"].Value;
        Assert.NotEmpty(advice);
        (code, output, _) = CommandLine.Run("encode", "--flow", flow, "--start", start, "--duration", "4", "--samples", "3", "--step", advice);
        Assert.Equal(0, code);
        // Sixty turns, or 640, or rest: analytic.
        double[] last = [.. output.TrimEnd().Split('\n')[^1].Split(' ').Select(static number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(flow.Contains("300", StringComparison.Ordinal) ? 0 : 1, last[1], 0.25);
    }

    [Theory]
    [InlineData("94.24777960769379", "15")]
    [InlineData("1005.3096491487338", "160")]
    [InlineData("2010.6192982974676", "320")]
    public void A_frequency_is_that_of_the_flow_however_the_samples_fall(string rate, string expected)
    {
        (int code, string output, _) = CommandLine.Run("measure", "spectrum", "--flow", Oscillator + rate, "--start", "1,0", "--transient", "0", "--duration", "10");
        Assert.Equal(0, code);
        Assert.Contains($"dominant frequency {expected} ", output, StringComparison.Ordinal);
        (code, output, _) = CommandLine.Run("measure", "spectrum", "--flow", Oscillator + rate, "--start", "1,0", "--transient", "0", "--duration", "10", "--interval", "0.05");
        Assert.Equal(1, code);
        Assert.Contains("Use a shorter --interval.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Information_of_folded_samples_is_told()
    {
        (int code, string output, _) = CommandLine.Run("measure", "information", "--system", "hopf", "--param", "omega=125.66370614359172", "--interval", "0.05");
        Assert.Equal(1, code);
        Assert.Contains("warning", output, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("measure", "information", "--system", "hopf", "--param", "omega=125.66370614359172").Code);
    }

    // A limit cycle is a line, in a plane.
    [Fact]
    public void A_dimension_is_not_that_of_heaps()
    {
        (int code, _, string error) = CommandLine.Run("measure", "dimension", "--flow", "x' = y; y' = -4*x", "--start", "1,0", "--duration", "3000", "--transient", "0", "--interval", "3.141592653589793");
        Assert.Equal(2, code);
        Assert.Contains("heaps", error, StringComparison.Ordinal);
        (code, string output, _) = CommandLine.Run("measure", "dimension", "--system", "hopf", "--param", "omega=125.66370614359172");
        Assert.Equal(0, code);
        Assert.Matches(@"correlation dimension (1\.0|0\.9[5-9])", output);
    }

    // A billion times stiff: explicit steps follow the fast rate for ever, and the time that takes is told before it is spent.
    [Fact]
    public void A_flow_too_stiff_for_the_steps_is_refused_at_once()
    {
        (int code, string output, string error) = CommandLine.Run("measure", "spectrum", "--flow", "x' = -1e9*(x - y); y' = 0.5*y - y^3", "--start", "1,1");
        Assert.Equal((4, ""), (code, output));
        Assert.Contains("The flow is stiff", error, StringComparison.Ordinal);
    }

    // Euler's factor of an oscillation is 1 + i w h: it grows by half (w h)^2 a step, whatever it is asked for.
    [Theory]
    [InlineData("euler", "0.00001", 0, "")]
    [InlineData("euler", "0.001", 2, "steps of 0.001 by euler end elsewhere: after 10 the component")]
    [InlineData("euler", "0.01", 2, "steps of 0.01 by euler end elsewhere: after 10 the component")]
    [InlineData("euler", "0.15", 2, "a step of 0.15 is too long for euler")]
    [InlineData("verlet", "0.01", 0, "")]
    [InlineData("verlet", "0.4", 2, "a step of 0.4 is too long for verlet")]
    public void Steps_of_lower_order_are_looked_at_too(string solver, string step, int expected, string said)
    {
        (int code, _, string error) = CommandLine.Run("measure", "spectrum", "--flow", Oscillator + "8", "--start", "1,0", "--transient", "0", "--duration", "10", "--solver", solver, "--step", step);
        Assert.Equal(expected, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.Equal(said.Length == 0, error.Length == 0);
    }

    // Chaos forgets its errors: there a turn is all that can be asked for.
    [Theory]
    [InlineData("0.001", "")]
    [InlineData("0.01", "warning: a step of 0.01 is long for euler")]
    public void Errors_that_are_forgotten_are_named_by_the_turn(string step, string said)
    {
        (int code, _, string error) = CommandLine.Run("measure", "spectrum", "--system", "lorenz", "--duration", "50", "--solver", "euler", "--step", step);
        Assert.Equal(0, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.Equal(said.Length == 0, error.Length == 0);
    }

    // What comes to rest leaves the solver's own noise, which is no motion; what has left the range has no squares.
    [Fact]
    public void Rest_has_no_frequency()
    {
        foreach ((string flow, string start) in new[] { ("x' = -250*(x - y); y' = 0.5*y - y^3", "1,1"), ("x' = -100*x", "1") })
        {
            (int code, string output, _) = CommandLine.Run("measure", "spectrum", "--flow", flow, "--start", start, "--duration", "20");
            Assert.Equal(0, code);
            Assert.Contains("x: spectral entropy 0.0000 of 1, centroid 0, dominant frequency 0 ", output, StringComparison.Ordinal);
            Assert.Contains("at rest", output, StringComparison.Ordinal);
            Assert.Contains("x", Json("--flow", flow, "--start", start, "--duration", "20").GetProperty("atRest").EnumerateArray().Select(static name => name.GetString()));
        }

        // A small motion far from zero is one, where no tolerance is in the way.
        Assert.Equal(0, Json("--flow", "x' = y; y' = -(x - 1000000)", "--start", "1000000.05,0", "--duration", "60", "--transient", "0", "--solver", "rk4").GetProperty("atRest").GetArrayLength());
        (int large, _, string error) = CommandLine.Run("measure", "spectrum", "--flow", "x' = x", "--start", "1", "--transient", "0", "--duration", "700");
        Assert.Equal(2, large);
        Assert.Contains("too large", error, StringComparison.Ordinal);
    }

    // A few turns of a slow flow: the interval would be as wide as its middle, or have no width at all.
    [Theory]
    [InlineData("mackey-glass", "300")]
    [InlineData("mackey-glass", "500")]
    public void A_dimension_that_is_not_known_is_not_given(string system, string duration)
    {
        (int code, _, string error) = CommandLine.Run("measure", "dimension", "--system", system, "--transient", "300", "--duration", duration);
        Assert.Equal(2, code);
        Assert.Contains("hardly come near their past", error, StringComparison.Ordinal);
    }

    private static JsonElement Json(params string[] options) => JsonDocument.Parse(CommandLine.Run(["measure", "spectrum", .. options, "--json"]).Output).RootElement;

    [GeneratedRegex(@"Use --step (?<step>[0-9.]+)\.\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Advised();
}
