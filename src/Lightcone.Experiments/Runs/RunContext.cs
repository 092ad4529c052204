namespace Lightcone.Experiments.Runs;

/// <summary>What a run is given besides its settings; nothing here may change its result.</summary>
/// <param name="Scratch">A folder of its own for checkpoints, which outlives a kill and is removed when the run is complete; null when nothing may be written.</param>
/// <param name="Progress">Told which share of the run is done, 0 to 1; null for silence.</param>
/// <param name="Cancellation">Asks for a stop.</param>
public sealed record RunContext(string? Scratch, IProgress<double>? Progress, CancellationToken Cancellation)
{
    /// <summary>Told what happens while it happens, one JSON object a line: epochs, episodes. Not all kinds of runs tell. Default null, for silence.</summary>
    public IProgress<string>? Events { get; init; }

    /// <summary>No scratch folder, no progress, no stop.</summary>
    public static RunContext None { get; } = new(null, null, CancellationToken.None);
}
