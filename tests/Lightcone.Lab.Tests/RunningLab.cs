using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Lightcone.Lab.Hosting;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Kinds;

namespace Lightcone.Lab.Tests;

/// <summary>A server with a folder of its own, and a client that has its token. Every answer in JSON is held against the server's own description.</summary>
internal sealed class RunningLab : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Description description;

    private RunningLab(Func<string, LabOptions> options)
    {
        Server = LabServer.Start(options(folder.Path)).GetAwaiter().GetResult();
        Client = NewClient();
        description = new(Client.GetStringAsync("/api/openapi.json").GetAwaiter().GetResult());
    }

    public LabServer Server { get; }

    public HttpClient Client { get; }

    public string Runs => folder.File("runs");

    /// <summary>Starts one.</summary>
    /// <param name="change">What is not as usual.</param>
    /// <param name="runs">A folder of runs that is there already; null for a new one.</param>
    public static RunningLab Start(Func<LabOptions, LabOptions>? change = null, string? runs = null) => new(folder =>
    {
        LabOptions options = new() { Runs = runs ?? Path.Combine(folder, "runs"), Token = "the token", Kinds = [.. KindCatalog.All, new GateKind()] };
        return change is null ? options : change(options);
    });

    /// <summary>A client that has the token.</summary>
    public HttpClient NewClient()
    {
        HttpClient client = NewStranger();
        client.DefaultRequestHeaders.Add(Guard.TokenHeader, Server.Token);
        return client;
    }

    /// <summary>A client that does not.</summary>
    public HttpClient NewStranger() => new() { BaseAddress = new(Server.Address) };

    /// <summary>Asks.</summary>
    public async Task<JsonElement> Get(string path, int status = 200)
    {
        using HttpResponseMessage answer = await Client.GetAsync(path);
        return await Read(answer, "get", path, status);
    }

    /// <summary>Sends JSON.</summary>
    public async Task<JsonElement> Post(string path, string json, int status)
    {
        using HttpResponseMessage answer = await Client.PostAsync(path, Json(json));
        return await Read(answer, "post", path, status);
    }

    /// <summary>Asks for an end.</summary>
    public async Task<JsonElement> Delete(string path, int status = 202)
    {
        using HttpResponseMessage answer = await Client.DeleteAsync(path);
        return await Read(answer, "delete", path, status);
    }

    /// <summary>Takes a job and gives its name.</summary>
    public async Task<string> Add(string kind, string settings) => (await Post("/api/jobs", $$"""{"kind":"{{kind}}","settings":{{settings}}}""", 201)).GetProperty("id").GetString()!;

    /// <summary>Takes a job and waits for its end.</summary>
    /// <returns>Its events, and how it is then.</returns>
    public async Task<(List<SentEvent> Events, JsonElement Job)> Do(string kind, string settings)
    {
        string id = await Add(kind, settings);
        List<SentEvent> events = await Events(id);
        JsonElement job = await Get($"/api/jobs/{id}");
        return (events, job);
    }

    /// <summary>The result of a job that has to succeed.</summary>
    public async Task<JsonElement> Result(string kind, string settings)
    {
        (_, JsonElement job) = await Do(kind, settings);
        Assert.True(job.GetProperty("state").GetString() == "done", job.GetRawText());
        description.Require(description.Result(kind), job.GetProperty("result"), kind);
        return job.GetProperty("result");
    }

    /// <summary>All events of a job until its stream ends; each is held against the description.</summary>
    public async Task<List<SentEvent>> Events(string id, int after = 0)
    {
        using EventReader reader = await EventReader.Open(Client, id, after);
        List<SentEvent> events = [];
        while (await reader.Next() is { } next)
        {
            if (next.Type != "result")
                description.Require(description.Event(next.Type), next.Data, next.Type);
            events.Add(next);
        }

        return events;
    }

    /// <summary>A body.</summary>
    public static StringContent Json(string json) => new(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        folder.Dispose();
    }

    private async Task<JsonElement> Read(HttpResponseMessage answer, string method, string path, int status)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == (HttpStatusCode)status, $"{method} {path}: {(int)answer.StatusCode} {text}");
        using JsonDocument document = JsonDocument.Parse(text);
        description.Require(description.Answer(method, path.Split('?')[0], status), document.RootElement, $"{method} {path}");
        return document.RootElement.Clone();
    }
}
