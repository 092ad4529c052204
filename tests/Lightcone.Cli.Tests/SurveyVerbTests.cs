using System.Text.Json;

namespace Lightcone.Cli.Tests;

/// <summary>Surveys of convergence, and certificates behind a boundary that the user names.</summary>
public sealed class SurveyVerbTests
{
    [Fact]
    public void Rows_say_verdict_argument_bound_and_what_meets_it()
    {
        JsonElement[] rows = [.. CommandLine.Json("survey convergence --rules W2 --limit 7").GetProperty("rows").EnumerateArray()];
        Assert.Equal(["periodic", "fixed:0", "fixed:1", "reflecting"], rows.Select(static row => row.GetProperty("boundary").GetString()));
        Assert.Equal(["refuted", "proved", "refuted", "proved"], rows.Select(static row => row.GetProperty("verdict").GetString()));
        Assert.Equal((3, 3), (rows[0].GetProperty("cycle").GetProperty("cells").GetInt32(), rows[0].GetProperty("cycle").GetProperty("period").GetInt32()));
        Assert.Equal("n", rows[1].GetProperty("bound").GetString());
        Assert.Equal(7, rows[1].GetProperty("tight").GetProperty("cells").GetInt32());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], rows[1].GetProperty("mostSteps").EnumerateArray().Select(static steps => steps.GetInt32()));
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("cycle").ValueKind);
    }

    /// <summary>Rules that are mirrored or renamed are one class, with the boundary that becomes the same.</summary>
    [Fact]
    public void Same_rules_share_a_class_and_a_verdict()
    {
        SurveyFamily family = SurveyFamily.Find("elementary");
        Assert.Equal("W2 fixed:0", family.ClassOf(LocalRule.Elementary(191), "fixed:1"));
        Assert.Equal(88, family.Rules.Select(rule => family.ClassOf(rule.Rule, "periodic")).Distinct().Count());
        Assert.Equal(2187, SurveyFamily.Find("totalistic-3").Rules.Length);
        Assert.Null(SurveyFamily.Find("W30").ClassOf(LocalRule.Elementary(30), "periodic"));
    }

    [Fact]
    public void A_rule_is_certified_behind_the_boundary_that_is_named()
    {
        JsonElement convergence = CommandLine.Json("certify W184 --seed 1 --boundary fixed:0").GetProperty("convergence");
        Assert.Equal(("proved", "chain of causes"), (convergence.GetProperty("level").GetString(), convergence.GetProperty("argument").GetProperty("kind").GetString()));
        Assert.Equal("cycle", CommandLine.Json("certify W184 --seed 1 --boundary periodic").GetProperty("convergence").GetProperty("argument").GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("survey chaos", "is not a survey")]
    [InlineData("survey convergence --limit 0", "1 to 20")]
    [InlineData("survey convergence --rules life", "one dimension")]
    [InlineData("survey convergence --rules addition", "without input")]
    [InlineData("survey convergence --rules W30 --boundary sphere", "is not a boundary")]
    [InlineData("certify W30 --seed 1 --boundary sphere", "is not a boundary")]
    public void Bad_input_is_told(string line, string part)
    {
        (int code, string output, string error) = CommandLine.Line(line);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(part, error, StringComparison.Ordinal);
    }
}
