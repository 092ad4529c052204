using Lightcone.Formats.Golly;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>A grid as text: rows of symbols, and RLE where these would be more than a screen holds.</summary>
internal static class GridText
{
    /// <summary>Columns of a grid that is printed as rows.</summary>
    private const int MostColumns = 80;

    /// <summary>Rows of such a grid.</summary>
    private const int MostRows = 50;

    /// <summary>Whether a lattice is larger than a screen.</summary>
    public static bool IsLarge(Lattice lattice) => lattice.Shape.Dimensions == 2 && (lattice.Shape.Width > MostColumns || lattice.Shape.Height > MostRows);

    /// <summary>The pattern in RLE; null where RLE cannot say it, or rows are short enough.</summary>
    public static string? RunLengths(RunLengthPattern pattern)
    {
        if (!IsLarge(pattern.Lattice))
            return null;
        try
        {
            return pattern.Format().TrimEnd('\n');
        }
        catch (InputException)
        {
            // A mirror, or walls of another symbol: rows say it.
            return null;
        }
    }
}
