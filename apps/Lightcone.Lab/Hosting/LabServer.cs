using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Lightcone.Lab.Documents;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Kinds;
using Lightcone.Lab.Pages;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Route = Lightcone.Lab.Routes.Route;

namespace Lightcone.Lab.Hosting;

/// <summary>The server: Kestrel, the routes, the page, and the jobs behind them.</summary>
internal sealed class LabServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly LabState state;
    private bool isStopped;

    private LabServer(WebApplication application, LabState state, ImmutableArray<Route> routes) => (this.application, this.state, Routes) = (application, state, routes);

    /// <summary>What it answers.</summary>
    public ImmutableArray<Route> Routes { get; }

    /// <summary>The token.</summary>
    public string Token => state.Token;

    /// <summary>Where it is, without a slash at the end.</summary>
    public string Address => application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>The jobs.</summary>
    public JobQueue Jobs => state.Jobs;

    /// <summary>Streams of events that are open.</summary>
    public int Streams => state.Streams.Open;

    /// <summary>What really is routed.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => application.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Starts a server.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LabServer> Start(LabOptions options)
    {
        LabLimits limits = options.Limits;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        string token = options.Token ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        LabState state = new(
            new JobQueue([.. options.Kinds ?? KindCatalog.All], limits, options.Runs, options.Clock), new RunFolder(options.Runs), new StreamCount(limits.Streams), limits, token,
            options.Password is { } password ? new Password(password, options.Clock) : null);
        WebApplication application = builder.Build();
        Gate gate = new(new Guard(options.Address, token), limits.RequestTime);
        ImmutableArray<Route> routes = All(state);
        PageFiles page = new(options.Page, options.Password is not null);
        application.UseRouting();
        application.Use(gate.Pass);
        foreach (Route route in routes)
            application.MapMethods(route.Path, [route.Method], route.Answer).WithMetadata(route);
        application.MapFallback("/api/{**rest}", static _ => throw ProblemException.NotFound("Nothing is answered under this path and method. GET /api/openapi.json lists what is."));
        application.MapFallback("{**path}", page.Answer);
        try
        {
            await application.StartAsync();
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        return new(application, state, routes);
    }

    /// <summary>Stops jobs and server.</summary>
    /// <returns>Whether all jobs stopped in time.</returns>
    public async Task<bool> Stop()
    {
        if (isStopped)
            return true;
        isStopped = true;
        // Who watches a job sees that it stopped before the connection ends.
        bool all = await Task.Run(state.Jobs.Close);
        using CancellationTokenSource patience = new(state.Limits.StopTime);
        await application.StopAsync(patience.Token);
        return all;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop();
        await application.DisposeAsync();
        state.Password?.Dispose();
    }

    private static ImmutableArray<Route> All(LabState state)
    {
        List<Route> routes = [.. InfoRoutes.All(state), .. ClaimRoutes.All(state), .. RunRoutes.All(state), .. JobRoutes.All(state)];
        Lazy<byte[]> document = new(() => JsonBytes(OpenApiDocument.Of(routes, state.Jobs.Kinds)));
        routes.Add(new("GET", "/api/openapi.json", "This description.", context => Exchange.Write(context, document.Value, StatusCodes.Status200OK, "application/json")) { IsOpen = true, Media = "application/json" });
        return [.. routes];
    }

    private static byte[] JsonBytes(System.Text.Json.Nodes.JsonNode node) => System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());

    private static void Configure(KestrelServerOptions kestrel, LabOptions options)
    {
        LabLimits limits = options.Limits;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
        kestrel.Limits.MaxConcurrentConnections = limits.Connections;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.RequestHeadersTimeout = limits.HeadTime;
        kestrel.Listen(new IPEndPoint(options.Address, options.Port), static listen => listen.Protocols = HttpProtocols.Http1);
    }
}
