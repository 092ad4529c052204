using System.Text.Json;

namespace Lightcone.Lab.Tests;

/// <summary>The server's description of itself, and whether something is as it says.</summary>
internal sealed class Description(string text)
{
    public JsonElement Root { get; } = JsonDocument.Parse(text).RootElement.Clone();

    /// <summary>The schema of an answer.</summary>
    public JsonElement Answer(string method, string path, int status)
    {
        string[] parts = path.Split('/');
        JsonElement operation = Root.GetProperty("paths").EnumerateObject().Where(known => known.Name.Split('/') is var own && own.Length == parts.Length && own.Zip(parts).All(static pair => pair.First.StartsWith('{') || pair.First == pair.Second))
            .OrderBy(static known => known.Name.Count(static c => c == '{')).Select(known => known.Value.TryGetProperty(method, out JsonElement own) ? own : default).FirstOrDefault(static own => own.ValueKind == JsonValueKind.Object);
        if (operation.ValueKind == JsonValueKind.Undefined || !operation.GetProperty("responses").TryGetProperty($"{status}", out JsonElement answer))
            return Root.GetProperty("components").GetProperty("schemas").GetProperty("Problem");
        return answer.GetProperty("content").GetProperty("application/json").GetProperty("schema");
    }

    /// <summary>The schema of a kind's result.</summary>
    public JsonElement Result(string kind) => Root.GetProperty("x-jobs").GetProperty(kind).GetProperty("result");

    /// <summary>The schema of an event.</summary>
    public JsonElement Event(string type) => Root.GetProperty("x-events").GetProperty(type);

    /// <summary>Fails where a value is not as its schema says.</summary>
    public void Require(JsonElement schema, JsonElement value, string place)
    {
        string? wrong = Wrong(schema, value, place);
        Assert.True(wrong is null, wrong);
    }

    private string? Wrong(JsonElement schema, JsonElement value, string place)
    {
        if (schema.ValueKind == JsonValueKind.True)
            return null;
        if (schema.TryGetProperty("$ref", out JsonElement reference))
            return Wrong(Find(reference.GetString()!), value, place);
        if (schema.TryGetProperty("anyOf", out JsonElement any))
            return any.EnumerateArray().Select(each => Wrong(each, value, place)).ToArray() is var all && all.Contains(null) ? null : all[0];
        if (schema.TryGetProperty("enum", out JsonElement words) && schema.TryGetProperty("type", out _) is false)
            return words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)) ? null : $"{place}: {value.GetRawText()} is none of {words.GetRawText()}";
        if (schema.TryGetProperty("type", out JsonElement type) && !(type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(each => Is(each.GetString()!, value)) : Is(type.GetString()!, value)))
            return $"{place}: expected {type.GetRawText()}, found {value.ValueKind}";
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
            return value.EnumerateArray().Index().Select(each => Wrong(items, each.Item, $"{place}[{each.Index}]")).FirstOrDefault(static wrong => wrong is not null);
        return value.ValueKind == JsonValueKind.Object ? WrongObject(schema, value, place) : null;
    }

    private string? WrongObject(JsonElement schema, JsonElement value, string place)
    {
        bool hasMembers = schema.TryGetProperty("properties", out JsonElement properties);
        if (schema.TryGetProperty("required", out JsonElement required) && required.EnumerateArray().FirstOrDefault(name => !value.TryGetProperty(name.GetString()!, out _)) is { ValueKind: JsonValueKind.String } missing)
            return $"{place}: {missing.GetString()} is missing";
        foreach (JsonProperty member in value.EnumerateObject())
        {
            JsonElement own;
            if (!hasMembers || !properties.TryGetProperty(member.Name, out own))
                if (!schema.TryGetProperty("additionalProperties", out own))
                    continue;
            if (own.ValueKind == JsonValueKind.False)
                return $"{place}.{member.Name}: nothing of that name is described";
            if (Wrong(own, member.Value, $"{place}.{member.Name}") is { } wrong)
                return wrong;
        }

        return null;
    }

    public JsonElement Find(string reference) => reference[2..].Split('/').Aggregate(Root, static (node, name) => node.GetProperty(name));

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
