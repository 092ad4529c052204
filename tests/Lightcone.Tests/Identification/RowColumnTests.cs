using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Identification;

namespace Lightcone.Tests;

public sealed class RowColumnTests
{
    /// <summary>A table of two columns, each a row of 64 cells: 64 examples a line of the rule that made the second from the first.</summary>
    [Theory]
    [InlineData("before,after\n", ",", TraceFormat.Csv)]
    [InlineData("", ",", TraceFormat.Csv)]
    [InlineData("before;after\n", ";", TraceFormat.Csv)]
    [InlineData("", " ", TraceFormat.Text)]
    public void Fields_that_are_rows_are_read_as_rows(string header, string separator, TraceFormat format)
    {
        string text = header + string.Concat(Enumerable.Range(0, 30).Select(i =>
        {
            Lattice before = Lattice.Random(Alphabet.Binary, Shape.Row(64), Boundary.Periodic, new RandomStream(1, "row", (ulong)i));
            return $"{before}{separator}{LocalRule.Elementary(110).Step(before)}\n";
        }));
        TraceFit fit = new TraceLearning().Fit(Recording.Parse(text, format));
        Assert.Equal((30, 30, 30 * 64), (fit.Recording.Runs.Length, fit.Recording.Steps, (int)fit.Transitions.Count));
        Assert.Equal(LocalRule.Elementary(110), fit.ToAutomaton().Rule);
        Assert.Contains("each field is read as a row of cells", fit.Recording.Note!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_column_of_rows_is_a_run_and_labels_stay_labels()
    {
        Recording plain = Recording.Parse("row\n01101001\n10110100\n01011010\n00101101\n", TraceFormat.Csv);
        Assert.Equal((1, 3, 8), (plain.Runs.Length, plain.Steps, plain.Runs[0][0].Shape.Width));
        Recording labeled = Recording.Parse("run,step,cells\na,0,01101001\na,1,10110100\nb,0,01011010\nb,1,00101101\n", TraceFormat.Csv);
        Assert.Equal((2, 2, 8), (labeled.Runs.Length, labeled.Steps, labeled.Runs[0][0].Shape.Width));
    }

    [Theory]
    [InlineData("empty,heads\nheads,empty\nempty,empty\n")]
    [InlineData("10,20\n20,10\n10,10\n20,20\n")]
    public void Names_of_symbols_stay_names(string text) => Assert.Equal(2, Recording.Parse(text, TraceFormat.Csv).Alphabet.Size);

    [Fact]
    public void A_named_alphabet_is_believed() => Assert.Equal(2, Recording.Parse("00,01\n01,00\n00,00\n01,01\n", TraceFormat.Csv, alphabet: Alphabet.Of("00", "01")).Alphabet.Size);

    [Fact]
    public void An_alphabet_nearly_as_large_as_the_data_is_refused_with_the_numbers()
    {
        string text = string.Join('\n', Enumerable.Range(0, 10).Select(static row => string.Join(',', Enumerable.Range(0, 8).Select(cell => $"0.{(row * 8) + cell}"))));
        Assert.Contains("80 different symbols in 80 cells, 1.0 of each", Assert.Throws<InputException>(() => Recording.Parse(text, TraceFormat.Csv)).Message, StringComparison.Ordinal);
    }
}
