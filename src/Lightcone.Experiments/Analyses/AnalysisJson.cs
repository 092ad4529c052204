using System.Text.Json.Serialization;

namespace Lightcone.Experiments.Analyses;

/// <summary>Settings of the runs of this folder as JSON without reflection.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ScaleSpaceSurvey))]
[JsonSerializable(typeof(EncodingSurvey))]
[JsonSerializable(typeof(StorageSurvey))]
[JsonSerializable(typeof(ScheduleTraining))]
[JsonSerializable(typeof(BoundTraining))]
internal sealed partial class AnalysisJson : JsonSerializerContext;
