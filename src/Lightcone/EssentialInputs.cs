using System.Collections.Immutable;

namespace Lightcone;

/// <summary>Which positions of the neighborhood a rule really depends on, by flipping each position in every neighborhood of the table. What is left over is the rule's hard light cone.</summary>
public sealed class EssentialInputs
{
    private EssentialInputs(LocalRule rule, ImmutableArray<bool> essential)
    {
        Signature signature = rule.Signature;
        Flags = essential;
        int frozen = signature.FrozenNeighborhood.Count;
        FrozenOffsets = [.. signature.FrozenNeighborhood.Offsets.Where((_, i) => essential[i])];
        StateOffsets = [.. signature.StateNeighborhood.Offsets.Where((_, i) => essential[frozen + i])];
        Names = [.. Enumerable.Range(0, signature.Positions).Where(i => essential[i]).Select(signature.NameOf)];
    }

    /// <summary>For each position of the neighborhood, whether some neighborhood's result changes with it.</summary>
    public ImmutableArray<bool> Flags { get; }

    /// <summary>The essential offsets of the frozen field.</summary>
    public ImmutableArray<Offset> FrozenOffsets { get; }

    /// <summary>The essential offsets of the state.</summary>
    public ImmutableArray<Offset> StateOffsets { get; }

    /// <summary>The essential positions for people: <c>input[0]</c>, <c>state[-1]</c>.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Tests every position against every neighborhood; costs positions x domain size.</summary>
    public static EssentialInputs Of(LocalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Signature signature = rule.Signature;
        ReadOnlySpan<byte> table = rule.Table;
        int[] weights = signature.Weights();
        bool[] essential = new bool[signature.Positions];
        for (int k = 0; k < essential.Length; k++)
            essential[k] = Matters(table, weights[k], signature.PositionSizes[k]);
        return new(rule, [.. essential]);
    }

    /// <summary>Neighborhoods that differ at one position alone lie whole multiples of its weight apart within a group of weight x size.</summary>
    private static bool Matters(ReadOnlySpan<byte> table, int weight, int size)
    {
        for (int group = 0; group < table.Length; group += weight * size)
            for (int symbol = 1; symbol < size; symbol++)
                if (!table.Slice(group, weight).SequenceEqual(table.Slice(group + (symbol * weight), weight)))
                    return true;
        return false;
    }
}
