using Lightcone.Formats.Golly;
using Lightcone.Quadtrees;
using Lightcone.Tasks;

namespace Lightcone.Cli;

/// <summary>What a rule is run on.</summary>
/// <param name="Initial">The configuration at the start.</param>
/// <param name="Length">Digits of the operands for arithmetic, else cells.</param>
/// <param name="Seed">The seed of random input; null for other input.</param>
/// <param name="A">The first operand; null for lattices.</param>
/// <param name="B">The second operand; null for lattices.</param>
internal sealed record RunInput(Lattice Initial, int Length, ulong? Seed, Natural? A, Natural? B)
{
    /// <summary>Reads the answer off the settled cells of a rule that was learned from numbers or from answers to whole words; null where the cells are the answer.</summary>
    public Func<Lattice, string>? Read { get; init; }

    /// <summary>Whether the answer is a number of a task.</summary>
    public bool GivesNumber => A is not null;

    /// <summary>The file that the cells are from: rule, generation, place; null for other input, and without them for files that say none of these.</summary>
    public RunLengthPattern? Pattern { get; init; }

    /// <summary>The pattern that is to run on the plane itself and has been given no room; null for all others.</summary>
    public RunLengthPattern? Endless { get; init; }

    /// <summary>The cells of a pattern on the plane that no lattice holds; null for all others.</summary>
    public Quadtree? Tree { get; init; }

    /// <summary>How the pattern lies on the endless plane; null for a lattice with an end.</summary>
    public EndlessPlane? Plane { get; init; }
}
