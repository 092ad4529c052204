using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Lightcone.Comparisons;

/// <summary>Many clients that watch one job of a running lab.</summary>
internal static class LabWatchers
{
    private const string TokenHeader = "X-Lightcone-Token";

    // Some seconds of work that tells of itself all the while: an event an epoch.
    private const string Job = """{"kind":"fields","settings":{"study":"matched","repeats":1,"epochs":12,"patches":2000,"seed":1}}""";

    /// <summary>Starts a job and watches it with so many clients.</summary>
    /// <param name="address">The server, without a slash at its end.</param>
    /// <param name="token">Its token.</param>
    /// <param name="clients">How many.</param>
    /// <returns>How many events each was told; how many of them some client missed; and the longest that any event came later to one client than to the first.</returns>
    public static async Task<(int Events, int Lost, double Latest)> Watch(string address, string token, int clients)
    {
        using HttpClient http = new() { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Add(TokenHeader, token);
        using StringContent asked = new(Job, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/api/jobs", UriKind.Relative), asked);
        answer.EnsureSuccessStatusCode();
        string id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        Dictionary<int, long>[] seen = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Listen(http, id)));
        return Compare(seen);
    }

    /// <summary>What clients saw, held against one another: for each the moments, as time stamps, at which events came, by number.</summary>
    public static (int Events, int Lost, double Latest) Compare(IReadOnlyList<IReadOnlyDictionary<int, long>> seen)
    {
        int[] all = [.. seen.SelectMany(static each => each.Keys).Distinct()];
        int last = all.Length == 0 ? 0 : all.Max();
        int lost = Enumerable.Range(1, last).Sum(number => seen.Count(each => !each.ContainsKey(number)));
        double latest = all.Length == 0 ? 0 : all.Max(number =>
        {
            long[] moments = [.. seen.Where(each => each.ContainsKey(number)).Select(each => each[number])];
            return Stopwatch.GetElapsedTime(moments.Min(), moments.Max()).TotalSeconds;
        });
        return (last, lost, latest);
    }

    private static async Task<Dictionary<int, long>> Listen(HttpClient http, string id)
    {
        Dictionary<int, long> moments = [];
        using HttpResponseMessage answer = await http.GetAsync(new Uri($"/api/jobs/{id}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using StreamReader reader = new(await answer.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line)
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                moments[int.Parse(line.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture)] = Stopwatch.GetTimestamp();
        return moments;
    }
}
