using System.Text.Json;
using System.Text.Json.Serialization;
using Lightcone.Foundation.Input;

namespace Lightcone.Experiments.Controls;

/// <summary>A control in JSON: its text form.</summary>
internal sealed class ControlJson : JsonConverter<Control>
{
    public override Control Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Control.Parse(reader.GetString() ?? "");
        }
        catch (InputException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, Control value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
