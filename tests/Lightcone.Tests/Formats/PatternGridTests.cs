using Lightcone.Formats.Golly;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;

namespace Lightcone.Tests;

/// <summary>Suffixes of bounded grids. The canonical forms, and what is refused, are those of bgolly 3.3 (-m 0 -o x.mc, its line #R).</summary>
public sealed class PatternGridTests
{
    [Theory]
    [InlineData("P30,20", "P30,20", true)]
    [InlineData("t20", "T20,20", true)]
    [InlineData("T0,20", "T0,20", true)]
    [InlineData("T20+25,10", "T20+5,10", false)]
    [InlineData("T20-25,10", "T20-5,10", false)]
    [InlineData("T30,20-2", "T30,20-2", false)]
    [InlineData("T20+20,10", "T20,10", true)]
    [InlineData("K20,20", "K20,20*", false)]
    [InlineData("K20,20*+1", "K20,20*+1", false)]
    [InlineData("K20,19*+1", "K20,19*", false)]
    [InlineData("K20*+3,20", "K20*+1,20", false)]
    [InlineData("c20,5", "C20,5", false)]
    [InlineData("C20", "C20,20", false)]
    [InlineData("s20", "S20", false)]
    public void A_grid_has_a_canonical_form(string text, string expected, bool isRun)
    {
        PatternGrid grid = PatternGrid.Parse(text);
        Assert.Equal(expected, $"{grid}");
        Assert.Equal(grid, PatternGrid.Parse($"{grid}"));
        Assert.Equal(isRun, grid.Obstacle is null);
        if (!isRun)
            Assert.Contains(grid.Obstacle!, Assert.Throws<InputException>(() => RunLengthPattern.Parse($"x = 1, y = 1, rule = B3/S23:{text}\no!")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T20,20*", "an asterisk is for a Klein bottle")]
    [InlineData("K20*,20*", "on both it is a cross-surface")]
    [InlineData("K20+3,20*", "shifted on its twisted edges")]
    [InlineData("K20*,20+3", "shifted on its twisted edges")]
    [InlineData("C20+1,20", "only a torus and a Klein bottle have shifts")]
    [InlineData("P20+3,10", "only a torus and a Klein bottle have shifts")]
    [InlineData("S20,30", "a sphere has equal sides")]
    [InlineData("T20+3,20+1", "only one pair of edges is shifted")]
    [InlineData("T20+3,0", "an endless grid has no shift")]
    [InlineData("K20*,0", "no endless side")]
    [InlineData("T3000000000,5", "a side has at most 2,000,000,000 cells")]
    [InlineData("Q20", "it is none that is known")]
    [InlineData("", "it is none that is known")]
    public void What_is_no_grid_is_refused(string text, string part)
    {
        InputException refusal = Assert.Throws<InputException>(() => PatternGrid.Parse(text, new SourceLocation("f", 3)));
        Assert.StartsWith($"f:3: the topology ':{text}' is no grid: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }
}
