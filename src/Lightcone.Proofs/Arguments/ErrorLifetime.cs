using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Arguments;

/// <summary>
/// How long an error in the state of a one-way rule lives. A flipped cell is right again after one step, but its upper neighbor may have taken the error over: the two possible states go through the same input symbols until these make one of both.
/// Decided by the transition monoid: all maps of the states that words of input symbols make.
/// </summary>
/// <param name="MonoidSize">How many such maps words of at least one symbol make.</param>
/// <param name="MinimalRank">The fewest states that a map leaves. 1: some word makes all states agree, and errors die on random input. More: some errors can travel for ever.</param>
/// <param name="ExpectedSteps">On independent, uniformly random inputs the expected number of steps until every cell is right again, for the flip that takes longest, as an exact fraction (2, 10/9); null when some flip never heals before the end of the row, or it was not computed.</param>
public sealed record ErrorLifetime(int MonoidSize, int MinimalRank, Fraction? ExpectedSteps)
{
    /// <summary>The claim as a sentence.</summary>
    public string Statement => FunctionSentences.Of(this);

    /// <summary>Examines a rule.</summary>
    /// <returns>Null unless the rule is one-dimensional and its state depends on one other cell and at most one input symbol, or when the monoid has more than 20,000 maps.</returns>
    public static ErrorLifetime? Of(LocalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (TransitionMonoid.Of(rule, EssentialInputs.Of(rule)) is not { Size: { } size, MinimalRank: { } rank } monoid)
            return null;
        return new(size, rank, rank == 1 && monoid.ExpectedMerge() is { } expected ? new Fraction(expected.Numerator, expected.Denominator) : null);
    }

    /// <summary>The claim as a sentence.</summary>
    public override string ToString() => Statement;
}
