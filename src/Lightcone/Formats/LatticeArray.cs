using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats;

/// <summary>Lattices as NumPy arrays of bytes: shape (length) for a row, (height, width) for a grid, the symbols' numbers as values (docs/rule-files.md).</summary>
public static class LatticeArray
{
    /// <summary>The file's bytes. Alphabet and boundary are not in it; <see cref="Parse"/> is told them.</summary>
    /// <exception cref="InputException">The lattice has a frozen input: an array is one field.</exception>
    public static byte[] Format(Lattice lattice)
    {
        ArgumentNullException.ThrowIfNull(lattice);
        if (lattice.Input is not null)
            throw new InputException("an array is one field of cells, and this lattice has a frozen input beside its state. Choose one.", default, new Setting("part", "state or input"));
        return (lattice.Shape.Dimensions == 1 ? NpyArray.FromBytes(lattice.Cells, lattice.Count) : NpyArray.FromBytes(lattice.Cells, lattice.Shape.Height, lattice.Shape.Width)).ToFile();
    }

    /// <summary>Reads a lattice.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="alphabet">The symbols; left out, as many as occur and at least two, named 0, 1, 2, ...</param>
    /// <param name="boundary">What lies beyond the edges; periodic by default.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The file is no array of one or two axes of whole numbers that are symbols.</exception>
    public static Lattice Parse(ReadOnlySpan<byte> content, Alphabet? alphabet = null, Boundary? boundary = null, string? file = null)
    {
        NpyArray array = NpyArray.Parse(content, file);
        if (array.Shape.Length is < 1 or > 2 || array.Count == 0)
            throw new InputException($"expected an array of one or two axes with at least one cell, found the shape ({string.Join(", ", array.Shape)}).", new SourceLocation(file));
        byte[] cells = array.ToBytes(file);
        int highest = cells.Max();
        alphabet ??= Alphabet.Digits(Math.Max(2, highest + 1));
        if (highest >= alphabet.Size)
            throw new InputException($"element {Array.FindIndex(cells, cell => cell == highest)} is {highest}, which is the number of no symbol of {alphabet}.", new SourceLocation(file));
        return Lattice.Adopt(alphabet, array.Shape.Length == 1 ? Shape.Row(array.Shape[0]) : Shape.Grid(array.Shape[1], array.Shape[0]), boundary ?? Boundary.Periodic, cells, null);
    }
}
