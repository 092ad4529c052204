using System.Text.Json;
using System.Text.Json.Serialization;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Landscapes;

/// <summary>An encoding in JSON: its text form.</summary>
internal sealed class EncodingJson : JsonConverter<EncodingSpec>
{
    public override EncodingSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return EncodingSpec.Parse(reader.GetString() is { Length: > 0 } text ? text : "?");
        }
        catch (InputException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, EncodingSpec value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
