using System.Globalization;
using Lightcone.Experiments.Pipelines;

namespace Lightcone.Figures;

/// <summary>A confusion matrix: which class was taken for which.</summary>
public static class ConfusionChart
{
    /// <summary>Numbers in the cells of more classes would not be read.</summary>
    private const int MostNumbered = 26;

    /// <summary>Draws the matrix: the share of each class as color, the number of samples as text, the first class at the top.</summary>
    /// <param name="title">The title.</param>
    /// <param name="classification">What a network said.</param>
    /// <param name="width">Width; default 640, more for many classes.</param>
    /// <param name="height">Height; default 560, more for many classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The chart is too small or too large.</exception>
    public static Chart Draw(string title, Classification classification, int? width = null, int? height = null)
    {
        ArgumentNullException.ThrowIfNull(classification);
        int classes = classification.Classes;
        // The first row of a table lies at the bottom.
        double[] shares = [.. Enumerable.Range(0, classes * classes).Select(i => 100.0 * classification[classes - 1 - (i / classes), i % classes] / classification.Samples(classes - 1 - (i / classes)))];
        int larger = Math.Min(7_000, 28 * Math.Max(0, classes - 14));
        string heading = string.Create(CultureInfo.InvariantCulture, $"{title}: {100 * classification.Evaluation.Accuracy:0.0} % of {classification.Evaluation.Samples:N0} right");
        return HeatMap.Draw(
            heading, "taken for", "class", "share of the class (%)", classification.ClassNames, [.. classification.ClassNames.Reverse()], shares,
            classes > MostNumbered ? null : i => classification[classes - 1 - (i / classes), i % classes] is var count && count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture),
            width ?? (640 + larger), height ?? (560 + larger));
    }
}
