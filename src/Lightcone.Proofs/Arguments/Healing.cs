namespace Lightcone.Proofs.Arguments;

/// <summary>Whether the answer comes back after cells of the state were flipped: a closed list. This is what "attractor" means, and it depends on the formulation: a unique fixed point heals, a state that is itself the input does not.</summary>
public abstract record Healing
{
    private Healing(bool? heals) => Heals = heals;

    /// <summary>True or false when it was decided; null when the rule need not come to rest or nothing was found.</summary>
    public bool? Heals { get; }

    /// <summary>The claim as a sentence.</summary>
    public string Statement => ConvergenceSentences.Of(this);

    /// <summary>The claim as a sentence.</summary>
    public sealed override string ToString() => Statement;

    /// <summary>There is one fixed point for each input: it is back after every corruption of the state.</summary>
    /// <param name="StepBound">Within so many steps.</param>
    public sealed record UniqueFixedPoint(StepBound StepBound) : Healing(true);

    /// <summary>Every flip of so few cells of any row at rest, of any length, comes back, as the map from starts to ends shows.</summary>
    /// <param name="Flips">How many cells at once, at least 1.</param>
    public sealed record FewFlips(int Flips) : Healing(true);

    /// <summary>The rule need not come to rest: there is nothing to come back to.</summary>
    public sealed record NoAttractor() : Healing((bool?)null);

    /// <summary>No flip that stays was found on small lattices, or none was looked for (with an input, or in two dimensions), and the map from starts to ends is not known.</summary>
    public sealed record NothingFound() : Healing((bool?)null);

    /// <summary>A flipped cell that stays flipped, or leads elsewhere.</summary>
    /// <param name="Rest">A fixed point.</param>
    /// <param name="Flipped">The same with one cell flipped.</param>
    /// <param name="After">The other fixed point where that ends.</param>
    public sealed record Witness(Lattice Rest, Lattice Flipped, Lattice After) : Healing(false);
}
