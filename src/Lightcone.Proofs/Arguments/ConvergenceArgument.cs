namespace Lightcone.Proofs.Arguments;

/// <summary>Why synchronous iteration comes to rest, up to which size that was checked, or what speaks against it: a closed list. Each is a finite object that was checked in whole numbers (docs/proofs.md).</summary>
public abstract record ConvergenceArgument
{
    private ConvergenceArgument(ProofStatus status, StepBound? bound = null, bool forgetsStart = false)
    {
        Status = status;
        StepBound = bound;
        ForgetsStart = forgetsStart;
    }

    /// <summary>How much it shows.</summary>
    public ProofStatus Status { get; }

    /// <summary>The bound on the steps; null when none is proved.</summary>
    public StepBound? StepBound { get; }

    /// <summary>Whether the argument itself shows that the fixed point does not depend on the start.</summary>
    public bool ForgetsStart { get; }

    /// <summary>The next symbol does not depend on the state: at rest after one step.</summary>
    public sealed record Stateless() : ConvergenceArgument(ProofStatus.Proved, StepBound.Constant(1), true);

    /// <summary>Latches without neighbors: each cell reads no other cell of the state, and its own map comes to rest for every input.</summary>
    /// <param name="Steps">The most steps of a cell's own map, at least 1.</param>
    /// <param name="HasOneEnd">Whether each of these maps has only one symbol at rest.</param>
    public sealed record OwnCell(int Steps, bool HasOneEnd) : ConvergenceArgument(ProofStatus.Proved, StepBound.Constant(Steps), HasOneEnd);

    /// <summary>Influence travels one way from a wall; a cell may read itself (a latch).</summary>
    /// <param name="Direction">Where influence travels to: every state offset that matters, but the own cell, has a negative product with it.</param>
    /// <param name="Dimensions">1 or 2.</param>
    /// <param name="IsLatch">Whether a cell also reads itself.</param>
    /// <param name="Steps">The most steps of a latch with its other inputs held still, at least 1.</param>
    /// <param name="HasOneEnd">Whether a latch has only one symbol at rest in every context; true where there is none.</param>
    /// <param name="Bound">The bound on the steps.</param>
    public sealed record OneWay(Offset Direction, int Dimensions, bool IsLatch, int Steps, bool HasOneEnd, StepBound Bound) : ConvergenceArgument(ProofStatus.Proved, Bound, HasOneEnd);

    /// <summary>A block potential, which is a Lyapunov function: it never grows, and falls with every step that changes something.</summary>
    /// <param name="Value">The potential, every inequality of which was checked.</param>
    /// <param name="IsWalled">Whether it is about rows between these walls, else about rings.</param>
    /// <param name="Inequalities">How many inequalities were checked.</param>
    /// <param name="Bound">The bound on the steps.</param>
    public sealed record Potential(BlockPotential Value, bool IsWalled, int Inequalities, StepBound Bound) : ConvergenceArgument(ProofStatus.Proved, Bound);

    /// <summary>A quantity that no step makes or destroys moves to one side only, between mirrors or walls.</summary>
    /// <param name="Value">The quantity, every balance of which was checked.</param>
    /// <param name="IsRightward">Whether it moves to the right, else to the left.</param>
    /// <param name="HasMirrors">Whether rows end in mirrors, else in these walls.</param>
    /// <param name="Balances">How many balances were checked.</param>
    /// <param name="Bound">The bound on the steps.</param>
    public sealed record Current(OneWayCurrent Value, bool IsRightward, bool HasMirrors, int Balances, StepBound Bound) : ConvergenceArgument(ProofStatus.Proved, Bound);

    /// <summary>An induction from an end of the row: once all cells before it rest for ever, the next one comes to rest too.</summary>
    /// <param name="Value">The induction, every inequality of which was checked.</param>
    /// <param name="HasMirrors">Whether rows end in mirrors, else in these walls.</param>
    /// <param name="Inequalities">How many inequalities were checked.</param>
    /// <param name="Bound">The bound on the steps.</param>
    public sealed record Induction(WallInduction Value, bool HasMirrors, int Inequalities, StepBound Bound) : ConvergenceArgument(ProofStatus.Proved, Bound);

    /// <summary>A chain of causes: each change is caused by one before it, of greater weight.</summary>
    /// <param name="Value">The weights, every inequality of which was checked.</param>
    /// <param name="HasMirrors">Whether rows end in mirrors, else in these walls.</param>
    /// <param name="Inequalities">How many inequalities were checked.</param>
    /// <param name="Bound">The bound on the steps.</param>
    public sealed record Chain(CausalChain Value, bool HasMirrors, int Inequalities, StepBound Bound) : ConvergenceArgument(ProofStatus.Proved, Bound);

    /// <summary>After so many steps nothing changes any more, on every lattice.</summary>
    /// <param name="Steps">How many steps.</param>
    /// <param name="HasEnds">Whether it is about rows between these walls or mirrors, else about rings.</param>
    /// <param name="Windows">How many windows were run.</param>
    public sealed record BoundedTime(int Steps, bool HasEnds, int Windows) : ConvergenceArgument(ProofStatus.Proved, StepBound.Constant(Steps));

    /// <summary>No cell ever comes back to a symbol that it has left.</summary>
    /// <param name="Changes">How often a cell can change at most.</param>
    /// <param name="Dimensions">1 or 2.</param>
    public sealed record SymbolOrder(int Changes, int Dimensions)
        : ConvergenceArgument(ProofStatus.Proved, new StepBound { Size = Dimensions == 1 ? new(N: 1) : new(WH: 1), Factor = Changes });

    /// <summary>No argument for every size; every start on every small lattice was followed to rest.</summary>
    /// <param name="Why">Why influence decides nothing.</param>
    /// <param name="Boundary">The boundary of those lattices.</param>
    /// <param name="Cells">The most cells that were checked.</param>
    /// <param name="Steps">The most steps that any start needed.</param>
    public sealed record CheckedToSize(Obstacle Why, Boundary Boundary, int Cells, long Steps) : ConvergenceArgument(ProofStatus.CheckedUpTo);

    /// <summary>A counterexample: a state that comes back.</summary>
    /// <param name="Why">Why influence decides nothing.</param>
    /// <param name="State">The state, behind its boundary.</param>
    /// <param name="Input">The input under it; null for a rule without.</param>
    /// <param name="Period">After how many steps it comes back, at least 2.</param>
    public sealed record Cycle(Obstacle Why, Lattice State, Lattice? Input, long Period) : ConvergenceArgument(ProofStatus.NotProved);

    /// <summary>Nothing is known: no argument was found, and not even one cell has few enough configurations to follow them all.</summary>
    /// <param name="Why">Why influence decides nothing.</param>
    public sealed record Undecided(Obstacle Why) : ConvergenceArgument(ProofStatus.NotProved);
}
