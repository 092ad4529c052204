using Lightcone.Formats;
using Lightcone.Formats.Golly;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>Cells in files: patterns, arrays, plain text.</summary>
internal static class PatternFile
{
    /// <summary>The format of arrays, which are cells without a rule.</summary>
    public const string Array = "npy";

    /// <summary>The names of all formats of cells.</summary>
    public static string Names { get; } = $"{string.Join(", ", PatternFormat.All.Select(static format => format.Name))} and {Array}";

    /// <summary>Whether the extension is that of cells and not of a rule.</summary>
    public static bool Claims(string path) => IsPattern(path) || IsArray(path);

    /// <summary>Whether the extension is that of a pattern, which names its rule.</summary>
    public static bool IsPattern(string path) => PatternFormat.Claims(path);

    /// <summary>Whether the name is that of a format of cells.</summary>
    public static bool IsFormat(string name) => name == Array || PatternFormat.Find(name) is not null;

    /// <summary>Reads a pattern as its file says it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The name of its format; null for what it begins like, or its extension.</param>
    /// <exception cref="InputException">The file holds no pattern.</exception>
    public static Pattern Open(string path, string? format = null)
    {
        byte[] content = File.ReadAllBytes(path);
        return format is null ? PatternFormat.Read(content, path) : PatternFormat.Find(format)!.Parse(content, path);
    }

    /// <summary>Reads cells; what the file does not say is taken from the arguments.</summary>
    /// <param name="path">The file.</param>
    /// <param name="alphabet">The symbols; null when they are not known, which plain text needs.</param>
    /// <param name="dimensions">1 or 2; null when it is not known.</param>
    /// <param name="boundary">The boundary where the file has none; left out, a pattern without one lies on the endless plane, and other cells are periodic.</param>
    /// <param name="size">The lattice to place a pattern in.</param>
    /// <param name="format">The name of the file's format; null when the file says it.</param>
    /// <exception cref="InputException">The file holds no such cells.</exception>
    public static RunLengthPattern Read(string path, Alphabet? alphabet, int? dimensions, Boundary? boundary, Shape? size, string? format = null)
    {
        bool isArray = format == Array || (format is null && IsArray(path));
        if (!isArray && (format is not null || IsPattern(path)))
            return RunLengthPattern.Of(Open(path, format), alphabet, dimensions, boundary, size, path);
        if (size is not null)
            throw new InputException("--size places a pattern; this file is none. Leave it out.", new SourceLocation(path));
        if (!isArray)
            ForeignFile.Refuse(File.ReadAllBytes(path), path);
        Lattice lattice = isArray
            ? LatticeArray.Parse(File.ReadAllBytes(path), alphabet, boundary, path)
            : Lattice.Parse(alphabet ?? Alphabet.Binary, File.ReadAllText(path), boundary ?? Boundary.Periodic, dimensions ?? 2, path);
        return dimensions is null || dimensions == lattice.Shape.Dimensions
            ? new RunLengthPattern { Lattice = lattice }
            : throw new InputException($"this array has {lattice.Shape.Dimensions} axis or axes; the rule runs on {dimensions}.", new SourceLocation(path));
    }

    private static bool IsArray(string path) => path.EndsWith($".{Array}", StringComparison.OrdinalIgnoreCase);
}
