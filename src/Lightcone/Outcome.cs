namespace Lightcone;

/// <summary>How a run ended.</summary>
public enum Outcome
{
    /// <summary>The steps asked for were done, and the last of them still changed something.</summary>
    StepsDone,

    /// <summary>Nothing changes any more.</summary>
    FixedPoint,

    /// <summary>The states repeat with a period above 1.</summary>
    Cycle,

    /// <summary>The cap was reached first.</summary>
    LimitReached,
}
