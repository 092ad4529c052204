using Lightcone.Networks.Learning;
using ScottPlot;

namespace Lightcone.Figures;

/// <summary>The course of a training: accuracies, and the loss on an axis of its own at the right.</summary>
public static class TrainingChart
{
    /// <summary>Draws a training, epoch by epoch.</summary>
    /// <param name="title">The title.</param>
    /// <param name="result">The training; at least one epoch.</param>
    /// <param name="width">Width; default 720.</param>
    /// <param name="height">Height; default 400.</param>
    /// <exception cref="ArgumentException">There is no epoch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chart is too small or too large.</exception>
    public static Chart Draw(string title, TrainingResult result, int width = 720, int height = 400)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Epochs.IsEmpty)
            throw new ArgumentException("There is no epoch to draw.", nameof(result));
        Plot plot = ChartStyle.New(ChartStyle.Shorten(title, width), "epoch", "accuracy (%)");
        double[] epochs = [.. result.Epochs.Select(static epoch => (double)epoch.Epoch)];
        ChartStyle.Line(plot, "training", epochs, [.. result.Epochs.Select(static epoch => 100 * epoch.Accuracy)], ChartStyle.Of(0), marker: ChartStyle.Shape(0));
        ChartStyle.Line(plot, "validation", epochs, [.. result.Epochs.Select(static epoch => 100 * (epoch.ValidationAccuracy ?? double.NaN))], ChartStyle.Of(1), marker: ChartStyle.Shape(1));
        int before = plot.GetPlottables().Count();
        ChartStyle.Line(plot, "loss (right)", epochs, [.. result.Epochs.Select(static epoch => epoch.Loss)], ChartStyle.Faint, pattern: LinePattern.DenselyDashed);
        foreach (IPlottable loss in plot.GetPlottables().Skip(before))
            loss.Axes.YAxis = plot.Axes.Right;
        ChartStyle.Name(plot.Axes.Right, "loss (nats)");
        plot.Axes.Right.FrameLineStyle.IsVisible = true;
        ChartStyle.Whole(plot.Axes.Bottom);
        plot.Axes.Margins(0.03, 0.06);
        plot.Axes.SetLimitsY(0, 103);
        plot.Axes.SetLimitsY(0, 1.06 * Math.Max(1e-9, result.Epochs.Max(static epoch => epoch.Loss)), plot.Axes.Right);
        plot.ShowLegend(Alignment.MiddleRight);
        return new Chart(plot, width, height);
    }
}
