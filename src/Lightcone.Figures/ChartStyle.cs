using System.Globalization;
using System.Text.RegularExpressions;
using ScottPlot;
using ScottPlot.AxisPanels;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Lightcone.Figures;

/// <summary>How all charts look: white paper, a thin grid, axes at the left and below, colors that color-blind readers can tell apart.</summary>
internal static partial class ChartStyle
{
    public const float Thin = 1.6f;

    /// <summary>Fewer numbers at an axis than the drawing library would write.</summary>
    private const double Density = 0.6;

    // Okabe and Ito's palette without its yellow, which is too faint for lines on white.
    private static readonly Color[] Palette = [.. new[] { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#20242C" }.Select(static hex => Color.FromHex(hex))];
    private static readonly MarkerShape[] Shapes = [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenTriangleUp];

    private static readonly string[] GreekNames = ["alpha", "beta", "gamma", "delta", "epsilon", "theta", "lambda", "mu", "rho", "sigma", "tau", "phi", "omega"];
    private const string GreekLetters = "αβγδεθλμρστφω";

    public static Color Ink { get; } = Color.FromHex("#20242C");

    public static Color Faint { get; } = Color.FromHex("#5B6472");

    public static Color GridLine { get; } = Color.FromHex("#E7EAEE");

    /// <summary>How many series have a color of their own.</summary>
    public static int PaletteSize => Palette.Length;

    public static Color Of(int series) => Palette[series % Palette.Length];

    public static MarkerShape Shape(int series) => Shapes[series % Shapes.Length];

    /// <summary>An empty chart.</summary>
    public static Plot New(string title, string xLabel, string yLabel)
    {
        EmbeddedFonts.Use();
        Plot plot = new();
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Title(title, 15);
        plot.Axes.Title.Label.FontName = EmbeddedFonts.Family;
        plot.Axes.Title.Label.Bold = true;
        plot.Axes.Title.Label.ForeColor = Ink;
        plot.Axes.Title.VerticalPadding = 9;
        Name(plot.Axes.Bottom, xLabel);
        Name(plot.Axes.Left, yLabel);
        plot.Axes.Right.MinimumSize = 18;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Grid.MajorLineColor = GridLine;
        plot.Grid.MajorLineWidth = 1;
        plot.Legend.FontSize = 12;
        plot.Legend.FontColor = Ink;
        plot.Legend.FontName = EmbeddedFonts.Family;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.85);
        plot.HideLegend();
        return plot;
    }

    /// <summary>Gives an axis its label, its numbers and their looks.</summary>
    public static void Name(IAxis axis, string label)
    {
        axis.Label.Text = label;
        axis.Label.FontName = EmbeddedFonts.Family;
        axis.Label.Bold = false;
        axis.Label.FontSize = 13;
        axis.Label.ForeColor = Ink;
        axis.TickLabelStyle.FontName = EmbeddedFonts.Family;
        axis.TickLabelStyle.FontSize = 12;
        axis.TickLabelStyle.ForeColor = Faint;
        axis.FrameLineStyle.Color = Color.FromHex("#9AA1AC");
        axis.FrameLineStyle.Width = 1;
        axis.MajorTickStyle.Color = axis.FrameLineStyle.Color;
        axis.MinorTickStyle.Length = 0;
        axis.TickGenerator = new NumericAutomatic { LabelFormatter = Number, TickDensity = Density };
        if (axis is AxisBase panel)
            panel.PaddingBetweenTickAndAxisLabels = new PixelPadding(8, 8, 4, 4);
    }

    /// <summary>Puts the legend beside the plot, where it hides nothing.</summary>
    public static void Legend(Plot plot)
    {
        ScottPlot.Panels.LegendPanel panel = plot.ShowLegend(Edge.Right);
        panel.Alignment = Alignment.UpperCenter;
        panel.Padding = new PixelPadding(4, 4, 4, 8);
        plot.Axes.Right.MinimumSize = 4;
    }

    /// <summary>Draws a series as a line, with a gap wherever a value is not finite.</summary>
    public static void Line(Plot plot, string? name, double[] x, double[] y, Color color, float width = Thin, MarkerShape marker = MarkerShape.None, LinePattern pattern = default)
    {
        string? label = name;
        for (int first = 0; first < x.Length; first++)
        {
            if (!Finite(first))
                continue;
            int end = first + 1;
            while (end < x.Length && Finite(end))
                end++;
            Scatter line = plot.Add.Scatter(x[first..end], y[first..end], color);
            line.LineWidth = width;
            line.LinePattern = pattern.Name is null ? LinePattern.Solid : pattern;
            line.MarkerShape = marker;
            line.MarkerSize = marker == MarkerShape.None ? 0 : 7;
            if (label is not null)
                line.LegendText = label;
            label = null;
            first = end;
        }

        bool Finite(int i) => double.IsFinite(x[i]) && double.IsFinite(y[i]);
    }

    /// <summary>Labels an axis that counts.</summary>
    public static void Whole(IAxis axis) => axis.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = Number, TickDensity = Density };

    /// <summary>Labels an axis that holds decimal logarithms by powers of ten.</summary>
    public static void Powers(IAxis axis) => axis.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, TickDensity = Density, LabelFormatter = static power => "10" + Raised((int)Math.Round(power)) };

    /// <summary>Labels an axis at given places, in order; where they would overlap, some stay without a name.</summary>
    public static void Names(IAxis axis, double[] places, IReadOnlyList<string> names) => axis.TickGenerator = new NumericManual(places, [.. names]);

    /// <summary>A number in the shortest words, with a true minus.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        if (size < 1e-12)
            return "0";
        if (size is >= 1e6 or < 1e-4)
        {
            int power = (int)Math.Floor(Math.Log10(size) + 1e-9);
            double factor = value / Math.Pow(10, power);
            string raised = "10" + Raised(power);
            return Math.Abs(factor - 1) < 1e-9 ? raised : $"{Number(factor)}·{raised}";
        }

        return Math.Round(value, 10).ToString(size >= 10_000 ? "#,0.##" : "0.######", CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>The name of a system as people write it: <c>lorenz (sigma=10, beta=2.6666666666666665)</c> becomes <c>lorenz (σ = 10, β = 2.667)</c>.</summary>
    public static string SystemName(string name, int width) => Shorten(Setting().Replace(name, static match =>
    {
        string parameter = match.Groups["name"].Value;
        int greek = Array.IndexOf(GreekNames, parameter);
        double value = double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture);
        return $"{(greek < 0 ? parameter : GreekLetters[greek].ToString())} = {Number(value == 0 ? 0 : Math.Round(value, Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15)))}";
    }), width);

    /// <summary>As much of a text as a chart of this width has room for.</summary>
    public static string Shorten(string text, int width)
    {
        int room = width / 8;
        return text.Length <= room ? text : string.Concat(text.AsSpan(0, room - 1), "…");
    }

    private static string Raised(int power)
    {
        const string digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        string text = Math.Abs(power).ToString(CultureInfo.InvariantCulture);
        return (power < 0 ? "⁻" : "") + string.Concat(text.Select(static digit => digits[digit - '0']));
    }

    [GeneratedRegex(@"(?<name>[A-Za-z_]\w*)\s*=\s*(?<value>[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
