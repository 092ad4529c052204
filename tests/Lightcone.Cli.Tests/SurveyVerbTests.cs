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

    [Fact]
    public void Ends_are_counted_where_they_are_asked_for()
    {
        JsonElement[] rows = [.. CommandLine.Json("survey convergence --rules W4 --limit 3 --ends").GetProperty("rows").EnumerateArray()];
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("ends").ValueKind);
        Assert.Equal((2, 2), (rows[1].GetProperty("ends").GetProperty("firstStates").GetInt32(), rows[1].GetProperty("ends").GetProperty("lastStates").GetInt32()));
        Assert.Equal(JsonValueKind.Null, CommandLine.Json("survey convergence --rules W4 --limit 3").GetProperty("rows")[1].GetProperty("ends").ValueKind);
        (int code, string output, _) = CommandLine.Line("survey convergence --rules W132 --limit 3 --ends");
        Assert.Equal(0, code);
        Assert.Contains("potential floor(n/2)*, >32", output, StringComparison.Ordinal);
        Assert.Contains("more than 32 states", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certify addition --seed 1 --ends", "11     1, 1     1, 1", "every start with the same input on a row comes to the same end")]
    [InlineData("certify W46 --seed 1 --boundary fixed:0 --ends", "ends                                2  2  2", "come to 10000000 (255), 00000000 (1).")]
    [InlineData("certify W132 --seed 1 --boundary fixed:0 --ends", "No map of ends", "not regular with at most 32 states")]
    [InlineData("certify W4 --seed 1 --ends", "No map of ends", "rows with ends")]
    [InlineData("certify W30 --seed 1 --ends", "No map of ends", "not proved to come to rest")]
    public void Ends_are_shown_as_tables_or_it_is_said_why_there_are_none(string line, params string[] parts)
    {
        (int code, string output, _) = CommandLine.Line(line);
        Assert.Equal(0, code);
        Assert.All(parts, part => Assert.Contains(part, output, StringComparison.Ordinal));
    }

    [Fact]
    public void Ends_and_basins_are_members_of_the_result()
    {
        JsonElement result = CommandLine.Json("certify W46 --seed 1 --boundary fixed:0 --ends");
        Assert.Equal([1, 1, 1, 1], result.GetProperty("ends").GetProperty("first").EnumerateArray().Select(static state => state.GetInt32()));
        JsonElement last = result.GetProperty("basins")[7];
        Assert.Equal(("2", "1"), (last.GetProperty("ends").GetString(), last.GetProperty("startsToOneSymbol").GetProperty("0").GetString()));
        Assert.Contains("not proved", CommandLine.Json("certify W30 --seed 1 --ends").GetProperty("noEnds").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, CommandLine.Json("certify W30 --seed 1").GetProperty("ends").ValueKind);
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
