using System.Collections.Immutable;
using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs.Checking;

/// <summary>Compares two rules on every neighborhood of the union of what they read; a position that only one of them has is inessential for the other.</summary>
internal sealed class RuleComparison
{
    private RuleComparison(Signature union, ImmutableArray<int> differences, LocalRule found, LocalRule expected, int[] foundMap, int[] expectedMap)
    {
        Union = union;
        Differences = differences;
        this.found = found;
        this.expected = expected;
        this.foundMap = foundMap;
        this.expectedMap = expectedMap;
    }

    private readonly LocalRule found;
    private readonly LocalRule expected;
    private readonly int[] foundMap;
    private readonly int[] expectedMap;

    /// <summary>All positions that either rule reads.</summary>
    public Signature Union { get; }

    /// <summary>The neighborhoods of the union on which the two differ.</summary>
    public ImmutableArray<int> Differences { get; }

    /// <summary>Whether two rules can be compared at all: the same alphabets and dimension.</summary>
    public static bool IsPossible(LocalRule one, LocalRule other) =>
        Equals(one.Frozen, other.Frozen) && one.State.Equals(other.State) && one.Signature.Output.Equals(other.Signature.Output) && one.Dimensions == other.Dimensions;

    public static RuleComparison Of(LocalRule found, LocalRule expected)
    {
        Signature union = found.Signature.Equals(expected.Signature) ? found.Signature : new Signature(
            found.Frozen,
            Merge(found.Signature.FrozenNeighborhood, expected.Signature.FrozenNeighborhood),
            found.State,
            Merge(found.Signature.StateNeighborhood, expected.Signature.StateNeighborhood),
            found.Signature.Output);
        int[] foundMap = Map(union, found.Signature);
        int[] expectedMap = Map(union, expected.Signature);
        byte[] symbols = new byte[union.Positions];
        List<int> differences = [];
        for (int index = 0; index < union.DomainSize; index++)
        {
            union.Unpack(index, symbols);
            if (Look(found, foundMap, symbols) != Look(expected, expectedMap, symbols))
                differences.Add(index);
        }

        return new(union, [.. differences], found, expected, foundMap, expectedMap);
    }

    public Counterexample Describe(int index, string part)
    {
        byte[] symbols = new byte[Union.Positions];
        Union.Unpack(index, symbols);
        return new(part, Union.Describe(index), Union.Output.Names[Look(found, foundMap, symbols)], Union.Output.Names[Look(expected, expectedMap, symbols)]);
    }

    private static byte Look(LocalRule rule, int[] map, byte[] symbols)
    {
        Span<byte> own = stackalloc byte[map.Length];
        for (int i = 0; i < map.Length; i++)
            own[i] = symbols[map[i]];
        return rule.Apply(own);
    }

    private static Neighborhood Merge(Neighborhood one, Neighborhood other)
    {
        Offset[] offsets = [.. one.Offsets.Union(other.Offsets)];
        if (offsets.Length == 0)
            return Neighborhood.None;
        return one.Dimensions == 2 ? Neighborhood.OfGrid(offsets) : Neighborhood.Of([.. offsets.Select(static o => o.X)]);
    }

    private static int[] Map(Signature union, Signature part)
    {
        int frozen = part.FrozenNeighborhood.Count;
        return [.. Enumerable.Range(0, part.Positions).Select(i => i < frozen
            ? union.FrozenNeighborhood.Offsets.IndexOf(part.OffsetAt(i))
            : union.FrozenNeighborhood.Count + union.StateNeighborhood.Offsets.IndexOf(part.OffsetAt(i)))];
    }
}
