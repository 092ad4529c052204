using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Lightcone.Lab.Routes;

/// <summary>One thing that can be asked: the list of these is what the server answers and what its description tells.</summary>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Path">The path, with parameters in braces.</param>
/// <param name="Summary">What it is for, in one sentence.</param>
/// <param name="Answer">Answers it.</param>
internal sealed record Route(string Method, string Path, string Summary, RequestDelegate Answer)
{
    /// <summary>Whether it needs no token. Default it does.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it may take longer than a request may. Default no.</summary>
    public bool IsStream { get; init; }

    /// <summary>The type of its body; null for none.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>The status of its answer when all is well. Default 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The type of its answer; null for an answer that is no JSON, or none.</summary>
    public JsonTypeInfo? Result { get; init; }

    /// <summary>The media type of an answer that is no such JSON; null where there is a type, or no answer.</summary>
    public string? Media { get; init; }

    /// <summary>What may stand behind the question mark: name, type ("string" or "integer") and what it is.</summary>
    public (string Name, string Type, string Description)[] Query { get; init; } = [];
}
