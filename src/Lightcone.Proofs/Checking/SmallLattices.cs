using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>Follows every start on every small lattice to its end: what cannot be proved for all sizes is at least known for these.</summary>
internal static class SmallLattices
{
    /// <summary>The most configurations of a size that are followed.</summary>
    private const long Budget = 1 << 15;

    /// <param name="rule">The rule.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="why">Why influence decides nothing.</param>
    /// <returns>A cycle, the largest size that was checked, or that none could be.</returns>
    public static ConvergenceArgument Examine(LocalRule rule, Boundary boundary, Obstacle why)
    {
        int checkedCells = 0;
        long slowest = 0;
        foreach (Shape shape in Shapes(rule))
        {
            ConfigurationGraph graph = new(rule, boundary, shape);
            if (graph.FindCycle() is { } cycle)
                return new ConvergenceArgument.Cycle(why, cycle.State, cycle.Input, cycle.Period);
            checkedCells = shape.Count;
            slowest = Math.Max(slowest, graph.LongestTransient);
        }

        return checkedCells == 0 ? new ConvergenceArgument.Undecided(why) : new ConvergenceArgument.CheckedToSize(why, boundary, checkedCells, slowest);
    }

    /// <summary>The lattices that are small enough, the smallest first.</summary>
    public static IEnumerable<Shape> Shapes(LocalRule rule)
    {
        double each = Math.Log(rule.State.Size * (rule.Frozen?.Size ?? 1));
        int most = (int)Math.Floor(Math.Log(Budget) / each + 1e-9);
        for (int n = 1; rule.Dimensions == 1 && n <= most; n++)
            yield return Shape.Row(n);
        for (int cells = 1; rule.Dimensions == 2 && cells <= most; cells++)
            for (int width = 1; width <= cells; width++)
                if (cells % width == 0)
                    yield return Shape.Grid(width, cells / width);
    }
}
