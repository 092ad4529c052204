using System.Globalization;
using System.Text.Json;

namespace Lightcone.Lab.Tests;

/// <summary>Reads a stream of server-sent events as a browser does.</summary>
internal sealed class EventReader(HttpResponseMessage answer, StreamReader reader) : IDisposable
{
    /// <summary>Opens the stream of a job.</summary>
    public static async Task<EventReader> Open(HttpClient client, string id, int after = 0)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/api/jobs/{id}/events");
        if (after > 0)
            request.Headers.Add("Last-Event-ID", after.ToString(CultureInfo.InvariantCulture));
        HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        return new(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event; null at the end.</summary>
    public async Task<SentEvent?> Next()
    {
        (int id, string type, string data) = (0, "", "");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = int.Parse(line[4..], CultureInfo.InvariantCulture);
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                type = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && id > 0)
                return new(id, type, JsonDocument.Parse(data).RootElement.Clone());
        }

        return null;
    }

    /// <summary>Reads up to an event of a type, which has to come.</summary>
    public async Task<SentEvent> Until(string type)
    {
        while (await Next() is { } next)
            if (next.Type == type)
                return next;
        Assert.Fail($"no event '{type}' came");
        return null!;
    }

    public void Dispose()
    {
        reader.Dispose();
        answer.Dispose();
    }
}
