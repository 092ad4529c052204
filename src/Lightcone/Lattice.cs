using System.Security.Cryptography;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone;

/// <summary>An immutable configuration: a symbol for every cell of a row or grid, what lies beyond its edges, and, for rules that read one, a frozen input field of the same shape.</summary>
/// <remarks>Cells are stored row by row, one byte each. In arithmetic the first cell is the least significant digit.</remarks>
/// <example>
/// <code>
/// Lattice start = Lattice.Parse(Alphabet.Binary, "000001000000", Boundary.Periodic);
/// Lattice noise = Lattice.Random(Alphabet.Binary, Shape.Grid(8, 8), Boundary.Periodic, new RandomStream(seed: 1, "noise"));
/// </code>
/// </example>
public sealed class Lattice : IEquatable<Lattice>
{
    private readonly byte[] cells;

    private Lattice(Alphabet alphabet, Shape shape, Boundary boundary, byte[] cells, Lattice? input)
    {
        Alphabet = alphabet;
        Shape = shape;
        Boundary = boundary;
        this.cells = cells;
        Input = input;
    }

    /// <summary>The symbols a cell can hold.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>How many cells, in one or two dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>What cells at the edge see beyond it.</summary>
    public Boundary Boundary { get; }

    /// <summary>The frozen field that the rule reads and never changes, with its own alphabet and boundary; null when there is none.</summary>
    public Lattice? Input { get; }

    /// <summary>The symbols' numbers, row by row.</summary>
    public ReadOnlySpan<byte> Cells => cells;

    /// <summary>How many cells there are.</summary>
    public int Count => cells.Length;

    /// <summary>The symbol of cell <paramref name="index"/>, counted row by row from 0.</summary>
    public byte this[int index] => cells[index];

    /// <summary>The symbol at column <paramref name="x"/> of row <paramref name="y"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public byte this[int x, int y]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Shape.Width, nameof(x));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Shape.Height, nameof(y));
            return cells[(y * Shape.Width) + x];
        }
    }

    /// <summary>SHA-256 over shape, alphabet size and cells (not boundary or input) as 64 hexadecimal digits. Costs one pass over the cells at each call.</summary>
    public string Hash
    {
        get
        {
            using IncrementalHash hash = CellHash.Begin(Shape, Alphabet.Size);
            hash.AppendData(cells);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>Copies cells into a new lattice.</summary>
    /// <param name="alphabet">The symbols.</param>
    /// <param name="shape">The extent.</param>
    /// <param name="boundary">What lies beyond the edges.</param>
    /// <param name="cells">One symbol number a cell, row by row.</param>
    /// <exception cref="ArgumentException">The number of cells differs from the shape's, or a number is no symbol of the alphabet.</exception>
    public static Lattice FromCells(Alphabet alphabet, Shape shape, Boundary boundary, ReadOnlySpan<byte> cells)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        ArgumentNullException.ThrowIfNull(boundary);
        if (cells.Length != shape.Count)
            throw new ArgumentException($"{cells.Length} cells do not fill a lattice of {shape}.", nameof(cells));
        if (boundary is Boundary.FixedBoundary wall && wall.Symbol >= alphabet.Size)
            throw new ArgumentException($"The wall's symbol {wall.Symbol} is not in {alphabet}.", nameof(boundary));
        if (alphabet.Size < Alphabet.MaxSize && cells.ContainsAnyExceptInRange((byte)0, (byte)(alphabet.Size - 1)))
            throw new ArgumentException($"A cell holds a number that is no symbol of {alphabet}.", nameof(cells));
        return new(alphabet, shape, boundary, cells.ToArray(), null);
    }

    /// <summary>A lattice with <paramref name="symbol"/> in every cell.</summary>
    public static Lattice Filled(Alphabet alphabet, Shape shape, Boundary boundary, byte symbol = 0)
    {
        byte[] cells = new byte[shape.Count];
        Array.Fill(cells, symbol);
        return FromCells(alphabet, shape, boundary, cells);
    }

    /// <summary>A lattice of independent, uniformly random symbols.</summary>
    public static Lattice Random(Alphabet alphabet, Shape shape, Boundary boundary, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        ArgumentNullException.ThrowIfNull(stream);
        byte[] cells = new byte[shape.Count];
        stream.FillSymbols(cells, alphabet.Size);
        return FromCells(alphabet, shape, boundary, cells);
    }

    /// <summary>Reads a row of symbols, "0110", or a grid whose rows end with a line break or a slash; names longer than one character are separated by spaces.</summary>
    /// <param name="alphabet">The symbols.</param>
    /// <param name="text">The text; white space around it is ignored.</param>
    /// <param name="boundary">What lies beyond the edges.</param>
    /// <param name="dimensions">1 for a row (the default), 2 for a grid.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">There is no cell, a symbol is not in the alphabet, or rows differ in length. The message names line and column.</exception>
    public static Lattice Parse(Alphabet alphabet, string text, Boundary boundary, int dimensions = 1, string? file = null)
    {
        (Shape shape, byte[] cells) = LatticeText.Parse(alphabet, text, dimensions, file);
        return new(alphabet, shape, boundary, cells, null);
    }

    /// <summary>The same cells with <paramref name="input"/> as the frozen field.</summary>
    /// <exception cref="ArgumentException">The shapes differ, or the input has an input itself.</exception>
    public Lattice WithInput(Lattice? input)
    {
        if (input is not null && input.Shape != Shape)
            throw new ArgumentException($"An input of {input.Shape} cells does not fit a lattice of {Shape}.", nameof(input));
        if (input?.Input is not null)
            throw new ArgumentException("An input field has no input of its own.", nameof(input));
        return new(Alphabet, Shape, Boundary, cells, input);
    }

    /// <summary>The same cells under another boundary.</summary>
    public Lattice WithBoundary(Boundary boundary) => FromCells(Alphabet, Shape, boundary, cells).WithInput(Input);

    /// <summary>The same configuration with one cell changed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell or no such symbol.</exception>
    public Lattice With(int index, byte symbol)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)cells.Length, nameof(index));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(symbol, Alphabet.Size);
        byte[] changed = [.. cells];
        changed[index] = symbol;
        return new(Alphabet, Shape, Boundary, changed, Input);
    }

    /// <summary>Equal shape, alphabet, boundary, cells and input.</summary>
    public bool Equals(Lattice? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Shape == other.Shape && Boundary == other.Boundary && Alphabet.Equals(other.Alphabet)
            && Cells.SequenceEqual(other.Cells) && Equals(Input, other.Input));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Lattice);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Shape);
        hash.AddBytes(Cells);
        return hash.ToHashCode();
    }

    /// <summary>The symbols in the form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => LatticeText.Format(this);

    /// <summary>Takes an array as the cells without copying or checking it; the caller must not touch it again.</summary>
    internal static Lattice Adopt(Alphabet alphabet, Shape shape, Boundary boundary, byte[] cells, Lattice? input) => new(alphabet, shape, boundary, cells, input);

    /// <summary>The same surroundings with other cells, adopted without copying.</summary>
    internal Lattice Adopt(byte[] next) => new(Alphabet, Shape, Boundary, next, Input);
}
