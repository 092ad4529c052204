using System.Text.Json.Serialization;

namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>Settings of the runs of this folder as JSON without reflection.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(FieldTraining))]
internal sealed partial class FieldJson : JsonSerializerContext;
