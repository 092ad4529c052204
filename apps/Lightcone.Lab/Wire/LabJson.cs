using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Lightcone.Lab.Wire;

/// <summary>How everything that goes over the wire is written and read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Info))]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(TaskList))]
[JsonSerializable(typeof(ClaimList))]
[JsonSerializable(typeof(RunPage))]
[JsonSerializable(typeof(RunDetail))]
[JsonSerializable(typeof(ReplayInfo))]
[JsonSerializable(typeof(LengthList))]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(JobId))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(StateEvent))]
[JsonSerializable(typeof(ProgressEvent))]
[JsonSerializable(typeof(LossEvent))]
[JsonSerializable(typeof(EntriesEvent))]
[JsonSerializable(typeof(LineEvent))]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(LearnSettings))]
[JsonSerializable(typeof(CertifySettings))]
[JsonSerializable(typeof(RunSettings))]
[JsonSerializable(typeof(RaceSettings))]
[JsonSerializable(typeof(EncodeSettings))]
[JsonSerializable(typeof(SpectrumSettings))]
[JsonSerializable(typeof(LandscapeSettings))]
[JsonSerializable(typeof(FieldSettings))]
[JsonSerializable(typeof(TransferSettings))]
[JsonSerializable(typeof(ClaimSettings))]
[JsonSerializable(typeof(LearnResult))]
[JsonSerializable(typeof(CertifyResult))]
[JsonSerializable(typeof(RunOutcome))]
[JsonSerializable(typeof(RaceResult))]
[JsonSerializable(typeof(EncodeResult))]
[JsonSerializable(typeof(SpectrumResult))]
[JsonSerializable(typeof(LandscapeResult))]
[JsonSerializable(typeof(FieldResult))]
[JsonSerializable(typeof(TransferResult))]
[JsonSerializable(typeof(ClaimResult))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class LabJson : JsonSerializerContext
{
    /// <summary>How a type is written and read.</summary>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Default.GetTypeInfo(typeof(T))!;

    /// <summary>A value as an element.</summary>
    public static JsonElement Element<T>(T value) => JsonSerializer.SerializeToElement(value, Of<T>());

    /// <summary>A value as UTF-8.</summary>
    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Of<T>());

    /// <summary>Text of ours as an element.</summary>
    public static JsonElement Parse(string json) => JsonSerializer.Deserialize(json, Of<JsonElement>());
}
