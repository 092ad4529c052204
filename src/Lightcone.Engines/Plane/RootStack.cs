namespace Lightcone.Engines.Plane;

/// <summary>Numbers of squares that must not be forgotten: the present configuration, and a frame of sixteen for each square that is being carried on. It does not move.</summary>
internal sealed unsafe class RootStack : IDisposable
{
    /// <summary>Numbers in a frame.</summary>
    public const int Frame = 16;

    private readonly NativeBuffer<int> frames = new(Frame * (long)Deepest);
    private int depth;

    /// <summary>The most frames.</summary>
    public const int Deepest = 192;

    /// <summary>All numbers; 0 is none.</summary>
    public int[] All => new Span<int>(frames.Start, depth * Frame).ToArray();

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => frames.Dispose();

    /// <summary>A new frame of zeros.</summary>
    public int* Push()
    {
        int* frame = frames.Start + (depth++ * Frame);
        new Span<int>(frame, Frame).Clear();
        return frame;
    }

    /// <summary>Gives the last frame back.</summary>
    public void Pop() => depth--;

    /// <summary>Gives all frames back but so many.</summary>
    public void Keep(int frames) => depth = frames;
}
