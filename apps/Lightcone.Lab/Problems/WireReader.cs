using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lightcone.Foundation.Input;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Problems;

/// <summary>Reads what came over the wire; what does not fit is refused with its place, what was expected, what was found, and what to do.</summary>
internal static class WireReader
{
    private const int MostShown = 40;

    /// <summary>Reads a whole body.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            return Read<T>(document.RootElement.Clone(), "body");
        }
        catch (JsonException exception)
        {
            throw ProblemException.At($"body:{exception.LineNumber + 1}:{exception.BytePositionInLine + 1}", "JSON", "something else", "Send one JSON object in UTF-8.");
        }
    }

    /// <summary>Reads a value; its place goes into messages.</summary>
    public static T Read<T>(JsonElement element, string place)
    {
        JsonTypeInfo<T> type = LabJson.Of<T>();
        Check(element, type, place);
        try
        {
            return element.Deserialize(type)!;
        }
        catch (JsonException exception)
        {
            throw ProblemException.At(exception.Path is { Length: > 1 } path ? $"{place}{path[1..]}" : place, "another value", Found(element), "See /api/openapi.json.");
        }
    }

    private static void Check(JsonElement element, JsonTypeInfo type, string place)
    {
        Type plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (plain == typeof(JsonElement))
            return;
        if (type.Kind == JsonTypeInfoKind.Object)
            CheckObject(element, type, place);
        else if (type.Kind == JsonTypeInfoKind.Enumerable)
            CheckItems(element, type, place);
        else if (type.Kind == JsonTypeInfoKind.Dictionary)
            CheckMembers(element, type, place);
        else if (Expected(plain) is { } expected && !Fits(element, plain))
            throw ProblemException.At(place, expected, Found(element), "Send such a value, or leave it out where it may be left out.");
    }

    private static void CheckObject(JsonElement element, JsonTypeInfo type, string place)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw ProblemException.At(place, "an object", Found(element), $"Its members are {string.Join(", ", type.Properties.Select(static member => member.Name))}.");
        HashSet<string> seen = [];
        foreach (JsonProperty member in element.EnumerateObject())
        {
            string at = $"{place}.{member.Name}";
            if (type.Properties.FirstOrDefault(known => known.Name == member.Name) is not { } own)
                throw ProblemException.At(
                    Short(at), $"one of {string.Join(", ", type.Properties.Select(static known => known.Name))}", $"'{Short(member.Name)}'", EditDistance.Nearest(member.Name, type.Properties.Select(static known => known.Name)) is { } near ? $"Did you mean {near}?" : "Leave it out.");
            if (!seen.Add(member.Name))
                throw ProblemException.At(at, "each member once", "it twice", "Leave one of them out.");
            if (member.Value.ValueKind == JsonValueKind.Null && own.IsSetNullable)
                continue;
            Check(member.Value, LabJson.Default.GetTypeInfo(own.PropertyType)!, at);
        }

        if (type.Properties.FirstOrDefault(member => (member.IsRequired || member.AssociatedParameter is { HasDefaultValue: false }) && !seen.Contains(member.Name)) is { } missing)
            throw ProblemException.At($"{place}.{missing.Name}", Expected(missing.PropertyType) ?? "a value", "nothing", "It may not be left out.");
    }

    private static void CheckItems(JsonElement element, JsonTypeInfo type, string place)
    {
        if (element.ValueKind != JsonValueKind.Array)
            throw ProblemException.At(place, "a list", Found(element), "Send a list, also of one.");
        JsonTypeInfo item = LabJson.Default.GetTypeInfo(type.ElementType!)!;
        foreach ((int index, JsonElement each) in element.EnumerateArray().Index())
            Check(each, item, $"{place}[{index}]");
    }

    private static void CheckMembers(JsonElement element, JsonTypeInfo type, string place)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw ProblemException.At(place, "an object of names and values", Found(element), "Send an object.");
        JsonTypeInfo item = LabJson.Default.GetTypeInfo(type.ElementType!)!;
        foreach (JsonProperty member in element.EnumerateObject())
            Check(member.Value, item, Short($"{place}.{member.Name}"));
    }

    private static string? Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var plain when plain == typeof(string) => "a string",
        var plain when plain == typeof(bool) => "true or false",
        var plain when plain == typeof(double) => "a finite number",
        var plain when plain == typeof(int) => "a whole number",
        var plain when plain == typeof(long) => "a whole number",
        var plain when plain == typeof(ulong) => "a whole number, not negative",
        var plain when plain.IsArray => "a list",
        _ => null,
    };

    private static bool Fits(JsonElement element, Type type) => type switch
    {
        _ when type == typeof(string) => element.ValueKind == JsonValueKind.String,
        _ when type == typeof(bool) => element.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ when type == typeof(double) => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && double.IsFinite(number),
        _ when type == typeof(int) => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out _),
        _ when type == typeof(long) => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out _),
        _ when type == typeof(ulong) => element.ValueKind == JsonValueKind.Number && element.TryGetUInt64(out _),
        _ => true,
    };

    private static string Found(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        _ => Short(element.GetRawText()),
    };

    private static string Short(string text) => text.Length <= MostShown ? text : $"{text[..MostShown]}...";
}
