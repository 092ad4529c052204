using System.Text.Json.Serialization;

namespace Lightcone.Networks.Learning;

/// <summary>JSON of a checkpoint's history without reflection, so that trimmed programs can resume too.</summary>
[JsonSerializable(typeof(EpochReport[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
