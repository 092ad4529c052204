using Lightcone.Foundation.Arrays;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>Whether the end of a run depends on the order in which cells are updated.</summary>
/// <param name="Status">Proved, for every size and every fair schedule; or not proved, which says nothing either way.</param>
/// <param name="FromEveryStart">Whether the claim holds from every start, or only from the lowest one.</param>
/// <param name="Statement">The claim as a sentence.</param>
public sealed record OrderIndependence(ProofStatus Status, bool FromEveryStart, string Statement)
{
    /// <summary>Looks for one of three arguments, each a finite check of the table.</summary>
    /// <remarks>
    /// <para>One way, from a wall: order the cells along the direction of influence. The first is constant once it was updated; by induction cell number m is constant once it was updated after the one before it became so. Fairness asks no more than that this happens.</para>
    /// <para>Monotone, and no cell ever falls: on the states above the start, chaotic iteration of a monotone map climbs to the least fixed point above it under every fair order (Cousot and Cousot, POPL 1977).</para>
    /// <para>Monotone alone: the same from the lowest state, which lies below its own image.</para>
    /// <para>Monotone means: raising one symbol of the state, with the input unchanged, never lowers the result; symbols are ordered by their numbers.</para>
    /// </remarks>
    public static OrderIndependence Examine(LocalRule rule, Boundary boundary)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(boundary);
        EssentialInputs essential = EssentialInputs.Of(rule);
        if (essential.StateOffsets.Length == 0)
            return new(ProofStatus.Proved, true, "the next symbol does not depend on the state: every fair schedule ends at the same fixed point.");
        if (boundary is Boundary.FixedBoundary && HalfSpace.Direction(essential.StateOffsets) is not null)
            return new(ProofStatus.Proved, true, "influence travels one way from a wall: from every start, every fair schedule ends at the same fixed point.");
        if (!rule.IsIterable || !IsMonotone(rule))
            return new(ProofStatus.NotProved, false, "the rule is neither one-way behind a wall nor monotone: its end may depend on the order.");
        return NeverFalls(rule)
            ? new(ProofStatus.Proved, true, "the rule is monotone and no cell ever falls: from every start, every fair schedule ends at the least fixed point above it.")
            : new(ProofStatus.Proved, false, "the rule is monotone: from the lowest state, every fair schedule ends at the least fixed point.");
    }

    private static bool IsMonotone(LocalRule rule)
    {
        int[] weights = rule.Signature.Weights();
        for (int index = 0; index < rule.Table.Length; index++)
            for (int k = rule.Signature.FrozenNeighborhood.Count; k < weights.Length; k++)
                if ((index / weights[k] % rule.Signature.PositionSizes[k]) + 1 < rule.Signature.PositionSizes[k] && rule.Table[index] > rule.Table[index + weights[k]])
                    return false;
        return true;
    }

    private static bool NeverFalls(LocalRule rule)
    {
        int own = rule.Signature.OwnPosition;
        if (own < 0)
            return false;
        int weight = rule.Signature.Weights()[own];
        for (int index = 0; index < rule.Table.Length; index++)
            if (rule.Table[index] < index / weight % rule.State.Size)
                return false;
        return true;
    }
}
