using System.Collections.Immutable;
using Lightcone.Experiments.ReceptiveFields;
using Lightcone.Experiments.Runs;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Kinds;

/// <summary>Input weights of spiking autoencoders of image patches.</summary>
internal sealed class FieldKind() : JobKind<FieldSettings, FieldResult>("fields", "Trains spiking autoencoders of image patches under several encodings, beside patches that are only fainter.", keepsRuns: true)
{
    /// <inheritdoc/>
    protected override (FieldSettings Settings, Func<JobContext, FieldResult> Work) Prepare(FieldSettings settings, LabLimits limits)
    {
        FieldSettings whole = settings with { Seed = Seed(settings.Seed) };
        FieldStudy chosen = FieldStudy.Find(settings.Study).Only(settings.Only);
        FieldStudy study = chosen with
        {
            Repeats = Require.Range("settings.repeats", settings.Repeats, 1, 100),
            Conditions =
            [
                .. chosen.Conditions.Select(condition => (condition.Name, condition.Settings with
                {
                    Epochs = Require.Range("settings.epochs", settings.Epochs ?? condition.Settings.Epochs, 1, 1_000),
                    Patches = Require.Range("settings.patches", settings.Patches ?? condition.Settings.Patches, 1, 100_000),
                    Film = Require.Range("settings.film", settings.Film ?? condition.Settings.Film, 0, condition.Settings.Units),
                    Seed = whole.Seed!.Value,
                })),
            ],
        };
        ImmutableArray<RunSpec> runs = study.Runs();
        return (whole, context => Compute(study, runs, context));
    }

    private static FieldResult Compute(FieldStudy study, ImmutableArray<RunSpec> runs, JobContext context)
    {
        ImmutableSortedDictionary<string, RunResult> found = context.Compute(runs).Results;
        RunResult[] results = [.. runs.Select(run => found[run.Hash])];
        return new(
            study.Conditions[0].Settings.Seed,
            [.. study.Conditions.Select((condition, row) => new FieldConditionInfo(condition.Name, Spreads.Of(results[(row * study.Repeats)..((row + 1) * study.Repeats)])))],
            [.. runs.Select(static run => run.Hash)]);
    }
}
