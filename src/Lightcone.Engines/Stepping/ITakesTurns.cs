namespace Lightcone.Engines.Stepping;

/// <summary>A run that changes between two engines on its way.</summary>
internal interface ITakesTurns
{
    /// <summary>The engine that did most steps so far.</summary>
    EngineKind Main { get; }

    /// <summary>The engine that runs now.</summary>
    EngineKind Active { get; }
}
