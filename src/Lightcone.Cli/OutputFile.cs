using Lightcone.Text;

namespace Lightcone.Cli;

/// <summary>Refuses a destination that cannot be written before the work is done whose result would be lost.</summary>
internal static class OutputFile
{
    /// <exception cref="IOException">The destination cannot be written.</exception>
    public static void Require(string? path)
    {
        if (path is not null)
            WholeFile.Require(path);
    }

    /// <summary>The same for a picture, whose name ends as pictures' names do.</summary>
    /// <exception cref="InputException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The destination cannot be written.</exception>
    public static void RequirePicture(string? path)
    {
        if (path is not null && !path.EndsWith(".png", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".apng", StringComparison.OrdinalIgnoreCase) && !path.StartsWith("/dev/", StringComparison.Ordinal))
            throw new InputException($"--out {path}: pictures are PNG. Let the name end in .png.");
        Require(path);
    }
}
