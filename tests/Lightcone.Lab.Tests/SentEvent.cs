using System.Text.Json;

namespace Lightcone.Lab.Tests;

/// <summary>An event as it came over the wire.</summary>
internal sealed record SentEvent(int Id, string Type, JsonElement Data);
