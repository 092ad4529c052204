using System.Collections.Immutable;
using Lightcone.Experiments.Environments;
using Lightcone.Experiments.Reinforcement;
using Lightcone.Experiments.Runs;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Kinds;

/// <summary>Agents that learn an easy world and are tested on harder ones.</summary>
internal sealed class TransferKind() : JobKind<TransferSettings, TransferResult>("transfer", "Trains agents on an easy world, tests them without learning on four.", keepsRuns: true)
{
    /// <inheritdoc/>
    protected override (TransferSettings Settings, Func<JobContext, TransferResult> Work) Prepare(TransferSettings settings, LabLimits limits)
    {
        TransferSettings whole = settings with { Seed = Seed(settings.Seed) };
        if (settings.Episodes is { } episodes)
            Require.Range("settings.episodes", episodes, 1, 100_000);
        TrainingProtocol? protocol = settings.Protocol is null ? null
            : Require.Word("settings.protocol", settings.Protocol, "early", "full") == "early" ? TrainingProtocol.EarlyStop : TrainingProtocol.FullBudget;
        Transfer transfer = Transfer.Find(settings.World, protocol, settings.Episodes).Only(settings.Only) with { Agents = Require.Range("settings.agents", settings.Agents, 1, 100), Seed = whole.Seed!.Value };
        ImmutableArray<RunSpec> runs = transfer.Runs();
        return (whole, context => Compute(transfer, runs, context));
    }

    private static TransferResult Compute(Transfer transfer, ImmutableArray<RunSpec> runs, JobContext context)
    {
        ImmutableSortedDictionary<string, RunResult> found = context.Compute(runs).Results;
        return new(
            transfer.Seed,
            [.. transfer.Table([.. runs.Select(run => found[run.Hash])]).Select(static row => new TransferRowInfo(row.Group, row.IsControl, EnvironmentCatalog.DifficultyNames[(int)row.Difficulty], Spreads.Of(row.Reward), Spreads.Of(row.Success)))],
            [.. runs.Select(static run => run.Hash)]);
    }
}
