using System.Collections.Immutable;

namespace Lightcone.Certification;

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
        {
            // Comparing each neighborhood with the one whose symbol at k is 0 finds every dependence.
            for (int index = 0; index < table.Length && !essential[k]; index++)
            {
                int symbol = index / weights[k] % signature.PositionSizes[k];
                essential[k] = table[index] != table[index - (symbol * weights[k])];
            }
        }

        return new(rule, [.. essential]);
    }
}
