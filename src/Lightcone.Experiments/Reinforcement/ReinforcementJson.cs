using System.Text.Json.Serialization;

namespace Lightcone.Experiments.Reinforcement;

/// <summary>JSON of this room's runs without reflection.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CartPoleAgent))]
[JsonSerializable(typeof(EncodedCartPoleAgent))]
[JsonSerializable(typeof(LanderAgent))]
internal sealed partial class ReinforcementJson : JsonSerializerContext;
