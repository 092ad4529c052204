namespace Lightcone.Formats.Onnx;

/// <summary>How many cells beyond each edge of a field are read.</summary>
internal readonly record struct Margins(int Left, int Right, int Top, int Bottom)
{
    /// <summary>Columns of the smallest rectangle around the cell and all its neighbors.</summary>
    public int Width => Left + 1 + Right;

    /// <summary>Rows of it.</summary>
    public int Height => Top + 1 + Bottom;

    public static Margins Of(Offset[] offsets) => new(
        Math.Max(0, -offsets.Min(static o => o.X)), Math.Max(0, offsets.Max(static o => o.X)), Math.Max(0, -offsets.Min(static o => o.Y)), Math.Max(0, offsets.Max(static o => o.Y)));

    /// <summary>Where an offset lies in that rectangle, row by row.</summary>
    public int Place(Offset offset) => ((Top + offset.Y) * Width) + Left + offset.X;
}
