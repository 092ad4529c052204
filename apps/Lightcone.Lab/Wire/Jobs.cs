using System.Text.Json;

namespace Lightcone.Lab.Wire;

/// <summary>Something to be computed.</summary>
/// <param name="Kind">The kind of job.</param>
/// <param name="Settings">Its settings; every kind has its own.</param>
internal sealed record JobRequest(string Kind, JsonElement Settings);

/// <summary>The name of a job.</summary>
internal sealed record JobId(string Id);

/// <summary>A job.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="State">waiting, running, stopping, stopped, done or failed.</param>
/// <param name="Settings">All its settings, a seed that was drawn among them.</param>
/// <param name="Share">Which share is done, 0 to 1.</param>
/// <param name="Text">What it is at, as a sentence; empty before it begins.</param>
/// <param name="Events">How many events it has had.</param>
/// <param name="Result">What came out; null while it is not done.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
internal sealed record JobInfo(string Id, string Kind, string State, JsonElement Settings, double Share, string Text, int Events, JsonElement? Result, Problem? Error);

/// <summary>The jobs that are remembered, oldest first, without their results.</summary>
internal sealed record JobList(JobInfo[] Jobs);

/// <summary>Event "state": a job changed its state.</summary>
internal sealed record StateEvent(string State);

/// <summary>Event "progress".</summary>
/// <param name="Share">Which share is done, 0 to 1.</param>
/// <param name="Text">What it is at, as a sentence.</param>
internal sealed record ProgressEvent(double Share, string Text);

/// <summary>Event "loss": a network in training.</summary>
/// <param name="Part">"rule" or "readout".</param>
/// <param name="Attempt">How often training has begun anew.</param>
/// <param name="Step">Steps of this attempt.</param>
/// <param name="Loss">Mean cross-entropy in nats.</param>
/// <param name="Margin">The smallest margin in logits; negative while something is wrong.</param>
/// <param name="Wrong">Examples that are wrong.</param>
/// <param name="Examples">How many there are.</param>
internal sealed record LossEvent(string Part, int Attempt, int Step, double Loss, double Margin, int Wrong, int Examples);

/// <summary>Event "entries": entries of a table that changed since the last such event of its part.</summary>
/// <param name="Part">"rule" or "readout".</param>
/// <param name="Attempt">How often training has begun anew.</param>
/// <param name="Step">Steps of this attempt.</param>
/// <param name="Entries">What changed.</param>
internal sealed record EntriesEvent(string Part, int Attempt, int Step, TableEntry[] Entries);

/// <summary>An entry of a table that is being learned.</summary>
/// <param name="Neighborhood">Its number.</param>
/// <param name="Symbol">What the network says now.</param>
/// <param name="Margin">The gap in logits from what it says to the next best.</param>
/// <param name="State">"open" (margin below the target), "certain" (right, with the target's margin) or "wrong"; "guess" for what was never shown.</param>
internal sealed record TableEntry(int Neighborhood, int Symbol, double Margin, string State);

/// <summary>Event "line": what a run tells while it is computed, an epoch or some episodes.</summary>
/// <param name="Run">The hash of the run.</param>
/// <param name="Line">What it told.</param>
internal sealed record LineEvent(string Run, JsonElement Line);

/// <summary>Event "run": a run is complete.</summary>
/// <param name="Run">The run.</param>
/// <param name="Reused">Whether it was in the folder before.</param>
/// <param name="Done">How many are complete.</param>
/// <param name="Of">How many there are.</param>
internal sealed record RunEvent(RunSummary Run, bool Reused, int Done, int Of);
