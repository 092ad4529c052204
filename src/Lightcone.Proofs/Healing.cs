using Lightcone.Foundation.Arrays;

namespace Lightcone.Proofs;

/// <summary>Whether the answer comes back after cells of the state were flipped. This is what "attractor" means, and it depends on the formulation: a unique fixed point heals, a state that is itself the input does not.</summary>
/// <param name="Heals">True or false when it was decided; null when the rule need not come to rest or nothing was found.</param>
/// <param name="Statement">The claim as a sentence.</param>
public sealed record Healing(bool? Heals, string Statement)
{
    internal static Healing Examine(LocalRule rule, Boundary boundary, Convergence convergence)
    {
        if (convergence is { Status: ProofStatus.Proved, IsUnique: true })
            return new(true, $"heals: whatever is flipped in the state, the same fixed point is back within {convergence.StepBound} steps.");
        if (convergence.Status == ProofStatus.NotProved)
            return new(null, "no attractor is claimed: the rule need not come to rest, only each step is exact.");
        return Witness(rule, boundary) ?? new(null, "nothing is claimed: no flip that stays was found on small lattices.");
    }

    /// <summary>The smallest fixed point that, with one cell flipped, settles elsewhere.</summary>
    private static Healing? Witness(LocalRule rule, Boundary boundary)
    {
        if (rule.Frozen is not null || rule.Dimensions != 1)
            return null;
        for (int cells = 2; cells <= 3; cells++)
        {
            if (Rest(Lattice.Filled(rule.State, Shape.Row(cells), boundary)) is not { } rest)
                continue;
            for (int cell = 0; cell < cells; cell++)
                for (int symbol = 0; symbol < rule.State.Size; symbol++)
                {
                    Lattice flipped = rest.With(cell, (byte)symbol);
                    if (Rest(flipped) is { } after && !after.Equals(rest))
                        return new(false, $"does not heal: a flipped cell settles in another fixed point, which is just as legal (on {SmallLattices.Name(boundary, rest.Shape)} \"{rest}\" flipped to \"{flipped}\" settles at \"{after}\").");
                }
        }

        return null;

        Lattice? Rest(Lattice start) => new SynchronousUpdate(rule, start).FixedPoint(Until.FixedPoint().Limit(start.Count));
    }
}
