using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Routes;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Documents;

/// <summary>The description of the server by OpenAPI 3.1, made from the list of routes and from the records that go over the wire.</summary>
internal static class OpenApiDocument
{
    private const string Media = "application/json";

    // What is sent as events: their types by name.
    private static readonly (string Name, JsonTypeInfo Type)[] Events =
    [
        ("state", LabJson.Of<StateEvent>()), ("progress", LabJson.Of<ProgressEvent>()), ("loss", LabJson.Of<LossEvent>()), ("entries", LabJson.Of<EntriesEvent>()), ("line", LabJson.Of<LineEvent>()),
        ("run", LabJson.Of<RunEvent>()), ("engine", LabJson.Of<RaceEntry>()), ("error", LabJson.Of<Problem>()),
    ];

    /// <summary>The document.</summary>
    /// <param name="routes">What the server answers.</param>
    /// <param name="kinds">What can be asked for.</param>
    public static JsonObject Of(IReadOnlyCollection<Route> routes, IReadOnlyCollection<JobKind> kinds)
    {
        SortedDictionary<string, JsonNode> schemas = new(StringComparer.Ordinal);
        JsonObject paths = new();
        foreach (IGrouping<string, Route> path in routes.GroupBy(static route => route.Path))
            paths.Add(path.Key, new JsonObject(path.Select(route => KeyValuePair.Create<string, JsonNode?>(route.Method.ToLowerInvariant(), Operation(route, schemas)))));
        JsonObject settings = new(kinds.Select(kind => KeyValuePair.Create<string, JsonNode?>(kind.Name, new JsonObject
        {
            ["summary"] = kind.Summary,
            ["keepsRuns"] = kind.KeepsRuns,
            ["settings"] = Schema(kind.Settings, schemas),
            ["result"] = Schema(kind.Result, schemas),
        })));
        JsonObject events = new(Events.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Name, Schema(each.Type, schemas))));
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Lightcone lab", ["version"] = InfoRoutes.Version, ["description"] = "The server behind the page of `lightcone lab`. See docs/lab.md." },
            ["paths"] = paths,
            ["x-jobs"] = settings,
            ["x-events"] = events,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["token"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "X-Lightcone-Token" } },
                ["schemas"] = new JsonObject(schemas.Select(static schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value))),
            },
        };
    }

    private static JsonObject Operation(Route route, SortedDictionary<string, JsonNode> schemas)
    {
        JsonArray parameters = [.. Parameters(route)];
        JsonObject operation = new() { ["summary"] = route.Summary, ["security"] = route.IsOpen ? new JsonArray() : [new JsonObject { ["token"] = new JsonArray() }] };
        if (parameters.Count > 0)
            operation["parameters"] = parameters;
        if (route.Body is { } body)
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(Media, Schema(body, schemas)) };
        JsonObject good = new() { ["description"] = "Done." };
        if (route.Result is { } result)
            good["content"] = Content(Media, Schema(result, schemas));
        else if (route.Media is { } media)
            good["content"] = Content(media, new JsonObject());
        operation["responses"] = new JsonObject
        {
            [$"{route.Status}"] = good,
            ["default"] = new JsonObject { ["description"] = "Refused.", ["content"] = Content("application/problem+json", Schema(LabJson.Of<Problem>(), schemas)) },
        };
        return operation;
    }

    private static IEnumerable<JsonNode> Parameters(Route route)
    {
        foreach (string part in route.Path.Split('/').Where(static part => part.StartsWith('{')))
            yield return new JsonObject { ["name"] = part.Trim('{', '}'), ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" } };
        foreach ((string name, string type, string description) in route.Query)
            yield return new JsonObject { ["name"] = name, ["in"] = "query", ["description"] = description, ["schema"] = new JsonObject { ["type"] = type } };
    }

    private static JsonObject Content(string media, JsonNode schema) => new() { [media] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Schema(JsonTypeInfo type, SortedDictionary<string, JsonNode> schemas)
    {
        string name = type.Type.Name;
        if (!schemas.ContainsKey(name))
        {
            // Taken before it is made: a record may hold its own kind.
            schemas.Add(name, new JsonObject());
            JsonNode schema = type.GetJsonSchemaAsNode(new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, node) => Transform(context, node, schemas) });
            Lead(schema, $"#/components/schemas/{name}");
            schemas[name] = schema;
        }

        return Reference(name);
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node, SortedDictionary<string, JsonNode> schemas)
    {
        // Numbers that may be NaN lose that they may be null.
        if (Nullable.GetUnderlyingType(context.TypeInfo.Type) == typeof(double) && node is JsonObject number && number["anyOf"] is JsonArray any && any.All(static each => (string?)each!["type"] != "null"))
            any.Add(new JsonObject { ["type"] = "null" });
        if (context.Path.IsEmpty || context.TypeInfo.Kind != JsonTypeInfoKind.Object || context.TypeInfo.Type.Namespace != typeof(Problem).Namespace)
            return node;
        JsonObject reference = Schema(LabJson.Default.GetTypeInfo(context.TypeInfo.Type)!, schemas);
        return node is JsonObject own && own["type"] is JsonArray types && types.Any(static type => (string?)type == "null")
            ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
            : reference;
    }

    // A type that occurs twice refers to where it occurred first, from the root of its own schema.
    private static void Lead(JsonNode node, string root)
    {
        if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
                Lead(item!, root);
        }
        else if (node is JsonObject members)
        {
            if ((string?)members["$ref"] is { } reference && !reference.StartsWith("#/components/", StringComparison.Ordinal))
                members["$ref"] = root + reference[1..];
            foreach ((_, JsonNode? member) in members.ToArray())
                if (member is not null)
                    Lead(member, root);
        }
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
