using System.Numerics;

namespace Lightcone.Foundation.Exact;

/// <summary>A matrix of whole numbers in reduced row-echelon form, every pivot equal to one common denominator: linear equations solved without rounding (E. H. Bareiss, 1968).</summary>
internal sealed class ExactMatrix
{
    private readonly BigInteger[][] rows;
    private readonly int width;

    /// <summary>Reduces a copy of the rows.</summary>
    /// <param name="rows">Rows of equal length.</param>
    /// <param name="width">Their length.</param>
    public ExactMatrix(IEnumerable<BigInteger[]> rows, int width)
    {
        this.rows = [.. rows.Select(static row => row.ToArray())];
        this.width = width;
        int done = 0;
        for (int column = 0; column < width && done < this.rows.Length; column++)
        {
            int found = Array.FindIndex(this.rows, done, row => !row[column].IsZero);
            if (found < 0)
                continue;
            (this.rows[done], this.rows[found]) = (this.rows[found], this.rows[done]);
            Eliminate(done, column);
            Pivots.Add(column);
            done++;
        }
    }

    /// <summary>The column of each pivot, in the order of the rows.</summary>
    public List<int> Pivots { get; } = [];

    /// <summary>The value of every pivot.</summary>
    public BigInteger Denominator { get; private set; } = BigInteger.One;

    /// <summary>An entry; to be read as a fraction over <see cref="Denominator"/> in the rows that have a pivot.</summary>
    public BigInteger this[int row, int column] => rows[row][column];

    /// <summary>A basis of the vectors that every row sends to zero, in whole numbers without a common divisor.</summary>
    public List<BigInteger[]> NullSpace()
    {
        List<BigInteger[]> basis = [];
        for (int free = 0; free < width; free++)
        {
            if (Pivots.Contains(free))
                continue;
            BigInteger[] vector = new BigInteger[width];
            vector[free] = Denominator;
            for (int row = 0; row < Pivots.Count; row++)
                vector[Pivots[row]] = -rows[row][free];
            basis.Add(Primitive(vector));
        }

        return basis;
    }

    /// <summary>The vector divided by its greatest common divisor, its last entry that is not zero made positive.</summary>
    private static BigInteger[] Primitive(BigInteger[] vector)
    {
        BigInteger divisor = BigInteger.Zero;
        foreach (BigInteger entry in vector)
            divisor = BigInteger.GreatestCommonDivisor(divisor, entry);
        int last = Array.FindLastIndex(vector, static entry => !entry.IsZero);
        return last < 0 ? vector : [.. vector.Select(entry => entry / (vector[last].Sign * divisor))];
    }

    private void Eliminate(int row, int column)
    {
        BigInteger[] pivotRow = rows[row];
        BigInteger pivot = pivotRow[column];
        for (int i = 0; i < rows.Length; i++)
        {
            BigInteger factor = rows[i][column];
            if (i == row || (factor.IsZero && pivot == Denominator))
                continue;
            for (int j = 0; j < width; j++)
                rows[i][j] = ((rows[i][j] * pivot) - (factor * pivotRow[j])) / Denominator;
        }

        Denominator = pivot;
    }
}
