namespace Lightcone.Experiments.Claims;

/// <summary>The control of a claim with what came of it.</summary>
public sealed record ControlRecord
{
    /// <summary>As in the control.</summary>
    public required string Title { get; init; }

    /// <summary>As in the control.</summary>
    public required string Sentence { get; init; }

    /// <summary>As in the control.</summary>
    public required string Why { get; init; }

    /// <summary>As in the control.</summary>
    public required ControlExpectation Expects { get; init; }

    /// <summary>What came out; null where it cannot be tested.</summary>
    public ArmSummary? Ours { get; init; }

    /// <summary>The effect; null where it cannot be tested.</summary>
    public Effect? Effect { get; init; }

    /// <summary>What it says of the claim.</summary>
    public required ControlVerdict Verdict { get; init; }
}
