using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Imaging;

namespace Lightcone.SpacetimeDiagrams;

/// <summary>Draws space-time diagrams, rows and grids as images: one square a cell, or, when there are too many cells, one pixel a block of them in which a single deviating cell stays visible.</summary>
public sealed record SpacetimePicture
{
    // With squares this large, and so few of them, thin lines between them help the eye to count; on larger grids they hide what is to be seen.
    private const int GridZoom = 6;
    private const int MostRuled = 60;

    /// <summary>The colors; null, the default, picks by the alphabet (<see cref="Palette.For"/>).</summary>
    public Palette? Palette { get; init; }

    /// <summary>Pixels a cell side, at least 1; null, the default, takes the largest up to 8 with which the picture stays within 1,024 pixels a side. A zoom that would exceed <see cref="MaxSide"/> is lowered.</summary>
    public int? Zoom { get; init; }

    /// <summary>The longest side of the picture in pixels, at least 1; 4,096 when left out. Wider diagrams are reduced.</summary>
    public int MaxSide { get; init; } = 4_096;

    /// <summary>A measured light cone to draw over the diagram: what differs is tinted, what cannot differ is paled, and the hard cone gets an outline. Null, the default, draws none.</summary>
    public LightCone? Cone { get; init; }

    /// <summary>A configuration to compare with, usually the fixed point: cells that still differ from it are tinted, so that the wave of correctness can be seen. Null, the default, tints none. Not together with <see cref="Cone"/>.</summary>
    public Lattice? Truth { get; init; }

    /// <summary>Draws a recorded run of a row of cells with time going down; of a grid, its last configuration.</summary>
    /// <exception cref="ArgumentException">The cone was measured on a lattice of another shape.</exception>
    public Image Render(SpacetimeDiagram diagram)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        if (diagram.Shape.Dimensions == 2)
            return Frame(diagram.Row(diagram.Count - 1), diagram.Initial, diagram.LastTime);
        Require(diagram.Shape);
        return Paint(diagram.Cells, diagram.Initial, diagram.Count, diagram.Stride, 0);
    }

    /// <summary>Draws a field whose samples are made already, a square a sample.</summary>
    /// <exception cref="InvalidOperationException">A cone or a truth is to be shown, which reduced samples know nothing of.</exception>
    internal Image Render(Raster raster)
    {
        if (Cone is not null || Truth is not null)
            throw new InvalidOperationException("An overview shows neither a cone nor errors: single cells are counted, not kept. Record a SpacetimeDiagram.");
        int zoom = ZoomFor(Math.Max(raster.Columns, raster.Rows));
        Image image = new(raster.Columns * zoom, raster.Rows * zoom);
        for (int y = 0; y < raster.Rows; y++)
            for (int x = 0; x < raster.Columns; x++)
                image.Fill(x * zoom, y * zoom, zoom, zoom, raster.ColorAt(x, y));
        return image;
    }

    /// <summary>Draws one recorded configuration of a grid.</summary>
    /// <param name="diagram">The recorded run.</param>
    /// <param name="index">Number of the configuration.</param>
    /// <exception cref="ArgumentException">The cone was measured on a lattice of another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such configuration.</exception>
    public Image Render(SpacetimeDiagram diagram, int index)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        return Frame(diagram.Row(index), diagram.Initial, index * diagram.Stride);
    }

    /// <summary>Draws a configuration as it is: a grid, or a single row. A cone is drawn as it was at time 0.</summary>
    /// <exception cref="ArgumentException">The cone was measured on a lattice of another shape.</exception>
    public Image Render(Lattice lattice)
    {
        ArgumentNullException.ThrowIfNull(lattice);
        return Frame(lattice.Cells, lattice, 0);
    }

    private Image Frame(ReadOnlySpan<byte> cells, Lattice lattice, int time)
    {
        Require(lattice.Shape);
        return Paint(cells, lattice, lattice.Shape.Height, 0, time);
    }

    /// <summary>Row v of the picture shows time <paramref name="start"/> + v <paramref name="stride"/>; a stride of 0 means that the rows are those of a grid, all at the same time.</summary>
    private Image Paint(ReadOnlySpan<byte> cells, Lattice lattice, int height, int stride, int start)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxSide);
        int width = lattice.Shape.Width;
        ConeOverlay? overlay = Cone is null ? null : new ConeOverlay(Cone, stride, start);
        Palette palette = Palette ?? Palette.For(lattice.Alphabet);
        ImmutableArray<Color> colors = palette.Colors(lattice.Alphabet.Size);
        Raster raster = Raster.Sample(cells, width, overlay is null ? Errors(cells, width, stride) : overlay.Differs, colors.AsSpan(), MaxSide, MaxSide);
        int zoom = ZoomFor(Math.Max(raster.Columns, raster.Rows));
        int gap = stride == 0 && zoom >= GridZoom && lattice.Shape.Dimensions == 2 && Math.Max(width, height) <= MostRuled ? 1 : 0;
        Image image = new((raster.Columns * zoom) + gap, (raster.Rows * zoom) + gap, Palette.Paper.Mix(Palette.Ink, 0.12));
        for (int y = 0; y < raster.Rows; y++)
            for (int x = 0; x < raster.Columns; x++)
            {
                Color color = raster.ColorAt(x, y);
                if (overlay is null && raster.IsMarked(x, y))
                    color = color.Mix(palette.Accent, 0.72);
                if (overlay is not null)
                    color = raster.IsMarked(x, y) ? color.Mix(palette.Accent, 0.72) : overlay.IsReachable(raster, x, y, width, height) ? color : color.Mix(Palette.Paper, 0.62);
                image.Fill((x * zoom) + gap, (y * zoom) + gap, zoom - gap, zoom - gap, color);
            }

        overlay?.Outline(image, raster, width, height, zoom);
        return image;
    }

    /// <summary>Whether a cell differs from the truth: of a row, the same truth at every time; of a grid, cell by cell.</summary>
    private Func<int, int, bool>? Errors(ReadOnlySpan<byte> cells, int width, int stride)
    {
        if (Truth is not { } truth)
            return null;
        byte[] field = cells.ToArray();
        return stride == 0 ? (x, y) => field[(y * width) + x] != truth[(y * width) + x] : (x, y) => field[(y * width) + x] != truth[x];
    }

    private int ZoomFor(int samples)
    {
        if (Zoom is { } zoom)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(zoom, nameof(Zoom));
        return Math.Clamp(Zoom ?? Math.Min(8, 1_024 / samples), 1, Math.Max(1, MaxSide / samples));
    }

    private void Require(Shape shape)
    {
        if (Cone is not null && Cone.Initial.Shape != shape)
            throw new ArgumentException($"The cone was measured on {Cone.Initial.Shape} cells, the diagram has {shape}.", nameof(shape));
        if (Truth is not null && Truth.Shape != shape)
            throw new ArgumentException($"The truth has {Truth.Shape} cells, the diagram {shape}.", nameof(shape));
        if (Truth is not null && Cone is not null)
            throw new ArgumentException("A picture shows either a cone or errors: the tints would mix.", nameof(shape));
    }
}
