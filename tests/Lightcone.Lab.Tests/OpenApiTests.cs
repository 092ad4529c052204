using System.Text.Json;
using Lightcone.Lab.Kinds;
using Lightcone.Lab.Wire;
using Microsoft.AspNetCore.Routing;

namespace Lightcone.Lab.Tests;

/// <summary>The description names every route and every record, and no other; every answer in the other tests is held against it.</summary>
public sealed class OpenApiTests
{
    private static readonly string[] Routes =
    [
        "DELETE /api/jobs/{id}", "GET /api/claims", "GET /api/claims/{id}", "GET /api/info", "GET /api/jobs", "GET /api/jobs/{id}", "GET /api/jobs/{id}/events", "GET /api/lengths", "GET /api/openapi.json",
        "GET /api/runs", "GET /api/runs/{hash}", "GET /api/runs/{hash}/arrays/{name}", "GET /api/runs/{hash}/replays/{difficulty}", "GET /api/tasks", "POST /api/jobs", "POST /api/jobs/{id}/resume", "POST /api/session",
    ];

    [Fact]
    public async Task Paths_are_the_routes_that_are_answered()
    {
        await using RunningLab lab = RunningLab.Start();
        JsonElement document = await Document(lab);
        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        string[] described = [.. document.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}")).Order(StringComparer.Ordinal)];
        string[] routed = [.. lab.Server.Endpoints.Where(static endpoint => !endpoint.RoutePattern.RawText!.Contains("**", StringComparison.Ordinal))
            .SelectMany(static endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}")).Order(StringComparer.Ordinal)];
        Assert.Equal(Routes, described);
        Assert.Equal(Routes, routed);
    }

    [Fact]
    public async Task Schemas_are_the_records_that_go_over_the_wire()
    {
        await using RunningLab lab = RunningLab.Start();
        JsonElement schemas = (await Document(lab)).GetProperty("components").GetProperty("schemas");
        Type[] records = [.. typeof(Problem).Assembly.GetTypes().Where(static type => type.Namespace == typeof(Problem).Namespace && type.IsClass && !type.IsNested && type.GetMethod("<Clone>$") is not null)];
        Assert.True(records.Length > 40, $"{records.Length} records were found");
        Assert.Equal(records.Select(static type => type.Name).Order(StringComparer.Ordinal), schemas.EnumerateObject().Select(static schema => schema.Name).Order(StringComparer.Ordinal));
        foreach (Type type in records)
            Assert.Equal(
                type.GetProperties().Select(static property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(StringComparer.Ordinal),
                schemas.GetProperty(type.Name).GetProperty("properties").EnumerateObject().Select(static property => property.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_kind_is_described()
    {
        await using RunningLab lab = RunningLab.Start();
        JsonElement document = await Document(lab);
        Description description = new(document.GetRawText());
        string[] references = [.. References(document).Distinct()];
        Assert.True(references.Length > 20);
        Assert.All(references, reference => Assert.Equal(JsonValueKind.Object, description.Find(reference).ValueKind));
        Assert.Equal(KindCatalog.All.Select(static kind => kind.Name).Append("gate"), document.GetProperty("x-jobs").EnumerateObject().Select(static kind => kind.Name));
    }

    private static async Task<JsonElement> Document(RunningLab lab) => JsonDocument.Parse(await lab.Client.GetStringAsync("/api/openapi.json")).RootElement.Clone();

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static member => member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
