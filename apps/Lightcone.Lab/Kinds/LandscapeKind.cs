using System.Collections.Immutable;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Landscapes;
using Lightcone.Experiments.Runs;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Kinds;

/// <summary>Which encoding of the training makes a network generalize to others.</summary>
internal sealed class LandscapeKind() : JobKind<LandscapeSettings, LandscapeResult>("landscape", "Trains networks on digits encoded by one flow, tests them on digits encoded by others.", keepsRuns: true)
{
    private const int MostRuns = 5_000;

    /// <inheritdoc/>
    protected override (LandscapeSettings Settings, Func<JobContext, LandscapeResult> Work) Prepare(LandscapeSettings settings, LabLimits limits)
    {
        LandscapeSettings whole = settings with { Seed = Seed(settings.Seed) };
        LandscapeTraining usual = new();
        Landscape landscape = new()
        {
            Train = settings.Train is { } train ? [.. Require.Count("settings.train", train, 1, 64).Select(EncodingSpec.Parse)] : EncodingSpec.PaperGrid,
            Models = [.. Require.Count("settings.models", settings.Models ?? ["spiking"], 1, 16).Select(LandscapeModels.Find)],
            Betas = [.. Require.Count("settings.betas", settings.Betas ?? [usual.Beta], 1, 16).Select(static beta => Require.Range("settings.betas", beta, 0, 1))],
            Repeats = Require.Range("settings.repeats", settings.Repeats, 1, 100),
            Settings = usual with
            {
                Tests = settings.Tests is { } tests ? [.. Require.Count("settings.tests", tests, 1, 64).Select(EncodingSpec.Parse)] : EncodingSpec.PaperGrid,
                Control = Control.Parse(settings.Control),
                Epochs = Require.Range("settings.epochs", settings.Epochs ?? usual.Epochs, 1, 1_000),
                Samples = Require.Range("settings.samples", settings.Samples ?? usual.Samples, 20, usual.Samples),
                Seed = whole.Seed!.Value,
            },
        };
        ImmutableArray<RunSpec> runs = landscape.Runs();
        if (runs.Length > MostRuns)
            throw ProblemException.Limit("settings", "5,000 trainings", $"{runs.Length} trainings", "Use fewer encodings, networks, leaks or repeats.");
        return (whole, context => Compute(landscape, runs, context));
    }

    private static LandscapeResult Compute(Landscape landscape, ImmutableArray<RunSpec> runs, JobContext context)
    {
        ImmutableSortedDictionary<string, RunResult> found = context.Compute(runs).Results;
        RunResult[] results = [.. runs.Select(run => found[run.Hash])];
        return new(
            landscape.Settings.Control.Name,
            landscape.Settings.Seed,
            [.. landscape.Tables(results).Select((table, at) => Describe(table, results.AsSpan(at * table.Train.Length * landscape.Repeats, table.Train.Length * landscape.Repeats).ToArray(), landscape.Repeats))],
            [.. runs.Select(static run => run.Hash)]);
    }

    private static LandscapeTableInfo Describe(LandscapeTable table, RunResult[] results, int repeats) => new(
        LandscapeModels.NameOf(table.Model),
        table.Beta,
        [.. table.Tests.Select(static test => $"{test}")],
        [
            .. Enumerable.Range(0, table.Train.Length).Select(row => new LandscapeRow(
                $"{table.Train[row]}",
                [.. Enumerable.Range(0, table.Tests.Length).Select(column => Spreads.Of(table[row, column]))],
                Spreads.Of(results[(row * repeats)..((row + 1) * repeats)]))),
        ]);
}
