using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Checking;

/// <summary>Whether flipped cells come back: by a unique fixed point, or not, by the smallest witness.</summary>
internal static class HealingExamination
{
    /// <summary>The most flips that are tried at once.</summary>
    private const int MostFlips = 3;

    public static Healing Run(LocalRule rule, Boundary boundary, Convergence convergence, EndMap? ends)
    {
        if (convergence is { IsUnique: true, StepBound: { } bound })
            return new Healing.UniqueFixedPoint(bound);
        if (convergence.Status == ProofStatus.NotProved)
            return new Healing.NoAttractor();
        return (Healing?)Witness(rule, boundary) ?? (ends is null ? new Healing.NothingFound() : ByEnds(rule, boundary, ends));
    }

    /// <summary>Decided for rows of every length: the smallest row at rest with a flipped cell that does not come back, or how many flips at once always do.</summary>
    private static Healing ByEnds(LocalRule rule, Boundary boundary, EndMap ends)
    {
        EndRow row = EndMapCheck.Row(rule, EssentialInputs.Of(rule), boundary)!;
        for (int flips = 1; flips <= MostFlips; flips++)
        {
            if (EndMapCheck.Lasting(row, ends, flips) is not { } lasting)
                continue;
            if (flips > 1)
                return new Healing.FewFlips(flips - 1);
            Lattice flipped = Row(lasting.Flipped);
            return new Healing.Witness(Row(lasting.AtRest), flipped, ends.End(flipped));
        }

        return new Healing.FewFlips(MostFlips);

        Lattice Row(int[] letters)
        {
            Lattice state = Lattice.FromCells(rule.State, Shape.Row(letters.Length), boundary, [.. letters.Select(letter => (byte)(letter % rule.State.Size))]);
            return rule.Frozen is null ? state : state.WithInput(Lattice.FromCells(rule.Frozen, state.Shape, Boundary.Fixed(), [.. letters.Select(letter => (byte)(letter / rule.State.Size))]));
        }
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
