using System.Globalization;
using System.Numerics;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>
/// How long an error in the state of a one-way rule lives. A flipped cell is right again after one step, but its upper neighbor may have taken the error over: the two possible states go through the same input symbols until these make one of both.
/// Decided by the transition monoid: all maps of the states that words of input symbols make.
/// </summary>
/// <param name="MonoidSize">How many such maps words of at least one symbol make.</param>
/// <param name="MinimalRank">The fewest states that a map leaves. 1: some word makes all states agree, and errors die on random input. More: some errors can travel for ever.</param>
/// <param name="ExpectedSteps">On independent, uniformly random inputs the expected number of steps until every cell is right again, for the flip that takes longest, as an exact fraction ("2", "10/9"); null when some flip never heals before the end of the row, or it was not computed.</param>
/// <param name="Statement">The claim as a sentence.</param>
public sealed record ErrorLifetime(int MonoidSize, int MinimalRank, string? ExpectedSteps, string Statement)
{
    /// <summary>Examines a rule.</summary>
    /// <returns>Null unless the rule is one-dimensional and its state depends on one other cell and at most one input symbol, or when the monoid has more than 20,000 maps.</returns>
    public static ErrorLifetime? Of(LocalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (TransitionMonoid.Of(rule, EssentialInputs.Of(rule)) is not { Size: { } size, MinimalRank: { } rank } monoid)
            return null;
        string maps = $"the input symbols make {size} {(size == 1 ? "map" : "maps")} of the state, the smallest rank is {rank}";
        if (rank > 1)
            return new(size, rank, null, $"errors need not die: {maps}, so some flipped cell is passed on whatever the input, to the end of the row.");
        if (monoid.ExpectedMerge() is not { } expected)
            return new(size, rank, null, $"errors die on random input: {maps}.");
        string fraction = expected.Denominator.IsOne ? $"{expected.Numerator}" : $"{expected.Numerator}/{expected.Denominator}";
        string about = expected.Denominator.IsOne ? "" : string.Create(CultureInfo.InvariantCulture, $" (about {(double)expected.Numerator / (double)expected.Denominator:0.##})");
        return new(size, rank, fraction, $"errors die: {maps}; on uniformly random input a flipped cell is forgotten after at most {fraction}{about} steps on average.");
    }
}
