namespace Lightcone.Identification;

/// <summary>One recorded configuration and where it stood.</summary>
public sealed class RecordedConfiguration
{
    private readonly byte[] cells;

    internal RecordedConfiguration(Shape shape, byte[] cells, int line)
    {
        Shape = shape;
        this.cells = cells;
        Line = line;
    }

    /// <summary>The extent.</summary>
    public Shape Shape { get; }

    /// <summary>The symbols' numbers, row by row.</summary>
    public ReadOnlySpan<byte> Cells => cells;

    /// <summary>The line of its first row in the file, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The line on which a cell stands.</summary>
    /// <param name="cell">The cell, counted row by row from 0.</param>
    public int LineOf(int cell) => Line + (cell / Shape.Width);

    /// <summary>The same cells as a lattice.</summary>
    /// <param name="alphabet">The symbols.</param>
    /// <param name="boundary">What lies beyond the edges; a file does not say it.</param>
    public Lattice ToLattice(Alphabet alphabet, Boundary boundary) => Lattice.FromCells(alphabet, Shape, boundary, cells);
}
