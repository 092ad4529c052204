using Lightcone.Foundation.Input;

namespace Lightcone.Proofs.Arguments;

/// <summary>The sentences of the level of convergence and of healing; nothing is decided by reading them. Files of version 2 are compared with them.</summary>
internal static class ConvergenceSentences
{
    public static string Of(Convergence convergence) => convergence.Argument switch
    {
        ConvergenceArgument.Stateless => "the next symbol does not depend on the state: at rest after 1 step, from every start.",
        ConvergenceArgument.OwnCell own => $"each cell reads no other cell of the state, and for every input its own map comes to rest within {Steps(own.Steps)}: so does every lattice, of any size and boundary. {Start(convergence)}",
        ConvergenceArgument.OneWay way => OneWay(way, convergence),
        ConvergenceArgument.Potential potential => Potential(potential, convergence),
        ConvergenceArgument.Current current => $"a quantity that no step makes or destroys moves to the {(current.IsRightward ? "right" : "left")} only, wherever a cell changes ({current.Balances} balances in whole numbers): "
            + $"between {(current.HasMirrors ? "mirrors" : "these walls")} every start on every row of n cells comes to rest within {current.Bound} steps. {Start(convergence)}",
        ConvergenceArgument.Induction induction => $"induction from the {(induction.HasMirrors ? "mirror" : "wall")} at the {(induction.Value.IsFromRight ? "last" : "first")} cell: once all cells before it rest, so does the next ({induction.Inequalities} inequalities in whole numbers): "
            + $"between {(induction.HasMirrors ? "mirrors" : "these walls")} every start on every row of n cells comes to rest within {induction.Bound} steps. {Start(convergence)}",
        ConvergenceArgument.Chain chain => $"each change has a cause one step before, a neighbor that changed, and a weight falls from cause to change ({chain.Inequalities} inequalities in whole numbers): "
            + $"between {(chain.HasMirrors ? "mirrors" : "these walls")} every start on every row of n cells comes to rest within {chain.Bound} steps. {Start(convergence)}",
        ConvergenceArgument.BoundedTime bounded => $"what any window shows after {Steps(bounded.Steps)} stays as it is ({bounded.Windows} windows were run): every start on every {(bounded.HasEnds ? "row with these ends" : "ring")} comes to rest within {Steps(bounded.Steps)}. {Start(convergence)}",
        ConvergenceArgument.SymbolOrder order => $"no cell ever comes back to a symbol that it has left, so each changes at most {EditDistance.Count(order.Changes, "time")}: "
            + $"every start on every lattice of {(order.Dimensions == 1 ? "n" : "w x h")} cells, with any boundary and input, comes to rest within {order.StepBound} steps. {Start(convergence)}",
        ConvergenceArgument.CheckedToSize small => $"{Of(small.Why)}; every start comes to rest on every lattice of up to {EditDistance.Count(small.Cells, "cell")} (boundary {small.Boundary}), there within {Steps(small.Steps)}.",
        ConvergenceArgument.Cycle cycle => $"{Of(cycle.Why)}; counterexample: on a {Place(cycle.State.Boundary, cycle.State.Shape)} the state \"{Text(cycle.State)}\"{(cycle.Input is null ? "" : $" on input \"{Text(cycle.Input)}\"")} comes back after {Steps(cycle.Period)}.",
        ConvergenceArgument.Undecided undecided => $"{Of(undecided.Why)}; not even one cell could be checked exhaustively.",
        _ => throw new ArgumentOutOfRangeException(nameof(convergence), convergence.Argument.GetType(), "unknown argument"),
    };

    public static string Of(Healing healing) => healing switch
    {
        Healing.UniqueFixedPoint unique => $"heals: whatever is flipped in the state, the same fixed point is back within {unique.StepBound} steps.",
        Healing.FewFlips few => $"heals: whatever {(few.Flips == 1 ? "cell is" : $"{few.Flips} cells are")} flipped in a row at rest of any length, the same row is back (checked in the map of ends).",
        Healing.NoAttractor => "no attractor is claimed: the rule need not come to rest, only each step is exact.",
        Healing.NothingFound => "nothing is claimed: no flip that stays was found on small lattices.",
        Healing.Witness witness => $"does not heal: a flipped cell settles in another fixed point, which is just as legal (on a {Place(witness.Rest.Boundary, witness.Rest.Shape)} \"{witness.Rest}\" flipped to \"{witness.Flipped}\" settles at \"{witness.After}\").",
        _ => throw new ArgumentOutOfRangeException(nameof(healing), healing.GetType(), "unknown argument"),
    };

    /// <summary>The map from starts to ends.</summary>
    public static string Of(EndMap map, Alphabet state)
    {
        int[] ends = [.. map.Outputs.Distinct()];
        string read = map.ForgetsStart && map.Inputs > 1 ? "the input" : map.Inputs > 1 ? "input and start" : "the start";
        string how = (map.FirstStates, map.LastStates) switch
        {
            (1, 1) when ends.Length == 1 => $"every start on every row comes to rest with {state.Names[ends[0]]} in all cells",
            (1, 1) => $"where a cell comes to rest is a function of {(map.ForgetsStart ? "its own input" : "its own symbol")}",
            (_, 1) => $"a machine of {map.FirstStates} states that reads {read} from the first cell on writes where every row comes to rest; fewer do not suffice",
            (1, _) => $"a machine of {map.LastStates} states that reads {read} from the last cell on writes where every row comes to rest; fewer do not suffice",
            _ => $"where a cell comes to rest is a function of its own symbol and of two machines that read {read}, one of {map.FirstStates} states from the first cell to it and one of {map.LastStates} from the last; fewer do not suffice",
        };
        string counts = map.ForgetsStart ? "" : $"; {string.Join(", ", Enumerable.Range(1, 8).Select(map.Ends))}, ... ends on rows of 1, 2, ... cells{(map.Inputs > 1 ? " (pairs of input and end)" : "")}";
        return $"{how} ({EditDistance.Count(map.Cases, "case")} stand for all rows){counts}.";
    }

    /// <summary>"ring of 3", "row of 3 cells (fixed:0)", "torus of 4x4".</summary>
    public static string Place(Boundary boundary, Shape shape) => (boundary, shape.Dimensions) switch
    {
        (Boundary.PeriodicBoundary, 1) => $"ring of {shape}",
        (Boundary.PeriodicBoundary, _) => $"torus of {shape}",
        (_, 1) => $"row of {shape} cells ({boundary})",
        _ => $"grid of {shape} cells ({boundary})",
    };

    /// <summary>A lattice on one line.</summary>
    public static string Text(Lattice lattice) => lattice.ToString().Replace('\n', '/');

    private static string Of(Obstacle obstacle) => obstacle switch
    {
        Obstacle.CellCycles => "with the other inputs held still, a cell can go round a cycle by itself",
        Obstacle.NoWall => "influence travels one way, but there is no wall where it could begin",
        Obstacle.BothWays => "influence travels both ways",
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle), obstacle, "unknown obstacle"),
    };

    private static string OneWay(ConvergenceArgument.OneWay way, Convergence convergence)
    {
        string latch = way.IsLatch
            ? $" A cell also reads itself (a latch): with its other inputs held still it comes to rest within {Steps(way.Steps)}, for every such context. {Start(convergence)}"
            : "";
        string result = way.HasOneEnd ? "one fixed point for each input, reached from every start" : "every start comes to rest";
        return way.Dimensions == 2
            ? $"influence travels one way (along {way.Direction}) from a wall: {result} within {way.Bound} steps on a grid of w x h cells.{latch}"
            : $"influence travels one way from the wall at the {(way.Direction.X > 0 ? "first" : "last")} cell: {result} within {way.Bound} steps on n cells.{latch}";
    }

    private static string Potential(ConvergenceArgument.Potential potential, Convergence convergence)
    {
        string blocks = potential.Value.Width == 1 ? "each cell" : $"each block of {potential.Value.Width} cells";
        return $"a potential of {blocks} never grows and falls with every step that changes something ({potential.Inequalities} inequalities in whole numbers): "
            + $"every start on every {(potential.IsWalled ? "row with these walls" : "ring")} of n cells comes to rest within {potential.Bound} steps. {Start(convergence)}";
    }

    private static string Start(Convergence convergence) =>
        convergence.Argument.ForgetsStart ? "The fixed point does not depend on the start."
        : convergence.IsUnique ? "There is only one fixed point, so it does not depend on the start."
        : "The fixed point may depend on the start.";

    private static string Steps(long count) => EditDistance.Count(count, "step");
}
