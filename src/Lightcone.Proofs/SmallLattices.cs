using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Proofs;

/// <summary>Follows every start on every small lattice to its end: what cannot be proved for all sizes is at least known for these.</summary>
internal static class SmallLattices
{
    /// <summary>The most configurations of a size that are followed.</summary>
    private const long Budget = 1 << 15;

    /// <param name="rule">The rule.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="why">Why no proof applies, for the statement.</param>
    /// <param name="cycles">Whether a state was found that comes back: no proof can exist then.</param>
    public static Convergence Examine(LocalRule rule, Boundary boundary, string why, out bool cycles)
    {
        cycles = false;
        int checkedCells = 0;
        long slowest = 0;
        foreach (Shape shape in Shapes(rule))
        {
            ConfigurationGraph graph = new(rule, boundary, shape);
            if (graph.FindCycle() is { } cycle)
            {
                cycles = true;
                string input = cycle.Input is null ? "" : $" on input \"{cycle.Input}\"";
                return new(ProofStatus.NotProved, $"{why}; counterexample: on {Name(boundary, shape)} the state \"{cycle.State}\"{input} comes back after {EditDistance.Count(cycle.Period, "step")}.", null, null, false);
            }

            checkedCells = shape.Count;
            slowest = Math.Max(slowest, graph.LongestTransient);
        }

        return checkedCells == 0
            ? new(ProofStatus.NotProved, $"{why}; not even one cell could be checked exhaustively.", null, null, false)
            : new(ProofStatus.CheckedUpTo, $"{why}; every start comes to rest on every lattice of up to {EditDistance.Count(checkedCells, "cell")} (boundary {boundary}), there within {EditDistance.Count(slowest, "step")}.", checkedCells, null, false);
    }

    /// <summary>"ring of 3", "row of 3 cells with walls 0", "torus of 4x4".</summary>
    public static string Name(Boundary boundary, Shape shape) => (boundary, shape.Dimensions) switch
    {
        (Boundary.PeriodicBoundary, 1) => $"a ring of {shape}",
        (Boundary.PeriodicBoundary, _) => $"a torus of {shape}",
        (_, 1) => $"a row of {shape} cells ({boundary})",
        _ => $"a grid of {shape} cells ({boundary})",
    };

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
