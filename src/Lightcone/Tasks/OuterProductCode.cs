using System.Collections.Immutable;

namespace Lightcone.Tasks;

/// <summary>
/// How a task on the grid of the outer product reads its cells: each symbol holds a digit, which goes down its column, and a carry, which goes to the next column on the row below.
/// The task's proof for every number of digits speaks of this code, and its decoder reads by it.
/// </summary>
public sealed class OuterProductCode
{
    internal OuterProductCode(ImmutableArray<int> digits, ImmutableArray<int> carries)
    {
        Digits = digits;
        Carries = carries;
    }

    /// <summary>The digit of each symbol, 0 or 1.</summary>
    public ImmutableArray<int> Digits { get; }

    /// <summary>The carry of each symbol, which counts twice as much as the digit.</summary>
    public ImmutableArray<int> Carries { get; }
}
