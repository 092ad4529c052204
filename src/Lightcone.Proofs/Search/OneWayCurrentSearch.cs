using System.Numerics;
using Lightcone.Foundation.Exact;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Search;

/// <summary>Finds a one-way current: the conserved quantities are a null space, solved in whole numbers; among them a small exact linear program looks for one that passes one way only, and wherever a cell changes.</summary>
internal static class OneWayCurrentSearch
{
    /// <summary>A current to the right, else to the left; null when there is none, or none was looked for because the program would be too large.</summary>
    public static OneWayCurrent? Run(EdgedRow row)
    {
        int cells = row.Form.Cells;
        HashSet<string> known = [];
        List<BigInteger[]> equations = [];
        foreach (BlockWindows.Window window in row.Windows)
            Require(symbol => (window.New == symbol ? 1 : 0) - (window.Old == symbol ? 1 : 0) - row.Passing(window.From, symbol) + row.Passing(window.To, symbol));
        foreach (int node in row.Edges)
            Require(symbol => row.Passing(node, symbol));
        List<BigInteger[]> basis = new ExactMatrix(equations, cells).NullSpace();
        return basis.Count == 0 ? null : Solve(row, basis, 1) ?? Solve(row, basis, -1);

        void Require(Func<int, int> coefficient)
        {
            int[] equation = [.. Enumerable.Range(0, cells).Select(coefficient)];
            if (equation.AsSpan().ContainsAnyExcept(0) && known.Add(string.Join(',', equation)))
                equations.Add([.. equation.Select(static entry => (BigInteger)entry)]);
        }
    }

    private static OneWayCurrent? Solve(EdgedRow row, List<BigInteger[]> basis, int sign)
    {
        Dictionary<string, (int[] Column, int Demand)> columns = [];
        foreach (BlockWindows.Window window in row.Windows)
        {
            Demand(window.From, window.From, 0);
            Demand(window.To, window.To, 0);
            if (window.Changes)
                Demand(window.From, window.To, 1);
        }

        int unknowns = 2 * basis.Count;
        if ((long)unknowns * columns.Count > LinearProgram.LargestTable)
            return null;
        (int[] Column, int Demand)[] all = [.. columns.Values];
        int[][] coefficients = [.. Enumerable.Range(0, unknowns).Select(i => all.Select(each => (i < basis.Count ? 1 : -1) * each.Column[i % basis.Count]).ToArray())];
        int[] costs = new int[unknowns];
        Array.Fill(costs, 1);
        if (new LinearProgram(coefficients, costs, [.. all.Select(static each => each.Demand)]).Solve() is not { } solution)
            return null;
        BigInteger[] values = [.. Enumerable.Range(0, row.Form.Cells).Select(symbol => Enumerable.Range(0, basis.Count).Aggregate(BigInteger.Zero, (sum, j) => sum + ((solution.Numerators[j] - solution.Numerators[basis.Count + j]) * basis[j][symbol])))];
        BigInteger lowest = values.Min();
        BigInteger divisor = values.Aggregate(BigInteger.Zero, (common, value) => BigInteger.GreatestCommonDivisor(common, value - lowest));
        if (divisor.IsZero || (values.Max() - lowest) / divisor >= BlockPotential.Largest)
            return null;
        return new([.. values.Select(value => (long)((value - lowest) / divisor))]);

        // What passes one cut, or two together, as a linear function of the weights of the basis.
        void Demand(int one, int other, int least)
        {
            int[] column = new int[basis.Count];
            for (int j = 0; j < column.Length; j++)
                for (int symbol = 0; symbol < row.Form.Cells; symbol++)
                    column[j] += sign * (int)basis[j][symbol] * (row.Passing(one, symbol) + row.Passing(other, symbol));
            if (column.AsSpan().ContainsAnyExcept(0) || least > 0)
                columns.TryAdd($"{least}:{string.Join(',', column)}", (column, least));
        }
    }
}
