using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>What became of a configuration: the last state, how many steps led there, and how the run ended.</summary>
/// <example>
/// <code>
/// Evolution evolution = rule110.Compile().Evolve(start, Until.Cycle());
/// </code>
/// </example>
public sealed record Evolution
{
    /// <summary>The configuration at the start.</summary>
    public required Lattice Initial { get; init; }

    /// <summary>The configuration at the end.</summary>
    public required Lattice Final { get; init; }

    /// <summary>How many synchronous steps changed something on the way from <see cref="Initial"/> to <see cref="Final"/>. The step that finds nothing to change is not counted.</summary>
    public required long Steps { get; init; }

    /// <summary>How the run ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Period and transient, when they are known: at a fixed point, or after a search for cycles.</summary>
    public Attractor? Attractor { get; init; }

    /// <summary>How many times a cell was evaluated: the work that was really done.</summary>
    public required long CellUpdates { get; init; }

    /// <summary>The name of what really ran: an engine, or another way to go through the steps; when engines changed on the way, the one that did most steps.</summary>
    public required string Engine { get; init; }

    /// <summary>Whether nothing changes any more.</summary>
    public bool Converged => Outcome == Outcome.FixedPoint;

    /// <summary>One line: what ran how far and how it ended. The cells themselves are those of <see cref="Final"/>.</summary>
    public override string ToString() => $"{Advice.TrimEnd('.')}; {Final.Shape} cells of {Final.Alphabet}, {Engine} engine, hash {Final.Hash[..12]}";

    /// <summary>What the outcome means and what can be done about it, as a sentence.</summary>
    public string Advice => Outcome switch
    {
        Outcome.FixedPoint => $"settled after {EditDistance.Count(Steps, "step")}.",
        Outcome.Cycle => $"no fixed point: the state repeats with period {Attractor!.Period} from step {Attractor.Transient} (cells {Attractor.FirstCell}-{Attractor.LastCell}). Ask for a number of steps of a rule that cycles.",
        Outcome.LimitReached => $"did not settle within {EditDistance.Count(Steps, "step")}. Raise the limit, or ask for a number of steps of a rule that does not settle.",
        _ => $"{EditDistance.Count(Steps, "step")} done.",
    };
}
