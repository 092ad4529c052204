using Lightcone.Cli;

namespace Lightcone.Comparisons.Tests;

/// <summary>The lab itself is started by no test of this program: only what is made of its figures is looked at.</summary>
public sealed class LabFigureTests
{
    [Fact]
    public void Figures_stand_beside_their_targets()
    {
        LabFigure[] figures = LabFigure.Read("""[{"name":"page","value":181.5,"unit":"kB"},{"name":"scrubbing 4096 x 4096","value":26,"unit":"frames/s"},{"name":"another","value":3,"unit":"s"}]""");
        Assert.Equal([true, false, null], figures.Select(static figure => figure.IsMet));
        Assert.Equal(["page", "182 kB", "at most 300", "met"], figures[0].Row());
        Assert.Equal(["scrubbing 4096 x 4096", "26 frames/s", "at least 30", "missed"], figures[1].Row());
        Assert.Equal(["another", "3 s", "", ""], figures[2].Row());
    }

    [Fact]
    public void An_event_that_one_client_missed_is_lost()
    {
        Dictionary<int, long> whole = new() { [1] = 0, [2] = TimeSpan.TicksPerSecond, [3] = 2 * TimeSpan.TicksPerSecond }, short1 = new() { [1] = 0, [3] = 2 * TimeSpan.TicksPerSecond };
        Assert.Equal((3, 1, 0), LabWatchers.Compare([whole, short1]));
        Assert.Equal((0, 0, 0), LabWatchers.Compare([new Dictionary<int, long>()]));
    }

    [Theory]
    [InlineData("bench lab --against numpy", "--against does not belong to lab")]
    [InlineData("bench labb", "Did you mean lab?")]
    public void What_makes_no_sense_is_said(string line, string expected)
    {
        (int code, _, string error) = CommandLine.Line(line);
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }
}
