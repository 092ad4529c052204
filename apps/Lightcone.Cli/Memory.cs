using System.Globalization;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>Refuses work that would not fit before it is begun.</summary>
internal static class Memory
{
    /// <summary>What a run holds for each cell at most: state, next state, input, result, and the frozen part of the neighborhood's number.</summary>
    private const int BytesPerCell = 12;

    /// <exception cref="ResourceLimitException">So many cells do not fit; exit code 4.</exception>
    public static void Require(double cells)
    {
        double limit = Math.Min(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 0.85, (double)Array.MaxLength * BytesPerCell);
        double needed = cells * BytesPerCell;
        if (needed > limit)
            throw new ResourceLimitException(string.Create(CultureInfo.InvariantCulture, $"{cells:0.###e0} cells need {needed / (1 << 30):0.0} GiB, over the limit of {limit / (1 << 30):0.0} GiB. Use fewer cells."));
    }
}
