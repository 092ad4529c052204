namespace Lightcone.Foundation.Statistics;

/// <summary>How far two samples lie on a line: Pearson's correlation. Of ranks it is Spearman's.</summary>
internal static class Correlation
{
    /// <summary>The correlation of pairs, -1 to 1; NaN when a sample is constant.</summary>
    /// <exception cref="ArgumentException">The samples are empty or differ in length.</exception>
    public static double Of(double[] first, double[] second)
    {
        if (first.Length == 0 || first.Length != second.Length)
            throw new ArgumentException($"{first.Length} and {second.Length} values are no pairs.", nameof(second));
        double meanFirst = first.Average(), meanSecond = second.Average(), both = 0, squareFirst = 0, squareSecond = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double one = first[i] - meanFirst, other = second[i] - meanSecond;
            (both, squareFirst, squareSecond) = (both + (one * other), squareFirst + (one * one), squareSecond + (other * other));
        }

        return both / Math.Sqrt(squareFirst * squareSecond);
    }
}
