using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Foundation.Tests.Input;

public sealed class CsvLineTests
{
    // Golden: the examples of RFC 4180, section 2, and what it says of blanks is the one thing that differs.
    [Theory]
    [InlineData("aaa,bbb,ccc", "aaa|bbb|ccc")]
    [InlineData("\"aaa\",\"bbb\",\"ccc\"", "aaa|bbb|ccc")]
    [InlineData("\"aaa\",\"b\"\"bb\",\"ccc\"", "aaa|b\"bb|ccc")]
    [InlineData("\"a,b\", c ,\" d \"", "a,b|c| d ")]
    [InlineData(",,", "||")]
    [InlineData("a\"b,c", "a\"b|c")]
    [InlineData("\"\"", "")]
    public void Lines_are_read(string text, string fields) => Assert.Equal(fields, string.Join('|', CsvLine.Parse(text).ToArray()));

    [Theory]
    [InlineData("1;2,5;3", ';', "1|2,5|3")]
    [InlineData("a\t\tb\t", '\t', "a||b|")]
    public void Other_separators_are_read(string text, char separator, string fields) => Assert.Equal(fields, string.Join('|', CsvLine.Parse(text, default, separator).ToArray()));

    // Law: what was written is read back, whatever the fields hold.
    [Fact]
    public void Any_fields_are_written_and_read_back()
    {
        RandomStream stream = new(1, "csv");
        const string signs = "ab ,;\"#\t0";
        for (int i = 0; i < 500; i++)
        {
            string[] fields = [.. Enumerable.Range(0, 1 + stream.NextInt32(5)).Select(_ => new string([.. Enumerable.Range(0, stream.NextInt32(5)).Select(_ => signs[stream.NextInt32(signs.Length)])]))];
            foreach (char separator in ",;\t")
                Assert.Equal(fields, CsvLine.Parse(CsvLine.Format(fields, separator), default, separator).ToArray());
        }

        Assert.Throws<ArgumentException>(() => CsvLine.Format(["a\nb"]));
    }

    // Law: numbers come back with the same bits.
    [Fact]
    public void Numbers_are_written_and_read_back()
    {
        RandomStream stream = new(2, "csv");
        double[] numbers = [0.1, -1e-300, double.MaxValue, .. Enumerable.Range(0, 200).Select(_ => stream.NextGaussian())];
        CsvLine line = CsvLine.Parse(CsvLine.Format<double>(numbers));
        Assert.Equal(numbers, Enumerable.Range(0, numbers.Length).Select(line.Number<double>));
        Assert.Equal(0.1f, line.Number<float>(0));
    }

    [Theory]
    [InlineData("1,\"2", "f.csv:3:3: a quote is opened here and not closed")]
    [InlineData("1, \"2\"x,3", "f.csv:3:7: expected ',' or the end of the line after a closed quote, found 'x'")]
    public void Quotes_that_do_not_fit_are_placed(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<InputException>(() => CsvLine.Parse(text, new SourceLocation("f.csv", 3))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1,x,3", "f.csv:1:3: expected a finite number, found 'x'")]
    [InlineData("1,NaN,3", "f.csv:1:3: expected a finite number, found 'NaN'")]
    [InlineData("1,,3", "f.csv:1:3: a number is missing here")]
    [InlineData("1,1e999,3", "f.csv:1:3: expected a finite number, found '1e999'")]
    public void What_is_no_number_is_placed(string text, string message)
    {
        CsvLine line = CsvLine.Read(new StringReader(text), "f.csv").Single();
        Assert.StartsWith(message, Assert.Throws<InputException>(() => line.Number<double>(1)).Message, StringComparison.Ordinal);
        Assert.Equal((3, 6), (line.Count, line.End.Column - (text.Length - 5)));
    }

    [Fact]
    public void Blank_lines_are_skipped_and_a_header_is_known()
    {
        CsvLine[] lines = [.. CsvLine.Read(new StringReader("width, height\n\n  \n1,2\r\nx,2\n"))];
        Assert.Equal([1, 4, 5], lines.Select(static line => line.Place.Line));
        Assert.Equal([true, false, false], lines.Select(static line => line.IsHeader));
    }
}
