namespace Lightcone.Experiments.Runs;

/// <summary>Something that happened to a run of a computation.</summary>
/// <param name="Run">The run.</param>
/// <param name="Line">What it told, a JSON object on one line; null when it is complete.</param>
/// <param name="Result">What it gave; null while it is under way.</param>
/// <param name="IsReused">Whether the result was in the store before.</param>
public sealed record RunEvent(RunSpec Run, string? Line, RunResult? Result, bool IsReused);
