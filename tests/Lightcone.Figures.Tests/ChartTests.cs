using System.Xml.Linq;
using Lightcone.Flows.Trajectories;
using Lightcone.Flows.Typed;
using Lightcone.Formats;
using Lightcone.Networks;
using Lightcone.Networks.Layers;
using Lightcone.Networks.Learning;
using Lightcone.Shared.Tests;
using Lightcone.Tasks;
using SkiaSharp;

namespace Lightcone.Figures.Tests;

[Collection("Charts")]
public sealed class ChartTests
{
    public static TheoryData<string> Kinds => [.. Charts.All.Keys];

    // Law: a PNG has two pixels a unit, an SVG one; both are the same bytes each time.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_chart_is_the_same_picture_each_time(string kind)
    {
        Chart chart = Charts.All[kind]();
        byte[] png = chart.ToPng();
        string svg = chart.ToSvg();
        using Picture picture = new(chart);
        Assert.Equal((2 * chart.Width, 2 * chart.Height), (picture.Width, picture.Height));
        Assert.Equal(png, chart.ToPng());
        Assert.Equal(png, Charts.All[kind]().ToPng());
        Assert.Equal(svg, Charts.All[kind]().ToSvg());
        XElement root = XDocument.Parse(svg).Root!;
        Assert.Equal((chart.Width, chart.Height), ((int)float.Parse(root.Attribute("width")!.Value, System.Globalization.CultureInfo.InvariantCulture), (int)float.Parse(root.Attribute("height")!.Value, System.Globalization.CultureInfo.InvariantCulture)));
    }

    // Text that a library cannot draw is left out without an error: every chart must have dark pixels where its title and the name of its axis are, and its words in the SVG.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Text_is_really_there(string kind)
    {
        Chart chart = Charts.All[kind]();
        using Picture picture = new(chart);
        Assert.InRange(picture.Dark(0, 0, picture.Width, 64), 250, 20_000);
        // A network has no axis below it.
        if (kind != "network")
            Assert.InRange(picture.Dark(picture.Width / 5, picture.Height - 36, picture.Width, picture.Height), 40, 20_000);
        Assert.True(XDocument.Parse(chart.ToSvg()).Descendants().Count(static element => element.Name.LocalName == "text") > 4);
    }

    // A cell is a whole number of pixels: each pixel of the picture stands, unmixed, where the axes put it.
    [Fact]
    public void Cells_stay_sharp_in_axes()
    {
        Foundation.Imaging.Image cells = new(200, 120, new Foundation.Imaging.Color(250, 250, 250));
        for (int i = 0; i < 20; i++)
            cells.Fill(10 * i, (6 * i) % 120, 10, 6, new Foundation.Imaging.Color(10, (byte)(10 * i), 200));
        using Picture picture = new(SpacetimeChart.Draw("Cells", cells, 20, 19));
        // Left 76 and top 46 units of two pixels; the frame covers the outermost pixels.
        for (int y = 2; y < 118; y++)
            for (int x = 2; x < 198; x++)
                Assert.Equal((cells[x, y].Red, cells[x, y].Green, cells[x, y].Blue), (picture[152 + x, 92 + y].Red, picture[152 + x, 92 + y].Green, picture[152 + x, 92 + y].Blue));
    }

    // The best epoch is marked, and the kept one where it is another; both are named.
    [Theory]
    [InlineData(2, "best, kept: epoch 2, 80.0 %")]
    [InlineData(3, "best: epoch 2, 80.0 %|kept: epoch 3, 70.0 %")]
    public void The_best_epoch_is_marked(int kept, string words)
    {
        EpochReport[] epochs = [new(1, 2, 0.5, 0.6, 0), new(2, 1, 0.7, 0.8, 0), new(3, 0.5, 0.9, 0.7, 0)];
        string svg = TrainingChart.Draw("Marks", [.. epochs], kept).ToSvg();
        foreach (string word in words.Split('|'))
            Assert.Contains(word, svg, StringComparison.Ordinal);
        Assert.Equal(words.Contains('|', StringComparison.Ordinal), svg.Contains("best: epoch", StringComparison.Ordinal));
    }

    // A training knows which epoch was kept.
    [Fact]
    public void The_kept_epoch_of_a_training_is_marked()
    {
        string svg = Charts.All["training"]().ToSvg();
        Assert.Contains("best: epoch 9, 86.1 %", svg, StringComparison.Ordinal);
        Assert.Contains("kept: epoch 12, 82.3 %", svg, StringComparison.Ordinal);
    }

    // Decays are drawn as they are used, not as the architecture starts them and not as the numbers behind a sigmoid.
    [Theory]
    [InlineData("input 3 | linear 4 | leaky beta=0.9 learn=neuron | count", "spikes counted")]
    [InlineData("input 3 | linear 4 | leaky beta=0.9 learn=neuron-sigmoid | sum", "summed over time")]
    [InlineData("input 3 | linear 4 | leaky beta=0.9 learn=neuron-sigmoid | last", "of the last step")]
    [InlineData("input 3 | linear 4 | leaky beta=0.9 learn=neuron-sigmoid | mean", "mean over time")]
    [InlineData("input 3 | linear 4 | leaky beta=0.9 learn=neuron-sigmoid | every", "a row at each step")]
    public void A_network_is_drawn_as_it_is_used(string text, string readout)
    {
        Network network = Network.Create(Architecture.Parse(text), 1);
        string name = network.Parameters.Tensors[^1].Name;
        // The sigmoids of -1, 0, 1 and 2.
        float[] decays = [0.26894142f, 0.5f, 0.73105858f, 0.88079708f];
        Network trained = network.With(network.Parameters.With(name, name == "1.theta" ? [-1, 0, 1, 2] : decays));
        string svg = NetworkChart.Draw("Decays", trained).ToSvg();
        Assert.Contains("mean 0.595, deviation 0.232", svg, StringComparison.Ordinal);
        Assert.Contains(readout, svg, StringComparison.Ordinal);
    }

    // The same chart with and without a title differs where the title is, and by as much as its letters are; a number of the axis reaches into that place.
    [Fact]
    public void A_title_leaves_as_much_ink_as_it_has_letters()
    {
        using Picture none = new(Draw(" ")), few = new(Draw("δ = 2")), many = new(Draw("δ = 2, β = 0.95, and more words"));
        int[] ink = [.. new[] { none, few, many }.Select(static picture => picture.Dark(0, 0, picture.Width, 64))];
        Assert.True(ink[0] < 100 && ink[1] > ink[0] + 200 && ink[2] > 4 * ink[1], string.Join(' ', ink));
        string svg = Draw("δ = 2, β = 0.95").ToSvg();
        Assert.Contains('δ', svg);
        Assert.Contains('β', svg);
        Assert.DoesNotContain(EmbeddedFonts.Family, svg, StringComparison.Ordinal);

        static Chart Draw(string title) => SeriesChart.Draw(title, "x", "y", [1, 2], [("a", [1, 2])]);
    }

    // Analytic: the trajectory of x'' = -x is a circle, and lies where the axes say.
    [Fact]
    public void A_circle_is_drawn_where_it_is()
    {
        Chart chart = PhasePortrait.Draw(Trajectory.Integrate(TextFlow.Parse("x' = y; y' = -x"), [1, 0], 6.4));
        using Picture picture = new(chart);
        foreach (double angle in new[] { 0.3, 1.7, 3, 4.4, 5.9 })
        {
            (float x, float y) = chart.PixelOf(Math.Cos(angle), -Math.Sin(angle));
            Assert.Contains(Around(x, y), at => picture[at.X, at.Y] is var c && c.Blue > c.Red + 25);
        }

        (float inX, float inY) = chart.PixelOf(0.13, 0.17);
        Assert.Equal(SKColors.White, picture[(int)inX, (int)inY]);

        static (int X, int Y)[] Around(float x, float y) => [.. Enumerable.Range(-3, 7).SelectMany(dx => Enumerable.Range(-3, 7).Select(dy => ((int)x + dx, (int)y + dy)))];
    }

    [Fact]
    public void Heat_maps_color_by_value_and_gray_what_is_missing()
    {
        Chart chart = HeatMap.Draw("t", "x", "y", "v", ["a", "b"], ["c", "d"], [0, 1, double.NaN, 0.5]);
        using Picture picture = new(chart);
        SKColor[] cells = [.. new[] { (0, 0), (1, 0), (0, 1), (1, 1) }.Select(cell => chart.PixelOf(cell.Item1, cell.Item2)).Select(at => picture[(int)at.X, (int)at.Y])];
        // Ends and middle of viridis: dark violet, yellow, blue-green.
        Assert.True(cells[0] is { Red: < 90, Green: < 30, Blue: > 60 } && cells[1] is { Red: > 230, Green: > 210, Blue: < 90 } && cells[3] is { Red: < 60, Green: > 120, Blue: > 110 }, string.Join(' ', cells));
        Assert.Equal(new SKColor(0xC9, 0xCD, 0xD3), cells[2]);
        Assert.Throws<ArgumentException>(() => HeatMap.Draw("t", "x", "y", "v", ["a", "b"], ["c", "d"], [1, 2, 3]));
    }

    // Law: there is a mark where, and only where, a neuron fired.
    [Fact]
    public void A_raster_marks_exactly_the_spikes()
    {
        LayerRecord layer = Charts.Layer();
        Chart chart = ResponseChart.Raster(layer, 1);
        using Picture picture = new(chart);
        int marks = 0;
        for (int t = 0; t < layer.Outputs.Time; t++)
        {
            for (int unit = 0; unit < layer.Outputs.Features; unit++)
            {
                bool fired = layer.Outputs[1, t, unit] > 0;
                marks += fired ? 1 : 0;
                (float x, float y) = chart.PixelOf(t, unit);
                Assert.Equal(fired, picture.Has(new SKColor(0, 0x72, 0xB2), x, y));
            }
        }

        Assert.InRange(marks, 10, 400);
        Assert.Equal(marks, ResponseChart.Spikes(layer, 1).Steps.Length);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.5, "−0.5")]
    [InlineData(1234, "1234")]
    [InlineData(65536, "65,536")]
    [InlineData(1e6, "10⁶")]
    [InlineData(-2.5e-7, "−2.5·10⁻⁷")]
    public void Numbers_are_written_as_people_write_them(double value, string text) => Assert.Equal(text, ChartStyle.Number(value));

    [Theory]
    [InlineData("lorenz (sigma=10, rho=28, beta=2.6666666666666665)", "lorenz (σ = 10, ρ = 28, β = 2.667)")]
    [InlineData("mixed (delta=-3, k=0)", "mixed (δ = −3, k = 0)")]
    [InlineData("x' = y; y' = -x", "x' = y; y' = -x")]
    public void Systems_are_named_as_people_write_them(string name, string title) => Assert.Equal(title, ChartStyle.SystemName(name, 720));

    [Fact]
    public void What_cannot_be_drawn_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SeriesChart.Draw("t", "x", "y", [1, 2, 3], [("a", [1, 2])]));
        Assert.Throws<ArgumentException>(() => SeriesChart.Draw("t", "x", "y", [], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeriesChart.Draw("t", "x", "y", [1], [("a", [1])], width: 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => SummaryChart.Draw("t", "x", "y", [0], [("a", [Foundation.Statistics.Summary.Of([1.0])])], logarithmicX: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => LengthChart.Draw("t", "x", [("a", [(0, Foundation.Statistics.Summary.Of([1.0]))])]));
        Assert.Throws<ArgumentException>(() => LengthChart.Draw("t", "x", [("a", [])]));
        Assert.Throws<InvalidOperationException>(() => ResponseChart.Raster(new LayerRecord(new Linear(12), Charts.Layer().Outputs, null), 0));
        Assert.Throws<InvalidOperationException>(() => ResponseChart.Membranes(new LayerRecord(new Linear(12), Charts.Layer().Outputs, null), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResponseChart.Membranes(Charts.Layer(), 0, 12));
    }

    [Fact]
    public void The_name_of_a_file_says_its_format()
    {
        using TemporaryFolder folder = new();
        Chart chart = Charts.All["heat"]();
        chart.Save(folder.File("a.png"));
        chart.Save(folder.File("a.svg"));
        Assert.Equal(chart.ToPng(), File.ReadAllBytes(folder.File("a.png")));
        Assert.Equal(chart.ToSvg(), File.ReadAllText(folder.File("a.svg")));
    }
}
