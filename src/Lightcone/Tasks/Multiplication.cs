using Lightcone.Foundation.Input;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>
/// Multiplication of binary numbers on their outer product: row r holds the first factor times bit r of the second, shifted to its weight, as a frozen field; every cell adds its bit, the sum digit from above and the carry from above left,
/// and gives a sum digit and a carry. Twice as many rows and columns as digits; the last row holds the product.
/// </summary>
/// <remarks>Influence runs downwards only, so the fixed point is unique and heals. A published model of the task has 321 parameters (arXiv 2603.29069); the cell alone, a full adder of three bits, takes 3 -> 3 -> 4, 28 parameters.</remarks>
public static class Multiplication
{
    /// <summary>Sum digit and carry.</summary>
    public static Alphabet SumAndCarry { get; } = Alphabet.Product(new Alphabet.Track("sum", Alphabet.Binary), new Alphabet.Track("carry", Alphabet.Binary));

    /// <summary>What the symbols stand for in their column: the digit counts once, the carry twice.</summary>
    private static OuterProductCode Code { get; } = new([0, 0, 1, 1], [0, 1, 0, 1]);

    /// <summary>The cell alone: three bits in a row to their sum digit and carry, 8 neighborhoods.</summary>
    public static LocalRule Cell { get; } = LocalRule.FromFunction(
        new Signature(null, Neighborhood.None, Alphabet.Binary, Neighborhood.Radius(1), SumAndCarry), static n => (byte)((2 * (n[0] ^ n[1] ^ n[2])) + (n[0] + n[1] + n[2] >= 2 ? 1 : 0)));

    /// <summary>The rule on the grid: 32 neighborhoods (bit of the outer product, cell above, cell above left).</summary>
    public static LocalRule Rule { get; } = OnGrid(Cell);

    /// <summary>The task <c>multiplication</c>.</summary>
    public static ArithmeticTask Task { get; } = new()
    {
        Name = "multiplication",
        Summary = "binary multiplication on the grid of the outer product; sums and carries run down",
        Benchmark = BenchmarkTask.BinaryMultiplication,
        Rule = Rule,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(3),
        Base = 2,
        Sign = '*',
        Grid = Code,
        Encoder = Encode,
        Decoder = static (final, _) => Decode(final),
        WorstCase = static digits =>
        {
            byte[] ones = new byte[digits];
            Array.Fill(ones, (byte)1);
            return (Natural.FromDigits(2, ones), Natural.FromDigits(2, ones));
        },
    };

    /// <summary>A cell of three bits, for instance a learned one, placed on the grid: it reads the outer product, the sum digit above and the carry above left.</summary>
    /// <exception cref="ArgumentException">The cell does not go from three bits to sum and carry.</exception>
    public static LocalRule OnGrid(LocalRule cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (!cell.Signature.Equals(Cell.Signature))
            throw new ArgumentException($"The cell goes {cell.Signature}; {Cell.Signature} is needed.", nameof(cell));
        Signature grid = new(Alphabet.Binary, Neighborhood.OfGrid(new Offset(0)), SumAndCarry, Neighborhood.OfGrid(new Offset(0, -1), new Offset(-1, -1)));
        return LocalRule.FromFunction(grid, n => cell.Apply([n[0], (byte)(n[1] >> 1), (byte)(n[2] & 1)]));
    }

    /// <exception cref="ResourceLimitException">The grid has more cells than one lattice holds.</exception>
    private static Lattice Encode(Natural a, Natural b, int digits)
    {
        int side = 2 * digits;
        if ((long)side * side > Array.MaxLength)
            throw new ResourceLimitException($"{digits:N0} digits need a grid of {(long)side * side:N0} cells, over the limit of {Array.MaxLength:N0}. Use at most 23,000 digits.");
        Shape shape = Shape.Grid(side, side);
        byte[] product = new byte[shape.Count];
        for (int r = 0; r < b.Length; r++)
            if (b.Digits[r] == 1)
                a.Digits.CopyTo(product.AsSpan((r * side) + r));
        Lattice input = Lattice.Adopt(Alphabet.Binary, shape, Boundary.Fixed(), product, null);
        return Lattice.Adopt(SumAndCarry, shape, Boundary.Fixed(), new byte[shape.Count], input);
    }

    private static Answer Decode(Lattice final)
    {
        byte[] digits = new byte[final.Shape.Width];
        ReadOnlySpan<byte> last = final.Cells[^digits.Length..];
        for (int i = 0; i < digits.Length; i++)
            digits[i] = Code.Carries[last[i]] == 0 ? (byte)Code.Digits[last[i]] : throw new ArgumentException("The last row still holds a carry: the lattice is no fixed point of this task.", nameof(final));
        return new(Natural.FromDigits(2, digits));
    }
}
