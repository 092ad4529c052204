using System.Collections.Immutable;

namespace Lightcone.Experiments.Claims;

/// <summary>The control of a claim: the same measurement where the other explanation is taken away, or where what the claim rests on is.</summary>
public sealed record ClaimControl
{
    /// <summary>A few words for the table.</summary>
    public required string Title { get; init; }

    /// <summary>What is done otherwise.</summary>
    public required string Sentence { get; init; }

    /// <summary>Which other explanation it would show.</summary>
    public required string Why { get; init; }

    /// <summary>The arms, as many as the claim has, in the same order.</summary>
    public required ImmutableArray<ClaimArm> Arms { get; init; }

    /// <summary>What the claim says of the effect under the control.</summary>
    public ControlExpectation Expects { get; init; } = ControlExpectation.EffectRemains;
}
