using System.Globalization;
using Lightcone.Foundation.Input;

namespace Lightcone.Flows.Series;

/// <summary>A column of times beside the values of a recording.</summary>
internal static class SampleTimes
{
    // Times that are rounded to a few digits, or a clock that shivers, are still even.
    private const double Uneven = 0.05;

    /// <summary>Whether a column of this name holds times.</summary>
    public static bool IsName(string name) => name.Trim() is var plain && (plain.Equals("t", StringComparison.OrdinalIgnoreCase)
        || (plain.StartsWith("time", StringComparison.OrdinalIgnoreCase) && (plain.Length == 4 || !char.IsLetter(plain[4]) || plain.Equals("times", StringComparison.OrdinalIgnoreCase) || plain.Equals("timestamp", StringComparison.OrdinalIgnoreCase))));

    /// <summary>The time between two values; null where the numbers are no times.</summary>
    /// <param name="times">A number for each value; none where they are not numbers.</param>
    /// <param name="name">The column.</param>
    /// <param name="isNamed">Whether its name says that they are times.</param>
    /// <param name="place">The file.</param>
    /// <exception cref="InputException">They are called times, and are not even or no numbers.</exception>
    public static double? Interval(double[] times, string name, bool isNamed, SourceLocation place)
    {
        if (times.Length == 0 && isNamed)
            throw new InputException($"the times of the column {name} are not all numbers. Write them as numbers, or say how far apart the values are.", place, new Setting("interval", "1"));
        if (times.Length < 2)
            return null;
        double mean = (times[^1] - times[0]) / (times.Length - 1);
        double[] gaps = [.. times.Skip(1).Zip(times, static (later, earlier) => later - earlier)];
        if (mean > 0 && double.IsFinite(mean) && Enumerable.Range(0, times.Length).All(i => Math.Abs(times[i] - times[0] - (i * mean)) <= Uneven * mean) && gaps.Min() > 0)
            // The digits of the times, not those of their quotient.
            return double.Parse(mean.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (!isNamed)
            return null;
        double usual = gaps.Where(static gap => gap > 0).Order().ElementAtOrDefault(gaps.Count(static gap => gap > 0) / 2);
        throw new InputException(
            string.Create(CultureInfo.InvariantCulture, $"the times of the column {name} are not even: from {gaps.Min():G4} to {gaps.Max():G4} apart. Measures take values at equal distances in time. Interpolate them at such, or say what distance they count as."), place,
            new Setting("interval", string.Create(CultureInfo.InvariantCulture, $"{(usual > 0 ? usual : 1):G4}")));
    }
}
