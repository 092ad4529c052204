using System.Text.Json;

namespace Lightcone.Experiments.Tests.Claims;

/// <summary>The part of JSON Schema 2020-12 that the schema of claims uses: type, const, enum, required, properties, additionalProperties, items, minItems, maxItems, minimum and local $ref.</summary>
internal static class JsonSchema
{
    private static readonly string[] Known = ["$schema", "$id", "$defs", "title", "description", "type", "const", "enum", "required", "properties", "additionalProperties", "items", "minItems", "maxItems", "minimum", "$ref"];

    public static IEnumerable<string> Problems(JsonElement schema, JsonElement value) => Problems(schema, schema, value, "$");

    private static IEnumerable<string> Problems(JsonElement root, JsonElement schema, JsonElement value, string path)
    {
        foreach (JsonProperty word in schema.EnumerateObject())
        {
            if (!Known.Contains(word.Name))
                throw new InvalidOperationException($"the schema says '{word.Name}', which this check does not know.");
            foreach (string problem in Word(root, word, schema, value, path))
                yield return problem;
        }
    }

    private static IEnumerable<string> Word(JsonElement root, JsonProperty word, JsonElement schema, JsonElement value, string path) => word.Name switch
    {
        "$ref" => Problems(root, word.Value.GetString()!.Split('/').Skip(1).Aggregate(root, static (at, name) => at.GetProperty(name)), value, path),
        "type" when !Is(word.Value.GetString()!, value) => [$"{path}: expected {word.Value}, found {value.ValueKind}"],
        "const" when !JsonElement.DeepEquals(word.Value, value) => [$"{path}: expected {word.Value}"],
        "enum" when !word.Value.EnumerateArray().Any(each => JsonElement.DeepEquals(each, value)) => [$"{path}: {value} is none of {word.Value}"],
        "minimum" when value.ValueKind == JsonValueKind.Number && value.GetDouble() < word.Value.GetDouble() => [$"{path}: {value} is below {word.Value}"],
        "minItems" when value.ValueKind == JsonValueKind.Array && value.GetArrayLength() < word.Value.GetInt32() => [$"{path}: fewer than {word.Value} items"],
        "maxItems" when value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > word.Value.GetInt32() => [$"{path}: more than {word.Value} items"],
        "items" when value.ValueKind == JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Problems(root, word.Value, item, $"{path}[{i}]")),
        "required" when value.ValueKind == JsonValueKind.Object => word.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}: {name} is missing"),
        "properties" when value.ValueKind == JsonValueKind.Object => word.Value.EnumerateObject().Where(property => value.TryGetProperty(property.Name, out _)).SelectMany(property => Problems(root, property.Value, value.GetProperty(property.Name), $"{path}.{property.Name}")),
        "additionalProperties" when value.ValueKind == JsonValueKind.Object && !word.Value.GetBoolean() => value.EnumerateObject().Where(member => !schema.GetProperty("properties").TryGetProperty(member.Name, out _)).Select(member => $"{path}: {member.Name} is not known"),
        _ => [],
    };

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new InvalidOperationException($"the schema says type '{type}', which this check does not know."),
    };
}
