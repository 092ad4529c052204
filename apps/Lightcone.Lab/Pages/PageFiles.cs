using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lightcone.Lab.Problems;
using Microsoft.AspNetCore.Http;

namespace Lightcone.Lab.Pages;

/// <summary>The files of the page. Which there are is found out when the server begins and whenever the page was built anew: nothing else can be asked for.</summary>
internal sealed class PageFiles
{
    private const string Index = "index.html";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json",
        [".map"] = "application/json",
        [".webmanifest"] = "application/manifest+json",
        [".wasm"] = "application/wasm",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
        [".csv"] = "text/csv; charset=utf-8",
        [".npy"] = "application/octet-stream",
    };

    /// <summary>What stands in the page of a server that asks for a password: the page then asks the visitor for it.</summary>
    private const string Locked = "<meta name=\"lightcone-lab\" content=\"password\">";

    private readonly string? folder;
    private readonly bool isLocked;
    private volatile Listing listing;

    /// <param name="folder">The folder of the built page; null when there is none.</param>
    /// <param name="isLocked">Whether the server gives its token for a password.</param>
    public PageFiles(string? folder, bool isLocked)
    {
        (this.folder, this.isLocked) = (folder, isLocked);
        listing = Listing.Of(folder);
    }

    private Dictionary<string, Entry> Entries()
    {
        Listing known = listing;
        return (known.Stamp == Listing.StampOf(folder) ? known : listing = Listing.Of(folder)).Entries;
    }

    /// <summary>Answers with a file, or, for a place within the page, with the page.</summary>
    public async Task Answer(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "/";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            throw ProblemException.Forbidden(StatusCodes.Status405MethodNotAllowed, "Files can only be read.", "Use GET.");
        Dictionary<string, Entry> entries = Entries();
        if (!entries.TryGetValue($"/{Index}", out Entry? index))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = Types[".txt"];
            await context.Response.WriteAsync("The page was not built. It needs Node 20 or newer with npm; then start this again. What the server answers is described at /api/openapi.json.\n", context.RequestAborted);
            return;
        }

        Entry entry = entries.TryGetValue(path, out Entry? file) ? file : Path.HasExtension(path) ? throw ProblemException.NotFound("There is no such file.") : index;
        if (isLocked && entry == index)
            await entry.SendLocked(context);
        else
            await entry.Send(context, entries);
    }

    // What there was at a time. A build removes and adds files, which changes the times of their folders.
    private sealed record Listing(long Stamp, Dictionary<string, Entry> Entries)
    {
        public static Listing Of(string? folder)
        {
            long stamp = StampOf(folder);
            Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
            if (folder is not null && Directory.Exists(folder))
                foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                    entries["/" + Path.GetRelativePath(folder, path).Replace('\\', '/')] = new(path);
            return new(stamp, entries);
        }

        public static long StampOf(string? folder)
        {
            HashCode stamp = default;
            if (folder is null || !Directory.Exists(folder))
                return 0;
            stamp.Add(File.GetLastWriteTimeUtc(Path.Combine(folder, Index)));
            stamp.Add(Directory.GetLastWriteTimeUtc(folder));
            foreach (string inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                stamp.Add(Directory.GetLastWriteTimeUtc(inner));
            return stamp.ToHashCode();
        }
    }

    private sealed class Entry(string path)
    {
        private readonly string type = Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
        private readonly Lazy<string> hash = new(() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..20]);

        private string FilePath => path;

        public async Task Send(HttpContext context, Dictionary<string, Entry> all)
        {
            (Entry sent, string? encoding) = Best(context, all);
            string tag = $"\"{sent.hash.Value}\"";
            IHeaderDictionary headers = context.Response.Headers;
            headers.ETag = tag;
            headers.Vary = "Accept-Encoding";
            headers.CacheControl = IsHashed ? "public, max-age=31536000, immutable" : "no-cache";
            if (context.Request.Headers.IfNoneMatch.Any(value => value?.Contains(tag, StringComparison.Ordinal) == true))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            if (encoding is not null)
                headers.ContentEncoding = encoding;
            context.Response.ContentType = type;
            context.Response.ContentLength = new FileInfo(sent.FilePath).Length;
            if (!HttpMethods.IsHead(context.Request.Method))
                await context.Response.SendFileAsync(sent.FilePath, context.RequestAborted);
        }

        public async Task SendLocked(HttpContext context)
        {
            byte[] page = Encoding.UTF8.GetBytes((await File.ReadAllTextAsync(path, context.RequestAborted)).Replace("<head>", $"<head>{Locked}", StringComparison.OrdinalIgnoreCase));
            context.Response.Headers.CacheControl = "no-store";
            context.Response.ContentType = type;
            context.Response.ContentLength = page.Length;
            if (!HttpMethods.IsHead(context.Request.Method))
                await context.Response.Body.WriteAsync(page, context.RequestAborted);
        }

        // What the build names after its contents never changes: name-HASH.js, name.HASH.wasm.
        private bool IsHashed => Path.GetFileNameWithoutExtension(path).Split('-', '.') is { Length: > 1 } parts && parts[^1] is { Length: >= 8 } last && last.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') && last.Any(char.IsAsciiDigit);

        private (Entry Sent, string? Encoding) Best(HttpContext context, Dictionary<string, Entry> all)
        {
            string accepted = $"{context.Request.Headers.AcceptEncoding}";
            string own = all.First(each => ReferenceEquals(each.Value, this)).Key;
            foreach ((string encoding, string ending) in new[] { ("br", ".br"), ("gzip", ".gz") })
                if (accepted.Split(',').Any(each => each.Split(';') is [var name, .. var rest] && name.Trim() == encoding && !rest.Any(static part => part.Trim() is var quality && quality.StartsWith("q=0", StringComparison.Ordinal) && double.TryParse(quality[2..], NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) && weight == 0))
                    && all.TryGetValue(own + ending, out Entry? packed))
                    return (packed, encoding);
            return (this, null);
        }
    }
}
