using System.Text.Json;

namespace Lightcone.Lab.Jobs;

/// <summary>What is to be computed.</summary>
/// <param name="Settings">All settings, what was drawn among them: the same settings give the same result.</param>
/// <param name="Work">Computes it; may be called again when it was stopped.</param>
internal sealed record PreparedJob(JsonElement Settings, Func<JobContext, JsonElement> Work);
