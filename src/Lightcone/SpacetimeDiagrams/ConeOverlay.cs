using Lightcone.Foundation.Imaging;

namespace Lightcone.SpacetimeDiagrams;

/// <summary>A light cone laid over a picture whose row v shows time start + v stride, or, with a stride of 0, over a grid at a single time.</summary>
internal sealed class ConeOverlay(LightCone cone, int stride, int start)
{
    private static readonly Color Line = Color.FromRgb(0x0072B2);

    private readonly Shape shape = cone.Initial.Shape;
    private bool[]? reachable;

    public bool Differs(int x, int y) => Time(y) <= cone.Steps && cone.Differs(Time(y), Cell(x, y));

    /// <summary>Whether any cell of the block lies in the hard cone, at any of its times: a cone may be as narrow as a single cell, which a block hides but for this.</summary>
    public bool IsReachable(Raster raster, int x, int y, int width, int height)
    {
        reachable ??= [.. Enumerable.Range(0, raster.Rows * raster.Columns).Select(at => Reaches(Raster.Span(at % raster.Columns, raster.Columns, width), Raster.Span(at / raster.Columns, raster.Rows, height)))];
        return reachable[(y * raster.Columns) + x];
    }

    /// <summary>Draws a line where a reachable sample meets one that is not. The line lies on the unreachable side, so that it hides nothing that differs.</summary>
    public void Outline(Image image, Raster raster, int width, int height, int zoom)
    {
        int thick = zoom < 3 ? 1 : 2;
        for (int y = 0; y < raster.Rows; y++)
            for (int x = 0; x < raster.Columns; x++)
            {
                if (IsReachable(raster, x, y, width, height))
                    continue;
                int left = x * zoom;
                int top = y * zoom;
                if (x > 0 && IsReachable(raster, x - 1, y, width, height))
                    image.Fill(left, top, thick, zoom, Line);
                if (x + 1 < raster.Columns && IsReachable(raster, x + 1, y, width, height))
                    image.Fill(left + zoom - thick, top, thick, zoom, Line);
                if (y > 0 && IsReachable(raster, x, y - 1, width, height))
                    image.Fill(left, top, zoom, thick, Line);
                if (y + 1 < raster.Rows && IsReachable(raster, x, y + 1, width, height))
                    image.Fill(left, top + zoom - thick, zoom, thick, Line);
            }
    }

    private int Time(int y) => start + (y * stride);

    private int Cell(int x, int y) => stride == 0 ? (y * shape.Width) + x : x;

    private bool Reaches((int First, int End) columns, (int First, int End) rows)
    {
        (Boundary boundary, (int, int) across) = (cone.Initial.Boundary, (columns.First, columns.End - 1));
        if (stride == 0)
            return cone.Hard.ReachesAny(shape, boundary, cone.Cell, across, (rows.First, rows.End - 1), start);
        for (int y = rows.First; y < rows.End; y++)
            if (cone.Hard.ReachesAny(shape, boundary, cone.Cell, across, (0, 0), Time(y)))
                return true;
        return false;
    }
}
