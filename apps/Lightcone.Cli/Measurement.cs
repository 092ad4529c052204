using System.Text.Json;

namespace Lightcone.Cli;

/// <summary>What a measure of a system came to: as JSON members, as text, and as an exit code.</summary>
internal sealed record Measurement(Action<Utf8JsonWriter> Write, string Text, int Code = ExitCode.Done);
