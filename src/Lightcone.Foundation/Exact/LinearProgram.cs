using System.Numerics;

namespace Lightcone.Foundation.Exact;

/// <summary>
/// Linear programs solved exactly: minimize b y over y >= 0 with c_j at most the sum of a_ij y_i for every column j, where b has no negative entry.
/// The simplex method runs on the dual program (maximize c z, a z at most b), whose origin is feasible, so there is no first phase.
/// </summary>
/// <remarks>
/// Every entry is a whole number over one common denominator (integer-preserving pivoting: J. Edmonds, "Systems of distinct representatives and linear algebra", 1967), so nothing is rounded and the solution is the same on every machine.
/// The steepest column is taken until the objective has stood still for a while; then Bland's rule, which cannot cycle.
/// </remarks>
internal sealed class LinearProgram
{
    /// <summary>The most entries of a table that are worth solving: some seconds of exact arithmetic.</summary>
    public const int LargestTable = 150_000;

    private const int Patience = 40;
    private const int MostPivots = 5_000;

    private readonly BigInteger[][] table;
    private readonly int[] rowLabels;
    private readonly int[] columnLabels;
    private readonly int rows;
    private readonly int columns;
    private BigInteger denominator = BigInteger.One;

    /// <param name="coefficients">a, one row for each unknown y.</param>
    /// <param name="costs">b, one for each unknown.</param>
    /// <param name="demands">c, one for each column.</param>
    public LinearProgram(int[][] coefficients, int[] costs, int[] demands)
    {
        rows = coefficients.Length;
        columns = demands.Length;
        table = new BigInteger[rows + 1][];
        for (int i = 0; i < rows; i++)
            table[i] = [.. coefficients[i].Select(static entry => (BigInteger)entry), costs[i]];
        table[rows] = [.. demands.Select(static entry => -(BigInteger)entry), BigInteger.Zero];
        // Columns come first in the order of labels, then the slacks of the rows.
        columnLabels = [.. Enumerable.Range(0, columns)];
        rowLabels = [.. Enumerable.Range(columns, rows)];
    }

    /// <summary>The optimal y as numerators over one positive denominator; null when no y meets the demands, or when the search was given up.</summary>
    public (BigInteger[] Numerators, BigInteger Denominator)? Solve()
    {
        long unlimited = long.MaxValue;
        return Solve(ref unlimited);
    }

    /// <summary>The same with a limit that does not depend on the machine.</summary>
    /// <param name="work">How many multiplications of words of 64 bits the search may take; less what it took.</param>
    public (BigInteger[] Numerators, BigInteger Denominator)? Solve(ref long work)
    {
        int still = 0;
        for (int pivots = 0; pivots < MostPivots && work > 0; pivots++)
        {
            int entering = Entering(still > Patience);
            if (entering < 0)
                return (Solution(), denominator);
            int leaving = Leaving(entering);
            if (leaving < 0)
                return null;
            still = table[leaving][columns].IsZero ? still + 1 : 0;
            Pivot(leaving, entering);
            work -= (long)rows * columns * (1 + (denominator.GetBitLength() / 64));
        }

        return null;
    }

    private int Entering(bool bland)
    {
        int best = -1;
        for (int j = 0; j < columns; j++)
        {
            if (table[rows][j].Sign >= 0)
                continue;
            int order = best < 0 ? -1 : bland ? 0 : table[rows][j].CompareTo(table[rows][best]);
            if (order < 0 || (order == 0 && columnLabels[j] < columnLabels[best]))
                best = j;
        }

        return best;
    }

    private int Leaving(int column)
    {
        int best = -1;
        for (int i = 0; i < rows; i++)
        {
            if (table[i][column].Sign <= 0)
                continue;
            int order = best < 0 ? -1 : (table[i][columns] * table[best][column]).CompareTo(table[best][columns] * table[i][column]);
            if (order < 0 || (order == 0 && rowLabels[i] < rowLabels[best]))
                best = i;
        }

        return best;
    }

    /// <summary>Exchanges a row's variable for a column's. The division is exact: every entry is a minor of the first table.</summary>
    private void Pivot(int row, int column)
    {
        BigInteger[] pivotRow = table[row];
        BigInteger pivot = pivotRow[column];
        for (int i = 0; i <= rows; i++)
        {
            BigInteger[] current = table[i];
            BigInteger factor = current[column];
            if (i == row || (factor.IsZero && pivot == denominator))
                continue;
            for (int j = 0; j <= columns; j++)
                if (j != column)
                    current[j] = ((current[j] * pivot) - (factor * pivotRow[j])) / denominator;
            current[column] = -factor;
        }

        pivotRow[column] = denominator;
        denominator = pivot;
        (rowLabels[row], columnLabels[column]) = (columnLabels[column], rowLabels[row]);
    }

    private BigInteger[] Solution()
    {
        BigInteger[] solution = new BigInteger[rows];
        for (int j = 0; j < columns; j++)
            if (columnLabels[j] >= columns)
                solution[columnLabels[j] - columns] = table[rows][j];
        return solution;
    }
}
