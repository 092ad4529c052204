using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>
/// Sorting for every length: no step changes how often a symbol occurs, every start comes to rest, and a row at rest, where nothing passes between cells, has nowhere a symbol above its right neighbor.
/// So the row at rest is the start in ascending order.
/// </summary>
internal static class SortProof
{
    /// <summary>Whether all its parts hold.</summary>
    public static bool Holds(Automaton automaton, Convergence convergence) =>
        convergence is { Status: ProofStatus.Proved, OneWayCurrent: { } current }
        && automaton.Readout is null
        && EdgedRow.Of(automaton.Rule, EssentialInputs.Of(automaton.Rule), automaton.Boundary) is { Form: { Inputs: 1, Left: > 0, Right: > 0 } } row
        && KeepsSymbols(row)
        && RestsAscending(row, current);

    /// <summary>The number of each symbol is conserved by itself.</summary>
    private static bool KeepsSymbols(EdgedRow row)
    {
        for (int symbol = 0; symbol < row.Form.Cells; symbol++)
        {
            if (row.Edges.Any(node => row.Passing(node, symbol) != 0))
                return false;
            foreach (BlockWindows.Window window in row.Windows)
                if ((window.New == symbol ? 1 : 0) - (window.Old == symbol ? 1 : 0) != row.Passing(window.From, symbol) - row.Passing(window.To, symbol))
                    return false;
        }

        return true;
    }

    /// <summary>Walks from every left end over the cuts that nothing passes: none of those that can be reached has a larger symbol on its left.</summary>
    private static bool RestsAscending(EdgedRow row, OneWayCurrent current)
    {
        HashSet<int> reached = [.. row.Edges];
        Stack<int> open = new(reached);
        int[] overlap = new int[row.Overlap];
        ILookup<int, int> next = row.Windows.ToLookup(static window => window.From, static window => window.To);
        while (open.TryPop(out int node))
        {
            row.Form.Unpack(node, overlap);
            (int left, int right) = (overlap[row.Form.Left - 1], overlap[row.Form.Left]);
            if (left < row.Form.Cells && right < row.Form.Cells && left > right)
                return false;
            foreach (int to in next[node])
                if (Enumerable.Range(0, row.Form.Cells).Sum(symbol => current.Values[symbol] * row.Passing(to, symbol)) == 0 && reached.Add(to))
                    open.Push(to);
        }

        return true;
    }
}
