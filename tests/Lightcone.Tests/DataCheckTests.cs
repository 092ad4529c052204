using Lightcone.Formats.Json;

namespace Lightcone.Tests;

/// <summary>What a rule was checked against stands in its file.</summary>
public sealed class DataCheckTests
{
    [Fact]
    public void Cells_that_were_left_out_are_told_and_kept()
    {
        DataCheck check = new("recorded cell", "w30.txt", 1_280, 0) { LeftOut = 320 };
        Assert.Equal("1,280 of 1,280 recorded cells of w30.txt are right; 320 more near the edges were left out.", check.ToString());
        Automaton automaton = new() { Rule = LocalRule.Elementary(30), Boundary = Boundary.Periodic, Check = check };
        Assert.Equal(check, AutomatonJson.Parse(AutomatonJson.Format(automaton), null).Check);
        Assert.Equal("5 of 5 answers are right.", new DataCheck("answer", null, 5, 0).ToString());
    }
}
