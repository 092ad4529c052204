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
}
