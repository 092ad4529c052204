using System.Collections.Immutable;
using Lightcone.Experiments.Claims;
using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Lengths;
using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Arrays;
using Lightcone.Lab.Kinds;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;
using Lightcone.RunIndex;
using Microsoft.AspNetCore.Http;

namespace Lightcone.Lab.Routes;

/// <summary>The runs that are kept.</summary>
internal static class RunRoutes
{
    private const int Most = 500;

    /// <summary>The routes.</summary>
    public static IEnumerable<Route> All(LabState state)
    {
        yield return new("GET", "/api/runs", "Some of the runs in the folder.", context => Exchange.Answer(context, Page(context, state)))
        {
            Result = LabJson.Of<RunPage>(),
            Query =
            [
                ("kind", "string", "Only runs of this kind."), ("q", "string", "Only runs whose hash, kind or settings hold this text."),
                ("offset", "integer", "The first of them, from 0."), ("limit", "integer", "How many at most, 1 to 500; 100 when left out."),
            ],
        };
        yield return new("GET", "/api/runs/{hash}", "One run, by its hash or the first digits of it.", context => Exchange.Answer(context, Describe(state.Runs.Read(Exchange.Part(context, "hash"))))) { Result = LabJson.Of<RunDetail>() };
        yield return new("GET", "/api/runs/{hash}/arrays/{name}", "An array of a run, as .npy.", context =>
        {
            StoredRun run = state.Runs.Read(Exchange.Part(context, "hash"));
            string name = Exchange.Part(context, "name");
            return run.Result.Arrays.TryGetValue(name, out NpyArray? array)
                ? Exchange.Write(context, array.ToFile(), StatusCodes.Status200OK, "application/octet-stream")
                : throw ProblemException.NotFound($"The run has no array of that name. It has {(run.Result.Arrays.IsEmpty ? "none" : string.Join(", ", run.Result.Arrays.Keys))}.");
        })
        { Media = "application/octet-stream" };
        yield return new("GET", "/api/runs/{hash}/replays/{difficulty}", "The first test episode of an agent on a difficulty, stepped again.", context => Exchange.Answer(context, Replay(state.Runs.Read(Exchange.Part(context, "hash")), Exchange.Part(context, "difficulty")))) { Result = LabJson.Of<ReplayInfo>() };
        yield return new("GET", "/api/lengths", "Accuracy against length, from the runs in the folder.", context => Exchange.Answer(context, new LengthList([.. state.Runs.Lengths(context.RequestAborted).Select(Describe)]))) { Result = LabJson.Of<LengthList>() };
    }

    private static RunPage Page(HttpContext context, LabState state)
    {
        (string? kind, string? text) = (Exchange.Word(context, "kind"), Exchange.Word(context, "q"));
        int offset = Exchange.Number(context, "offset", 0, 0, int.MaxValue), limit = Exchange.Number(context, "limit", 100, 1, Most);
        (ImmutableArray<RunIndexEntry> all, ImmutableArray<string> damaged) = state.Runs.List(null, context.RequestAborted);
        RunIndexEntry[] found = [.. all.Where(run => (kind is null || run.Kind == kind) && (text is null || Holds(run.Hash) || Holds(run.Kind) || Holds(run.Settings)))];
        return new(
            state.Runs.Path, found.Length, offset, limit, [.. all.GroupBy(static run => run.Kind).Select(static group => new KindCount(group.Key, group.Count()))], [.. damaged],
            [.. found.Skip(offset).Take(limit).Select(static run => new RunSummary(run.Hash, run.Kind, run.Version, LabJson.Parse(run.Settings), run.Numbers))]);

        bool Holds(string value) => value.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    private static RunDetail Describe(StoredRun run) => new(
        run.Hash, run.Kind, run.Version, LabJson.Parse(run.Settings), run.Result.Numbers,
        [.. run.Result.Arrays.Select(static array => new ArrayInfo(array.Key, $"{array.Value.Type}", [.. array.Value.Shape]))],
        [.. run.Result.Events.Select(LabJson.Parse)], run.Command, run.ContentHash());

    private static ReplayInfo Replay(StoredRun run, string difficulty)
    {
        int at = EnvironmentCatalog.DifficultyNames.IndexOf(difficulty);
        if (at < 0)
            throw ProblemException.NotFound($"There is no such difficulty. There are {string.Join(", ", EnvironmentCatalog.DifficultyNames)}.");
        if (run.Spec(RunKinds.All) is not AgentSpec agent)
            throw ProblemException.NotFound("This run is no agent: it has no episodes.");
        Replay replay = Transfer.FirstTest(agent, run.Result, (Difficulty)at);
        ReplayTrace trace = replay.Play();
        return new(
            replay.World, difficulty, replay.Return, replay.Hash, [.. replay.Actions], [.. trace.Rewards],
            [.. trace.Observations.ToSingles().Chunk(trace.Observations.Shape[1])], LabJson.Parse(replay.ToJson()));
    }

    private static LengthCurveInfo Describe(LengthCurve curve) => new(
        curve.Task, curve.Steps, curve.Model, curve.IsChain, curve.TrainedUpTo, [.. curve.Points.Select(static point => new LengthPoint(point.Number, point.Seeds, point.Samples, Spreads.Of(point.Exact), Spreads.Of(point.Bits)))]);
}
