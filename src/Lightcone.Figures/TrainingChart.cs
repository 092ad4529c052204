using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Networks.Learning;
using ScottPlot;

namespace Lightcone.Figures;

/// <summary>The course of a training: accuracies, and the loss on an axis of its own at the right.</summary>
public static class TrainingChart
{
    /// <summary>Marks of more epochs would hide the line.</summary>
    private const int MostMarked = 60;

    /// <summary>Draws a training, epoch by epoch, with a mark at the epoch of the best validation accuracy, and one at the epoch that was kept where that is another.</summary>
    /// <param name="title">The title.</param>
    /// <param name="result">The training; at least one epoch.</param>
    /// <param name="width">Width; default 720.</param>
    /// <param name="height">Height; default 400.</param>
    /// <exception cref="ArgumentException">There is no epoch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chart is too small or too large.</exception>
    public static Chart Draw(string title, TrainingResult result, int width = 720, int height = 400)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Draw(title, result.Epochs, result.KeptEpoch, width, height);
    }

    /// <summary>Draws a training, epoch by epoch, with a mark at the epoch of the best validation accuracy, and one at the epoch that was kept where that is another.</summary>
    /// <param name="title">The title.</param>
    /// <param name="epochs">What each epoch showed; at least one.</param>
    /// <param name="keptEpoch">The epoch whose network was kept, counted from 1; null where that is not known.</param>
    /// <param name="width">Width; default 720.</param>
    /// <param name="height">Height; default 400.</param>
    /// <exception cref="ArgumentException">There is no epoch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chart is too small or too large.</exception>
    public static Chart Draw(string title, ImmutableArray<EpochReport> epochs, int? keptEpoch, int width = 720, int height = 400)
    {
        if (epochs.IsDefaultOrEmpty)
            throw new ArgumentException("There is no epoch to draw.", nameof(epochs));
        Plot plot = ChartStyle.New(ChartStyle.Shorten(title, width), "epoch", "accuracy (%)");
        double[] places = [.. epochs.Select(static epoch => (double)epoch.Epoch)];
        bool areFew = epochs.Length <= MostMarked;
        ChartStyle.Line(plot, "training", places, [.. epochs.Select(static epoch => 100 * epoch.Accuracy)], ChartStyle.Of(0), marker: areFew ? ChartStyle.Shape(0) : MarkerShape.None);
        if (epochs.Any(static epoch => epoch.ValidationAccuracy is not null))
            ChartStyle.Line(plot, "validation", places, [.. epochs.Select(static epoch => 100 * (epoch.ValidationAccuracy ?? double.NaN))], ChartStyle.Of(1), marker: areFew ? ChartStyle.Shape(1) : MarkerShape.None);
        int before = plot.GetPlottables().Count();
        ChartStyle.Line(plot, "loss (right)", places, [.. epochs.Select(static epoch => epoch.Loss)], ChartStyle.Faint, pattern: LinePattern.DenselyDashed);
        foreach (IPlottable loss in plot.GetPlottables().Skip(before))
            loss.Axes.YAxis = plot.Axes.Right;
        if (keptEpoch is { } kept && epochs.Any(epoch => epoch.ValidationAccuracy is not null))
            Marks(plot, epochs, kept);
        ChartStyle.Name(plot.Axes.Right, "loss (nats)");
        plot.Axes.Right.FrameLineStyle.IsVisible = true;
        ChartStyle.Whole(plot.Axes.Bottom);
        plot.Axes.Margins(0.03, 0.06);
        if (epochs.Length == 1)
            plot.Axes.SetLimitsX(0.5, 1.5);
        plot.Axes.SetLimitsY(0, 103);
        plot.Axes.SetLimitsY(0, 1.06 * Math.Max(1e-9, epochs.Max(static epoch => epoch.Loss)), plot.Axes.Right);
        plot.ShowLegend(Alignment.MiddleRight);
        return new Chart(plot, width, height);
    }

    private static void Marks(Plot plot, ImmutableArray<EpochReport> epochs, int kept)
    {
        EpochReport best = epochs.MaxBy(static epoch => (epoch.ValidationAccuracy ?? 0, -epoch.Epoch))!;
        Mark(best, kept == best.Epoch ? "best, kept" : "best");
        if (kept != best.Epoch && epochs.FirstOrDefault(epoch => epoch.Epoch == kept) is { } other)
            Mark(other, "kept");

        void Mark(EpochReport epoch, string word)
        {
            ScottPlot.Plottables.Marker mark = plot.Add.Marker(epoch.Epoch, 100 * (epoch.ValidationAccuracy ?? double.NaN), word == "kept" ? MarkerShape.OpenSquare : MarkerShape.OpenCircle, 15, ChartStyle.Ink);
            mark.MarkerLineWidth = 1.6f;
            mark.LegendText = string.Create(CultureInfo.InvariantCulture, $"{word}: epoch {epoch.Epoch}, {100 * epoch.ValidationAccuracy:0.0} %");
        }
    }
}
