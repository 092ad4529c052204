using System.IO.Compression;
using System.Net;
using System.Text;

namespace Lightcone.Lab.Tests;

public sealed class PageTests : IDisposable
{
    private readonly TemporaryFolder page = new();

    public PageTests()
    {
        Directory.CreateDirectory(page.File("dist/assets"));
        page.Write("dist/index.html", "<!doctype html><title>lab</title>");
        page.Write("dist/assets/main-Ab3dE6gh.js", "export const one = 1;");
        page.Write("dist/assets/prover.wasm", "wasm");
        page.Write("secret.txt", "nothing");
        using (FileStream file = File.Create(page.File("dist/assets/main-Ab3dE6gh.js.br")))
        using (BrotliStream packed = new(file, CompressionLevel.Fastest))
            packed.Write("export const one = 1;"u8);
        using (FileStream file = File.Create(page.File("dist/assets/main-Ab3dE6gh.js.gz")))
        using (GZipStream packed = new(file, CompressionLevel.Fastest))
            packed.Write("export const one = 1;"u8);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/index.html", "text/html")]
    [InlineData("/claims", "text/html")]
    [InlineData("/assets/main-Ab3dE6gh.js", "text/javascript")]
    [InlineData("/assets/prover.wasm", "application/wasm")]
    public async Task Files_have_their_types(string path, string type)
    {
        await using RunningLab lab = RunningLab.Start(options => options with { Page = page.File("dist") });
        using HttpResponseMessage answer = await lab.Client.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task What_was_compressed_before_is_sent_so(string accepted, string? sent)
    {
        await using RunningLab lab = RunningLab.Start(options => options with { Page = page.File("dist") });
        using HttpRequestMessage request = new(HttpMethod.Get, "/assets/main-Ab3dE6gh.js");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using HttpResponseMessage answer = await lab.Client.SendAsync(request);
        Assert.Equal(sent, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        await using Stream body = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = sent switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };
        Assert.Equal("export const one = 1;", await new StreamReader(plain).ReadToEndAsync());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_page_that_is_built_anew_is_served_anew()
    {
        await using RunningLab lab = RunningLab.Start(options => options with { Page = page.File("dist") });
        Assert.Equal("export const one = 1;", await lab.Client.GetStringAsync("/assets/main-Ab3dE6gh.js"));
        Directory.Delete(page.File("dist"), recursive: true);
        using (HttpResponseMessage missing = await lab.Client.GetAsync("/"))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, missing.StatusCode);
        Directory.CreateDirectory(page.File("dist/assets"));
        page.Write("dist/index.html", "<!doctype html><title>new</title>");
        page.Write("dist/assets/main-Xy9zW8vu.js", "export const two = 2;");
        Assert.Contains("new", await lab.Client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal("export const two = 2;", await lab.Client.GetStringAsync("/assets/main-Xy9zW8vu.js"));
        using HttpResponseMessage old = await lab.Client.GetAsync("/assets/main-Ab3dE6gh.js");
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
    }

    [Fact]
    public async Task What_is_named_after_its_contents_is_kept_for_good_and_the_rest_asked_for_again()
    {
        await using RunningLab lab = RunningLab.Start(options => options with { Page = page.File("dist") });
        using HttpResponseMessage script = await lab.Client.GetAsync("/assets/main-Ab3dE6gh.js"), index = await lab.Client.GetAsync("/");
        Assert.Contains("immutable", script.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("no-cache", index.Headers.CacheControl!.ToString());
        using HttpRequestMessage again = new(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(index.Headers.ETag!);
        using HttpResponseMessage unchanged = await lab.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task The_page_of_a_server_with_a_password_says_so_in_its_head()
    {
        await using RunningLab open = RunningLab.Start(options => options with { Page = page.File("dist") });
        page.Write("dist/index.html", "<!doctype html><head><title>lab</title></head>");
        await using RunningLab locked = RunningLab.Start(options => options with { Page = page.File("dist"), Password = "correct horse" });
        foreach (string path in new[] { "/", "/index.html", "/claims" })
        {
            using HttpClient stranger = locked.NewStranger();
            Assert.Equal("<!doctype html><head><meta name=\"lightcone-lab\" content=\"password\"><title>lab</title></head>", await stranger.GetStringAsync(path));
            Assert.DoesNotContain("lightcone-lab", await open.Client.GetStringAsync(path), StringComparison.Ordinal);
        }

        Assert.Equal("export const one = 1;", await locked.Client.GetStringAsync("/assets/main-Ab3dE6gh.js"));
    }

    [Theory]
    [InlineData("/missing.js")]
    [InlineData("/../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/assets/..%5c..%5csecret.txt")]
    public async Task Nothing_else_can_be_asked_for(string path)
    {
        await using RunningLab lab = RunningLab.Start(options => options with { Page = page.File("dist") });
        using HttpResponseMessage answer = await lab.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_page_a_sentence_says_why()
    {
        await using RunningLab lab = RunningLab.Start();
        using HttpResponseMessage answer = await lab.Client.GetAsync("/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Node 20", Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_can_only_be_read()
    {
        await using RunningLab lab = RunningLab.Start(options => options with { Page = page.File("dist") });
        using HttpResponseMessage answer = await lab.Client.PostAsync("/index.html", RunningLab.Json("{}"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    public void Dispose() => page.Dispose();
}
