using Lightcone.Lab.Problems;
using Lightcone.Lab.Routes;
using Lightcone.Lab.Wire;
using Microsoft.AspNetCore.Http;

namespace Lightcone.Lab.Hosting;

/// <summary>What every request goes through: headers of safety, who may ask, how long it may take, and what is said when it fails.</summary>
/// <param name="guard">Who may ask.</param>
/// <param name="most">How long a request may take.</param>
internal sealed class Gate(Guard guard, TimeSpan most)
{
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    /// <summary>Lets a request through.</summary>
    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-store";
        Route? route = context.GetEndpoint()?.Metadata.GetMetadata<Route>();
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        try
        {
            guard.RequireOwn(context);
            if (route is { IsOpen: false })
                guard.RequireToken(context);
            if (route is { IsStream: false })
            {
                late.CancelAfter(most);
                context.RequestAborted = late.Token;
            }

            await next(context);
        }
        catch (OperationCanceledException)
        {
            if (!context.Response.HasStarted && late.IsCancellationRequested)
                await Refuse(context, new("too-large", "Too slow", StatusCodes.Status408RequestTimeout, $"The request took longer than {most.TotalSeconds:0.##} s. Send it faster, or ask for less."));
        }
        catch (BadHttpRequestException exception)
        {
            await Refuse(context, exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? new("too-large", "Too large", exception.StatusCode, "The body is larger than a request may be. Send less, or use the command line.", "body")
                : new("bad-input", "Bad request", exception.StatusCode, "This is not a request that can be read."));
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            Problem problem = ProblemText.Of(exception);
            if (problem.Status >= 500 && Environment.GetEnvironmentVariable("LIGHTCONE_DEBUG") == "1")
                await Console.Error.WriteLineAsync($"{exception}");
            await Refuse(context, problem);
        }
    }

    private static async Task Refuse(HttpContext context, Problem problem)
    {
        // The one that ended the request cannot end the answer. What was not read of a body is not waited for.
        context.RequestAborted = CancellationToken.None;
        if (problem.Status is StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge)
            context.Response.Headers.Connection = "close";
        if (!context.Response.HasStarted)
            await Exchange.Refuse(context, problem);
    }
}
