using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Lightcone.Lab.Hosting;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Routes;

namespace Lightcone.Lab.Tests;

public sealed class SecurityTests
{
    [Fact]
    public async Task Without_the_token_only_what_is_open_is_answered()
    {
        await using RunningLab lab = RunningLab.Start();
        using HttpClient stranger = lab.NewStranger();
        Assert.Equal(["/api/info", "/api/openapi.json", "/api/session", "/api/tasks"], lab.Server.Routes.Where(static route => route.IsOpen).Select(static route => route.Path).Order(StringComparer.Ordinal));
        foreach (Route route in lab.Server.Routes.Where(static route => !route.IsOpen))
            foreach (string? token in new[] { null, "", "the toke", "the tokens", "THE TOKEN" })
            {
                using HttpRequestMessage request = new(new HttpMethod(route.Method), route.Path.Replace("{id}", "1", StringComparison.Ordinal).Replace("{hash}", "0000", StringComparison.Ordinal));
                if (token is not null)
                    request.Headers.TryAddWithoutValidation(Guard.TokenHeader, token);
                using HttpResponseMessage answer = await stranger.SendAsync(request);
                Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{route.Method} {route.Path} with '{token}': {answer.StatusCode}");
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            }
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1.evil.example:PORT")]
    [InlineData("0.0.0.0:PORT")]
    [InlineData("localhost.:PORT")]
    public async Task A_foreign_name_of_the_server_is_refused(string host)
    {
        await using RunningLab lab = RunningLab.Start();
        foreach (string path in new[] { "/api/info", "/api/jobs", "/" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.Host = host.Replace("PORT", $"{new Uri(lab.Server.Address).Port}", StringComparison.Ordinal);
            using HttpResponseMessage answer = await lab.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("Host", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("[::1]")]
    public async Task Its_own_names_are_taken(string host)
    {
        await using RunningLab lab = RunningLab.Start();
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/jobs");
        request.Headers.Host = $"{host}:{new Uri(lab.Server.Address).Port}";
        request.Headers.Add("Origin", $"http://{host}:{new Uri(lab.Server.Address).Port}");
        using HttpResponseMessage answer = await lab.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "https://ADDRESS")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task What_another_page_asks_is_refused(string header, string value)
    {
        await using RunningLab lab = RunningLab.Start();
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/jobs") { Content = RunningLab.Json("""{"kind":"certify","settings":{"task":"parity"}}""") };
        request.Headers.Add(header, value.Replace("ADDRESS", lab.Server.Address["http://".Length..], StringComparison.Ordinal));
        using HttpResponseMessage answer = await lab.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(lab.Server.Jobs.All);
    }

    [Fact]
    public async Task Every_answer_has_the_headers_of_safety()
    {
        await using RunningLab lab = RunningLab.Start();
        foreach (string path in new[] { "/api/info", "/api/jobs", "/api/nothing", "/", "/index.html" })
        {
            using HttpResponseMessage answer = await lab.Client.GetAsync(path);
            Assert.Equal(
                "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
                answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused(bool saysItsLength)
    {
        await using RunningLab lab = RunningLab.Start(static options => options with { Limits = options.Limits with { BodyBytes = 1000 } });
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/jobs") { Content = RunningLab.Json($$"""{"kind":"run","settings":{"task":"rule110","on":{"input":"{{new string('1', 1000)}}"} } }""") };
        request.Headers.TransferEncodingChunked = !saysItsLength;
        using HttpResponseMessage answer = await lab.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("too-large", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        await using RunningLab lab = RunningLab.Start();
        using StringContent form = new("kind=certify", Encoding.UTF8, "text/plain");
        using HttpResponseMessage answer = await lab.Client.PostAsync("/api/jobs", form);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task Slow_clients_are_shown_out_and_hold_nobody_up()
    {
        await using RunningLab lab = RunningLab.Start(static options => options with { Limits = options.Limits with { HeadTime = TimeSpan.FromMilliseconds(300), RequestTime = TimeSpan.FromMilliseconds(300) } });
        Uri address = new(lab.Server.Address);
        using TcpClient head = new(), body = new();
        await head.ConnectAsync(address.Host, address.Port);
        await head.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /api/info HT"));
        await body.ConnectAsync(address.Host, address.Port);
        await body.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /api/jobs HTTP/1.1\r\nHost: {address.Authority}\r\n{Guard.TokenHeader}: the token\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"));
        await lab.Get("/api/info");
        // Both are read to their ends, which come when the server has had enough.
        Assert.Contains("408", await new StreamReader(head.GetStream()).ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Contains("408", await new StreamReader(body.GetStream()).ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Empty(lab.Server.Jobs.All);
    }

    [Fact]
    public async Task A_password_gives_the_token()
    {
        await using RunningLab lab = RunningLab.Start(static options => options with { Password = "correct horse" });
        using HttpClient stranger = lab.NewStranger();
        using HttpResponseMessage wrong = await stranger.PostAsync("/api/session", RunningLab.Json("""{"password":"correct house"}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using HttpResponseMessage right = await stranger.PostAsync("/api/session", RunningLab.Json("""{"password":"correct horse"}"""));
        Assert.Equal("the token", JsonDocument.Parse(await right.Content.ReadAsStringAsync()).RootElement.GetProperty("token").GetString());
    }

    [Fact]
    public async Task Passwords_are_not_guessed_side_by_side()
    {
        await using RunningLab lab = RunningLab.Start(static options => options with { Password = "correct horse" });
        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async i =>
        {
            using HttpClient stranger = lab.NewStranger();
            using HttpResponseMessage answer = await stranger.PostAsync("/api/session", RunningLab.Json($$"""{"password":"guess number {{i}}"}"""));
            return answer.StatusCode;
        }));
        Assert.All(answers, static answer => Assert.True(answer is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests, $"{answer}"));
        Assert.Contains(HttpStatusCode.Unauthorized, answers);
    }

    [Fact]
    public async Task After_many_wrong_passwords_none_is_looked_at_for_a_minute()
    {
        HandClock clock = new();
        using Password password = new("correct horse", clock);
        // Right ones are not counted.
        Assert.True(await password.Is("correct horse", CancellationToken.None));
        for (int i = 0; i < Password.MostWrong; i++)
            Assert.False(await password.Is($"guess {i}", CancellationToken.None));
        ProblemException refused = await Assert.ThrowsAsync<ProblemException>(() => password.Is("correct horse", CancellationToken.None));
        Assert.Equal(429, refused.Problem.Status);
        clock.Advance(Password.Span);
        Assert.True(await password.Is("correct horse", CancellationToken.None));
    }

    /// <summary>A clock that a test moves.</summary>
    private sealed class HandClock : TimeProvider
    {
        private long now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Advance(TimeSpan time) => now += time.Ticks;
    }

    [Fact]
    public async Task Who_has_no_password_says_so() => await Refused("/api/session", """{"password":"correct horse"}""", 409);

    private static async Task Refused(string path, string json, int status)
    {
        await using RunningLab lab = RunningLab.Start();
        await lab.Post(path, json, status);
    }

    [Fact]
    public async Task Streams_of_events_are_counted()
    {
        await using RunningLab lab = RunningLab.Start(static options => options with { Limits = LabLimits.Usual with { Streams = 2 } });
        string id = await lab.Add("gate", """{"id":"streams"}""");
        using EventReader one = await EventReader.Open(lab.Client, id), two = await EventReader.Open(lab.Client, id);
        await one.Next();
        await two.Next();
        Assert.Equal("too-many", (await lab.Get($"/api/jobs/{id}/events", 429)).GetProperty("type").GetString());
        GateKind.Of("streams").Open();
        await one.Until("result");
        await two.Until("result");
    }
}
