using Lightcone.Formats;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>Refuses a destination that cannot be written before the work is done whose result would be lost.</summary>
internal static class OutputFile
{
    /// <exception cref="IOException">The destination cannot be written.</exception>
    public static void Require(string? path)
    {
        if (path is not null)
            AtomicFile.Require(path);
    }

    /// <summary>The same for a rule or certificate, which is JSON: under the extension of another format nothing would read it again.</summary>
    /// <exception cref="InputException">The name is that of another format.</exception>
    /// <exception cref="IOException">The destination cannot be written.</exception>
    public static void RequireRule(string? path)
    {
        if (path is not null && FileFormat.OfPath(path) is { Name: not "json" } other)
            throw new InputException($"--out {path}: JSON is written here, and names in {other.Extension} are read as {other.Name}. Let the name end in .json; other formats come from it: lightcone export FILE.json --format {other.Name} --out {path}");
        Require(path);
    }

    /// <summary>The same for cells, which are text.</summary>
    /// <exception cref="InputException">The name is that of another format.</exception>
    /// <exception cref="IOException">The destination cannot be written.</exception>
    public static void RequireCells(string? path)
    {
        if (path is not null && PatternFile.Claims(path))
            throw new InputException($"--out {path}: cells are written as text here. Let the name end in .txt.");
        Require(path);
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

    /// <summary>Whether a name is that of a chart: PNG or SVG.</summary>
    public static bool IsChart(string path) => path.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same for a chart with axes, whose name ends in .png or .svg.</summary>
    /// <exception cref="InputException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The destination cannot be written.</exception>
    public static void RequireChart(string? path)
    {
        if (path is not null && !IsChart(path) && !path.StartsWith("/dev/", StringComparison.Ordinal))
            throw new InputException($"--out {path}: charts are PNG or SVG. Let the name end in .png or .svg.");
        Require(path);
    }
}
