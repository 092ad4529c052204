using System.Security.Cryptography;
using Lightcone.Flows.Figures;
using Lightcone.Flows.Systems;
using Lightcone.Foundation.Imaging;

namespace Lightcone.Flows.Tests.Figures;

public sealed class FigureTests
{
    [Theory]
    [InlineData(0, 10, 5, "0 2 4 6 8 10")]
    [InlineData(-1.2, 1.3, 5, "-1.0 -0.5 0 0.5 1.0")]
    [InlineData(0.0012, 0.0031, 4, "0.0015 0.0020 0.0025 0.0030")]
    [InlineData(0, 3e6, 3, "0 1e+6 2e+6 3e+6")]
    public void Ticks_are_round_numbers_with_the_digits_they_need(double low, double high, int wanted, string labels)
    {
        IReadOnlyList<double> ticks = new Axis(low, high, 0, 100).Ticks(wanted);
        Assert.Equal(labels, string.Join(' ', ticks.Select(t => Axis.Label(t, ticks[1] - ticks[0]))));
    }

    [Fact]
    public void A_value_lies_at_its_pixel_and_letters_are_distinct()
    {
        Axis axis = new(0, 10, 100, 200);
        Assert.Equal([100, 150, 200], new double[] { 0, 5, 10 }.Select(axis.Pixel));
        HashSet<string> shapes = [];
        for (char c = ' '; c <= '~'; c++)
        {
            Image letter = new(6, 7);
            BitmapFont.Draw(letter, 0, 0, c.ToString(), Color.FromRgb(0xFFFFFF));
            Assert.True(shapes.Add(Convert.ToHexString(SHA256.HashData(letter.ToPng()))), $"'{c}' looks like another letter");
        }
    }

    [Fact]
    public void A_circle_is_drawn_where_it_is()
    {
        Trajectory circle = Trajectory.Integrate(TextFlow.Parse("x' = y; y' = -x"), [1, 0], 6.4);
        Image image = PhasePortrait.Draw(circle);
        Frame frame = new(640, 480, Frame.Across(circle.Series(0), 640), Frame.Upwards(circle.Series(1), 480), "", "", "", grid: false);
        Color paper = Color.FromRgb(0xFFFFFF);
        foreach (double angle in new[] { 0.3, 1.7, 3, 4.4, 5.9 })
        {
            (int x, int y) = (frame.X.Pixel(Math.Cos(angle)), frame.Y.Pixel(-Math.Sin(angle)));
            Assert.Contains(Enumerable.Range(-1, 3).SelectMany(dx => Enumerable.Range(-1, 3).Select(dy => image[x + dx, y + dy])), c => c.Blue > c.Red + 30);
        }

        Assert.Equal(paper, image[frame.X.Pixel(0.13), frame.Y.Pixel(0.17)]);
    }

    [Fact]
    public void Heat_maps_color_by_value_and_gray_what_is_missing()
    {
        Image image = HeatMap.Draw("t", [0, 1, double.NaN, 0.5], "x", "y", ["a", "b"], ["c", "d"]);
        Color low = image[Frame.Left + 18, Frame.Top + 54], high = image[Frame.Left + 54, Frame.Top + 54], missing = image[Frame.Left + 18, Frame.Top + 18];
        Assert.True(low.Red + low.Green + low.Blue < high.Red + high.Green + high.Blue);
        Assert.Equal(Color.FromRgb(0xB8BCC4), missing);
        Assert.Throws<ArgumentException>(() => HeatMap.Draw("t", [1, 2, 3], "x", "y", ["a", "b"], ["c", "d"]));
    }

    [Fact]
    public void Series_must_fit_their_axis()
    {
        Assert.Throws<ArgumentException>(() => SeriesFigure.Draw("t", "x", "y", [1, 2, 3], [("a", [1, 2])]));
        Image image = SeriesFigure.Draw(Trajectory.Integrate(new MixedOscillator(), [1, 0.2, -1], 4));
        Assert.Equal((640, 360), (image.Width, image.Height));
    }
}
