using System.Text.Json.Serialization;

namespace Lightcone.Experiments.Landscapes;

/// <summary>Settings of the runs of this folder as JSON without reflection.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(LandscapeTraining))]
internal sealed partial class LandscapeJson : JsonSerializerContext;
