using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Golly;

/// <summary>A pattern in Golly's extended RLE: cells by run lengths under a header with width, height and rule (docs/rule-files.md).</summary>
/// <remarks>A suffix of the rule says the boundary: <c>:T30,20</c> is a torus, <c>:T30,0</c> with a single row a ring, <c>:P30,20</c> a plane whose outside is symbol 0 for ever. Without one Golly's plane is endless, which a lattice is not; such a pattern gets the boundary that the caller names.</remarks>
public sealed record RunLengthPattern
{
    /// <summary>The cells. Their boundary is that of the rule's suffix.</summary>
    public required Lattice Lattice { get; init; }

    /// <summary>The name of the rule, without the suffix; null when the header has none.</summary>
    public string? Rule { get; init; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="alphabet">The symbols; left out, two symbols for W and B/S rules, else as many as occur, named 0, 1, 2, ...</param>
    /// <param name="dimensions">1 or 2; left out, 1 for W rules and for a ring <c>:Tn,0</c> of a single row, else 2.</param>
    /// <param name="boundary">The boundary where the file has none; periodic by default.</param>
    /// <param name="shape">The lattice to place the pattern in, in its middle; left out, the size that the suffix or the header says.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The text is no such pattern, does not fit, or holds a topology that a lattice cannot have.</exception>
    public static RunLengthPattern Parse(string text, Alphabet? alphabet = null, int? dimensions = null, Boundary? boundary = null, Shape? shape = null, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        RunLengthReader reader = RunLengthReader.Read(text, file);
        return reader.ToPattern(alphabet, dimensions, boundary, shape);
    }

    /// <summary>Writes the pattern; lines are at most 70 characters long.</summary>
    /// <exception cref="InputException">RLE cannot say it: a frozen input field, a reflecting boundary, walls of another symbol than 0. The message says which.</exception>
    public string Format() => RunLengthWriter.Write(this);
}
