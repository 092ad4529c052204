using System.Collections.Immutable;
using Lightcone.Foundation.Input;

namespace Lightcone.Foundation.Imaging;

/// <summary>Pictures of equal size shown one after the other, saved as an animated PNG: every browser plays it, and a program that knows only PNG shows the first picture.</summary>
public sealed class Animation
{
    /// <summary>An animation.</summary>
    /// <param name="frames">The pictures, at least one, all of one size.</param>
    /// <param name="framesPerSecond">Speed, 1 to 100. Default 10.</param>
    /// <param name="loops">How often it is played; 0, the default, for ever.</param>
    /// <exception cref="ArgumentException">There is no picture, or sizes differ.</exception>
    public Animation(ImmutableArray<Image> frames, int framesPerSecond = 10, int loops = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(framesPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(framesPerSecond, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(loops);
        if (frames.Length == 0 || frames.Any(frame => frame.Width != frames[0].Width || frame.Height != frames[0].Height))
            throw new ArgumentException("An animation has at least one picture, and all are of one size.", nameof(frames));
        Frames = frames;
        FramesPerSecond = framesPerSecond;
        Loops = loops;
    }

    /// <summary>The pictures.</summary>
    public ImmutableArray<Image> Frames { get; }

    /// <summary>Pictures a second.</summary>
    public int FramesPerSecond { get; }

    /// <summary>How often it is played; 0 for ever.</summary>
    public int Loops { get; }

    /// <summary>The bytes of an animated PNG.</summary>
    public byte[] ToPng()
    {
        using MemoryStream stream = new();
        Png.Write(stream, this);
        return stream.ToArray();
    }

    /// <summary>Saves the animation as an animated PNG, in one piece.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the encoding with an <see cref="OperationCanceledException"/>; nothing is left behind.</param>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    public void SavePng(string path, CancellationToken cancellation = default) => AtomicFile.Write(path, stream => Png.Write(stream, this, cancellation));
}
