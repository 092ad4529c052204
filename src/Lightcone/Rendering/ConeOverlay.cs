namespace Lightcone.Rendering;

/// <summary>A light cone laid over a picture whose row v shows time start + v stride, or, with a stride of 0, over a grid at a single time.</summary>
internal sealed class ConeOverlay(LightCone cone, int stride, int start)
{
    private static readonly Color Line = Color.FromRgb(0x0072B2);

    private readonly Shape shape = cone.Initial.Shape;

    public bool Differs(int x, int y) => Time(y) <= cone.Steps && cone.Differs(Time(y), Cell(x, y));

    /// <summary>Whether any corner of the block lies in the hard cone; a cone is convex, so a block that is not cut by its tip shows its edge right.</summary>
    public bool IsReachable(Raster raster, int x, int y, int width, int height)
    {
        (int left, int right) = Raster.Span(x, raster.Columns, width);
        (int top, int bottom) = Raster.Span(y, raster.Rows, height);
        if (right - left == 1 && bottom - top == 1)
            return Reaches(left, top);
        return Reaches(left, top) || Reaches(right - 1, top) || Reaches(left, bottom - 1) || Reaches(right - 1, bottom - 1);
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

    private bool Reaches(int x, int y) => cone.Hard.Reaches(shape, cone.Initial.Boundary, cone.Cell, Cell(x, y), Time(y));
}
