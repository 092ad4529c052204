using System.Collections.Immutable;

namespace Lightcone.Proofs.Arguments;

/// <summary>
/// A quantity that no step makes or destroys and that only ever moves to one side: each symbol has a value, the sum of the values over a row stays the same, and what passes between two cells never passes back.
/// Behind walls or mirrors it must come to rest, since the sum of place times value can only grow and is bounded (docs/proofs.md).
/// </summary>
/// <remarks>What passes between two cells is determined by the values, so these are all that a certificate carries. A value of this type claims nothing by itself; <see cref="Convergence"/> holds one whose equations were all checked.</remarks>
public sealed class OneWayCurrent
{
    internal OneWayCurrent(ImmutableArray<long> values) => Values = values;

    /// <summary>The value of each cell's symbol, smallest 0; a cell is a state, or a pair (input, state) when the rule reads an input.</summary>
    public ImmutableArray<long> Values { get; }
}
