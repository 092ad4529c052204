using System.Net;
using System.Security.Cryptography;
using System.Text;
using Lightcone.Lab.Problems;
using Microsoft.AspNetCore.Http;

namespace Lightcone.Lab.Hosting;

/// <summary>Who may ask: by the name that the server was asked under, by the page that asks, and by the token.</summary>
/// <param name="address">The address that the server listens on.</param>
/// <param name="token">The token.</param>
internal sealed class Guard(IPAddress address, string token)
{
    /// <summary>The header of the token.</summary>
    public const string TokenHeader = "X-Lightcone-Token";

    private static readonly string[] Names = ["127.0.0.1", "localhost", "[::1]"];
    private readonly byte[] expected = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Refuses what was asked under a foreign name, as a page does that had its own name point here, and what a foreign page asks.</summary>
    /// <exception cref="ProblemException">It may not.</exception>
    public void RequireOwn(HttpContext context)
    {
        HostString host = context.Request.Host;
        if (!host.HasValue || (host.Port ?? 80) != context.Connection.LocalPort || !IsOwn(host.Host))
            throw ProblemException.Forbidden(StatusCodes.Status403Forbidden, "This server was asked under a name that is not its own (Host).", "Open the link that it printed.");
        IHeaderDictionary headers = context.Request.Headers;
        if (headers.Origin.Count > 0 && $"{headers.Origin}" != $"http://{host.Value}")
            throw ProblemException.Forbidden(StatusCodes.Status403Forbidden, "Another page asks (Origin).", "Open the link that the server printed.");
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && $"{headers["Sec-Fetch-Site"]}" is "cross-site" or "same-site")
            throw ProblemException.Forbidden(StatusCodes.Status403Forbidden, "Another page asks (Sec-Fetch-Site).", "Open the link that the server printed.");
    }

    /// <summary>Refuses who does not have the token. How long it takes does not depend on what was given.</summary>
    /// <exception cref="ProblemException">It is another one, or none.</exception>
    public void RequireToken(HttpContext context)
    {
        byte[] given = SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Request.Headers[TokenHeader]}"));
        if (!CryptographicOperations.FixedTimeEquals(given, expected))
            throw ProblemException.Forbidden(StatusCodes.Status401Unauthorized, $"The header {TokenHeader} does not hold the token of this server.", "Open the link that it printed; each start has another one.");
    }

    // An address cannot be made to point elsewhere, as a name can.
    private bool IsOwn(string name) => IPAddress.IsLoopback(address)
        ? Names.Contains(name, StringComparer.OrdinalIgnoreCase)
        : IPAddress.TryParse(name.Trim('[', ']'), out _) || name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);
}
