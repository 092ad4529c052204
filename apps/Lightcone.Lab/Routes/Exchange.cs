using System.Buffers;
using System.Globalization;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;
using Microsoft.AspNetCore.Http;

namespace Lightcone.Lab.Routes;

/// <summary>Reads requests and writes answers.</summary>
internal static class Exchange
{
    /// <summary>Answers with JSON.</summary>
    public static Task Answer<T>(HttpContext context, T value, int status = StatusCodes.Status200OK) => Write(context, LabJson.Bytes(value), status, "application/json");

    /// <summary>Answers with a problem.</summary>
    public static Task Refuse(HttpContext context, Problem problem) => Write(context, LabJson.Bytes(problem), problem.Status, "application/problem+json");

    /// <summary>Answers with bytes.</summary>
    public static async Task Write(HttpContext context, byte[] body, int status, string media)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = media;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Reads a body of JSON.</summary>
    /// <exception cref="ProblemException">It is too large, of another type, or not what was expected.</exception>
    public static async Task<T> Read<T>(HttpContext context, int most)
    {
        string type = context.Request.ContentType?.Split(';')[0].Trim() ?? "";
        if (!type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(new("bad-input", "Another type of content", 415, $"Content-Type: expected application/json, found '{(type.Length <= 40 ? type : type[..40])}'. Send JSON and say so.", "Content-Type", "application/json", type.Length <= 40 ? type : type[..40], "Send JSON and say so."));
        if (context.Request.ContentLength > most)
            throw TooLarge(most);
        ArrayBufferWriter<byte> body = new();
        while (await context.Request.Body.ReadAsync(body.GetMemory(4096), context.RequestAborted) is var count and > 0)
        {
            body.Advance(count);
            if (body.WrittenCount > most)
                throw TooLarge(most);
        }

        return WireReader.Read<T>(body.WrittenMemory);
    }

    /// <summary>A part of the path.</summary>
    public static string Part(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    /// <summary>A word behind the question mark; null when it is not there.</summary>
    public static string? Word(HttpContext context, string name) => context.Request.Query[name].FirstOrDefault() is { Length: > 0 } word ? word : null;

    /// <summary>A number behind the question mark.</summary>
    public static int Number(HttpContext context, string name, int usual, int low, int high)
    {
        if (Word(context, name) is not { } word)
            return usual;
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? Require.Range($"?{name}", number, low, high)
            : throw ProblemException.At($"?{name}", "a whole number", $"'{(word.Length <= 40 ? word : word[..40])}'", "Write digits alone.");
    }

    /// <summary>A body that is too large.</summary>
    public static ProblemException TooLarge(int most) => new(new(
        "too-large", "Too large", 413, string.Create(CultureInfo.InvariantCulture, $"body: more than {most:N0} bytes. Send less, or use the command line."), "body", string.Create(CultureInfo.InvariantCulture, $"at most {most:N0} bytes"), "more", "Send less, or use the command line."));
}
