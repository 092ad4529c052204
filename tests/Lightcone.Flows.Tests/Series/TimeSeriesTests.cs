using Lightcone.Flows.Series;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Flows.Tests.Series;

/// <summary>Columns of files as somebody else wrote them.</summary>
public sealed class TimeSeriesTests
{
    [Theory]
    [InlineData("1\n2\n3\n", null, "series")]
    [InlineData("t,x\n0,1\n1,2\n2,3\n", "x", "x")]
    [InlineData("t;x\r\n0;1\r\n1;2\r\n2;3\r\n", "2", "x")]
    [InlineData("0\t1\n1\t2\n\n2\t3\n", "2", "column 2")]
    [InlineData("\uFEFF\"my, name\",other\n1,9\n2,9\n3,9\n", "my, name", "my, name")]
    public void A_column_is_read(string text, string? column, string name)
    {
        TimeSeries series = TimeSeries.Parse(text, column, 0.5);
        Assert.Equal([1.0, 2, 3], series.Values.ToArray());
        Assert.Equal((name, 0.5), (series.Name, series.Interval));
    }

    [Theory]
    [InlineData("t,x\n0,1\n1,2\n", null, "the file has 2 columns. Name one: one of t, x")]
    [InlineData("time,level\n0,1\n1,2\n", "lavel", "Did you mean level?")]
    [InlineData("0,1\n1,2\n", "3", "there is no column '3'. Use a number from 1 to 2")]
    [InlineData("x\n1\nNaN\n", "x", "f.csv:3:1")]
    [InlineData("x\n1\n\"\"\n", "x", "f.csv:3")]
    [InlineData("t,x\n0,1\n1\n", "x", "expected 2 fields as in the first line, found 1")]
    [InlineData("x\n1\n", "x", "at least two lines of numbers, found 1")]
    [InlineData("", null, "at least two lines of numbers, found 0")]
    public void What_is_wrong_is_told_with_its_place(string text, string? column, string said) =>
        Assert.Contains(said, Assert.Throws<InputException>(() => TimeSeries.Parse(text, column, file: "f.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void Arrays_are_read_by_columns()
    {
        string path = Path.Combine(Path.GetTempPath(), $"lightcone-series-{Environment.ProcessId}.npy");
        try
        {
            File.WriteAllBytes(path, NpyArray.FromDoubles([1, 9, 2, 9, 3, 9], 3, 2).ToFile());
            Assert.Equal([1.0, 2, 3], TimeSeries.Load(path, "1").Values.ToArray());
            Assert.Contains("Name one", Assert.Throws<InputException>(() => TimeSeries.Load(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("time,x\n0,1\n0.01,2\n0.02,3\n", "x", 0.01, "time")]
    [InlineData("x,T\n1,5\n2,7\n3,9\n", "x", 2, "T")]
    [InlineData("Time (s);x\n0;1\n.333;2\n.667;3\n1;4\n", "x", 0.333333333333, "Time (s)")]
    [InlineData("0,1\n0.5,2\n1,3\n", "2", 0.5, "column 1")]
    [InlineData("step,x\n0,1\n1,2\n2,3\n", "x", 1, null)]
    [InlineData("price,x\n1,1\n4,2\n9,3\n", "x", 1, null)]
    [InlineData("timbre,x\n1,1\n4,2\n9,3\n", "x", 1, null)]
    [InlineData("time,x\n0,1\n1,2\n4,3\n", "time", 1, null)]
    public void The_interval_is_that_of_the_times(string text, string column, double interval, string? said)
    {
        TimeSeries series = TimeSeries.Parse(text, column);
        Assert.Equal(interval, series.Interval, 1e-12);
        Assert.Equal(said, series.TimeColumn);
        Assert.Equal(said is not null, series.ToString().Contains($"as {said} says", StringComparison.Ordinal));
        Assert.Equal(0.25, TimeSeries.Parse(text, column, 0.25).Interval);
    }

    [Theory]
    [InlineData("time,x\n0,1\n1,2\n4,3\n9,4\n", "not even: from 1 to 5 apart")]
    [InlineData("t,x\n0,1\n0,2\n0,3\n", "not even")]
    [InlineData("timestamp,x\nmonday,1\ntuesday,2\n", "not all numbers")]
    public void Times_that_are_not_even_are_refused(string text, string said)
    {
        InputException refused = Assert.Throws<InputException>(() => TimeSeries.Parse(text, "x"));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Equal("interval", refused.Setting?.Name);
    }
}
