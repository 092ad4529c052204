using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs;

/// <summary>Whether the end of a run depends on the order in which cells are updated.</summary>
/// <param name="Argument">Why, for every size and every fair schedule; or <see cref="OrderArgument.None"/>, which says nothing either way.</param>
public sealed record OrderIndependence(OrderArgument Argument)
{
    /// <summary>Proved, or not proved.</summary>
    public ProofStatus Status => Argument == OrderArgument.None ? ProofStatus.NotProved : ProofStatus.Proved;

    /// <summary>Whether the claim holds from every start, or only from the lowest one.</summary>
    public bool FromEveryStart => Argument is OrderArgument.Stateless or OrderArgument.OneWay or OrderArgument.MonotoneRising;

    /// <summary>The claim as a sentence.</summary>
    public string Statement => FunctionSentences.Of(Argument);

    /// <summary>The claim as a sentence.</summary>
    public override string ToString() => Statement;

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
            return new(OrderArgument.Stateless);
        if (boundary is Boundary.FixedBoundary && HalfSpace.Direction(essential.StateOffsets) is not null)
            return new(OrderArgument.OneWay);
        if (!rule.IsIterable || !IsMonotone(rule))
            return new(OrderArgument.None);
        return new(NeverFalls(rule) ? OrderArgument.MonotoneRising : OrderArgument.MonotoneFromLowest);
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
