using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs.Checking;

/// <summary>Whether flipped cells come back: by a unique fixed point, or not, by the smallest witness.</summary>
internal static class HealingExamination
{
    public static Healing Run(LocalRule rule, Boundary boundary, Convergence convergence)
    {
        if (convergence is { IsUnique: true, StepBound: { } bound })
            return new Healing.UniqueFixedPoint(bound);
        if (convergence.Status == ProofStatus.NotProved)
            return new Healing.NoAttractor();
        return (Healing?)Witness(rule, boundary) ?? new Healing.NothingFound();
    }

    /// <summary>The smallest fixed point that, with one cell flipped, settles elsewhere.</summary>
    private static Healing.Witness? Witness(LocalRule rule, Boundary boundary)
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
                        return new(rest, flipped, after);
                }
        }

        return null;

        Lattice? Rest(Lattice start) => new SynchronousUpdate(rule, start).FixedPoint(Until.FixedPoint().Limit(start.Count));
    }
}
