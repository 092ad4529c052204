using Lightcone.Formats;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>Cells in files: RLE patterns, arrays, plain text.</summary>
internal static class PatternFile
{
    /// <summary>Whether the extension is that of cells and not of a rule.</summary>
    public static bool Claims(string path) => IsRunLength(path) || Has(path, ".npy");

    /// <summary>Whether the extension is that of an RLE pattern, which names its rule.</summary>
    public static bool IsRunLength(string path) => Has(path, ".rle");

    /// <summary>Reads cells; what the file does not say is taken from the arguments.</summary>
    /// <param name="path">The file.</param>
    /// <param name="alphabet">The symbols; null when they are not known, which plain text needs.</param>
    /// <param name="dimensions">1 or 2; null when it is not known.</param>
    /// <param name="boundary">The boundary where the file has none; left out, an RLE pattern without one lies on the endless plane, and other cells are periodic.</param>
    /// <param name="size">The lattice to place an RLE pattern in.</param>
    /// <param name="kind">The extension that files of this kind have; null when the path's own says it.</param>
    /// <exception cref="InputException">The file holds no such cells.</exception>
    public static RunLengthPattern Read(string path, Alphabet? alphabet, int? dimensions, Boundary? boundary, Shape? size, string? kind = null)
    {
        kind ??= path;
        if (Has(kind, ".rle"))
            return RunLengthPattern.Parse(File.ReadAllText(path), alphabet, dimensions, boundary, size, path);
        if (size is not null)
            throw new InputException("--size places an RLE pattern; this file is none. Leave it out.", new SourceLocation(path));
        if (!Has(kind, ".npy"))
            ForeignFile.Refuse(File.ReadAllBytes(path), path);
        Lattice lattice = Has(kind, ".npy")
            ? LatticeArray.Parse(File.ReadAllBytes(path), alphabet, boundary, path)
            : Lattice.Parse(alphabet ?? Alphabet.Binary, File.ReadAllText(path), boundary ?? Boundary.Periodic, dimensions ?? 2, path);
        return dimensions is null || dimensions == lattice.Shape.Dimensions
            ? new RunLengthPattern { Lattice = lattice }
            : throw new InputException($"this array has {lattice.Shape.Dimensions} axis or axes; the rule runs on {dimensions}.", new SourceLocation(path));
    }

    private static bool Has(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
