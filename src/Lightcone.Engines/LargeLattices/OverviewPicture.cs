using Lightcone.Foundation.Imaging;
using Lightcone.SpacetimeDiagrams;

namespace Lightcone.Engines.LargeLattices;

/// <summary>Pictures of runs that were reduced while they ran.</summary>
public static class OverviewPicture
{
    extension(SpacetimePicture picture)
    {
        /// <summary>Draws a run that was reduced while it ran, a sample a block; the longest side of the picture is not looked at.</summary>
        /// <param name="overview">The run.</param>
        /// <exception cref="InvalidOperationException">A cone or a truth is to be shown, which an overview knows nothing of.</exception>
        public Image Render(SpacetimeOverview overview)
        {
            ArgumentNullException.ThrowIfNull(overview);
            Palette palette = picture.Palette ?? Palette.For(overview.Alphabet);
            return picture.Render(Raster.OfCounts(overview.Columns, overview.Rows, (row, column) => overview.Counts(row, column).ToArray(), palette.Colors(overview.Alphabet.Size).AsSpan()));
        }
    }
}
