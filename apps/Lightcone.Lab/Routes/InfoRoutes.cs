using System.Reflection;
using System.Runtime.InteropServices;
using Lightcone.Engines;
using Lightcone.Experiments.Controls;
using Lightcone.Flows.Systems;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;
using Lightcone.Tasks;
using Microsoft.AspNetCore.Http;

namespace Lightcone.Lab.Routes;

/// <summary>What there is: the server itself, tasks, and the token for a password.</summary>
internal static class InfoRoutes
{
    /// <summary>The version of this program.</summary>
    public static string Version { get; } = typeof(InfoRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The routes.</summary>
    public static IEnumerable<Route> All(LabState state)
    {
        yield return new("GET", "/api/info", "What this server is and allows.", context => Exchange.Answer(context, Describe(state))) { IsOpen = true, Result = LabJson.Of<Info>() };
        yield return new("POST", "/api/session", "Gives the token for the password of a server that has one.", context => Open(context, state)) { IsOpen = true, Body = LabJson.Of<SessionRequest>(), Result = LabJson.Of<Session>() };
        yield return new("GET", "/api/tasks", "The tasks with a name of their own.", static context => Exchange.Answer(context, new TaskList([.. TaskCatalog.All.Select(Describe)]))) { IsOpen = true, Result = LabJson.Of<TaskList>() };
    }

    private static async Task Open(HttpContext context, LabState state)
    {
        SessionRequest request = await Exchange.Read<SessionRequest>(context, state.Limits.BodyBytes);
        if (state.Password is not { } password)
            throw ProblemException.Conflict("This server has no password: the link that it printed holds the token.");
        if (!await password.Is(request.Password, context.RequestAborted))
            throw ProblemException.Forbidden(StatusCodes.Status401Unauthorized, "That is not the password.", "Try again.");
        await Exchange.Answer(context, new Session(state.Token));
    }

    private static Info Describe(LabState state) => new(
        Version,
        RuntimeInformation.FrameworkDescription,
        Environment.ProcessorCount,
        state.Password is not null,
        [.. Engine.All.Select(static engine => new EngineInfo(engine.Name, engine.Summary))],
        [.. state.Jobs.Kinds.Select(static kind => new KindInfo(kind.Name, kind.Summary, kind.KeepsRuns))],
        [.. FlowCatalog.FlowNames],
        [.. FlowCatalog.MapNames],
        [.. Control.All.Select(static control => new ControlInfo(control.Name, control.Sentence))],
        new(state.Limits.Cells, state.Limits.CellUpdates, state.Limits.OpenJobs, state.Limits.RunningJobs, state.Limits.KeptJobs, state.Limits.Streams, state.Limits.BodyBytes, state.Limits.RequestTime.TotalSeconds));

    private static TaskInfo Describe(LocalTask task)
    {
        ArithmeticTask? arithmetic = task as ArithmeticTask;
        return new(
            task.Name,
            arithmetic is null ? "lattice" : "arithmetic",
            task.Summary,
            $"{task.Rule.Signature}",
            task.Rule.Signature.DomainSize,
            task.Rule.Dimensions,
            $"{task.Boundary}",
            task.Readout is not null,
            task.Specification is not null || arithmetic is { Code: not null },
            arithmetic is not null || task is LatticeTask { WorstCase: not null },
            arithmetic?.Base,
            arithmetic is null ? null : $"{arithmetic.Sign}",
            task.Benchmark?.Name,
            task.Benchmark?.Level);
    }
}
