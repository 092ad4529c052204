using System.Collections.Immutable;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Lengths;

/// <summary>Accuracy against length, and against chains of influence: the certified automaton, its control with one corrupted entry, and networks, each with several seeds.</summary>
public sealed record LengthStudy
{
    /// <summary>What the control is called in tables.</summary>
    public const string Control = "corrupted";

    private const long AutomatonSymbols = 1L << 27;
    private const int LongestControl = 4_096;
    private const int LongestGrid = 1_024;

    /// <summary>The name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>Steps of an elementary rule after which its cells are asked. Default 1.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>The models. Default all.</summary>
    public ImmutableArray<SequenceModel> Models { get; init; } = SequenceModel.All;

    /// <summary>Digits or cells. Each model is asked those that it can be run at. Default 16 to 1,000,000.</summary>
    public ImmutableArray<int> Lengths { get; init; } = [16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096, 65_536, 1_000_000];

    /// <summary>Chains of influence in cells, for tasks that have such; longer ones than <see cref="ChainLength"/> are left out. Default 1 to 256.</summary>
    public ImmutableArray<int> Chains { get; init; } = [1, 2, 4, 8, 16, 32, 64, 128, 256];

    /// <summary>Digits or cells of inputs with such chains. Default 256.</summary>
    public int ChainLength { get; init; } = 256;

    /// <summary>How many seeds. Default 10.</summary>
    public int Seeds { get; init; } = 10;

    /// <summary>The first seed; the others follow. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How networks are trained.</summary>
    public SequenceTraining Training { get; init; } = new();

    /// <summary>Everything that has to be computed, seed by seed.</summary>
    /// <exception cref="InputException">There is no such task, or a number does not fit.</exception>
    public ImmutableArray<RunSpec> Runs()
    {
        if (Seeds < 1)
            throw new InputException($"{Seeds} seeds: expected at least 1.");
        return [.. Enumerable.Range(0, Seeds).SelectMany(i => Arms().Select(arm => Of(arm.Model, arm.Corrupted, Seed + (ulong)i)))];
    }

    /// <summary>The table: for each model and length or chain all seeds at a glance.</summary>
    /// <param name="results">The results by hash.</param>
    /// <exception cref="KeyNotFoundException">A result is missing.</exception>
    public ImmutableArray<LengthRow> Rows(IReadOnlyDictionary<string, RunResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        List<LengthRow> rows = [];
        foreach ((SequenceModel model, bool corrupted) in Arms())
        {
            LengthRun[] runs = [.. Enumerable.Range(0, Seeds).Select(i => Of(model, corrupted, Seed + (ulong)i))];
            RunResult[] found = [.. runs.Select(run => results[run.Hash])];
            int? certified = model.IsAutomaton ? found.Count(static result => result["certified"] == 1) : null;
            foreach ((bool isChain, int number) in runs[0].Lengths.Select(static length => (false, length)).Concat(runs[0].Chains.Select(static chain => (true, chain))))
            {
                string prefix = isChain ? "chain-" : "";
                Summary Across(string name) => Summary.Of(found.Select(result => result[FormattableString.Invariant($"{prefix}{name}-{number}")]));
                rows.Add(new(corrupted ? Control : model.Name, isChain, number, (int)Across("samples").Min, Across("exact"), Across("bits"), (int)found[0]["parameters"], certified));
            }
        }

        return [.. rows];
    }

    /// <summary>For each model, learned with the first seed, and for each length the first input that it answers wrongly.</summary>
    /// <param name="context">Ends it.</param>
    /// <exception cref="InputException">There is no such task, or a number does not fit.</exception>
    public ImmutableArray<LengthFailure> Failures(RunContext context) => [.. Arms().SelectMany(arm => Of(arm.Model, arm.Corrupted, Seed).Failures(context))];

    // The control stands behind the automaton.
    private IEnumerable<(SequenceModel Model, bool Corrupted)> Arms() =>
        Models.SelectMany(static model => model.IsAutomaton ? new[] { (model, false), (model, true) } : [(model, false)]);

    private LengthRun Of(SequenceModel model, bool corrupted, ulong seed)
    {
        SequenceTask task = SequenceTask.Find(Task, Steps);
        bool isGrid = task.Cells(LongestGrid) > task.Steps(LongestGrid);
        int longest = corrupted ? Math.Min(model.Longest, isGrid ? LongestGrid / 4 : LongestControl) : model.IsAutomaton && isGrid ? LongestGrid : model.Longest;
        LengthRun run = new()
        {
            Task = Task,
            Model = model.Name,
            Steps = Steps,
            Training = Training,
            Lengths = [.. Lengths.Where(length => length <= longest)],
            Chains = task.ChainMeaning is null ? [] : [.. Chains.Where(chain => chain <= ChainLength)],
            ChainLength = ChainLength,
            Symbols = model.IsAutomaton && !corrupted ? AutomatonSymbols : new LengthRun().Symbols,
            Corrupted = corrupted,
            Seed = seed,
        };
        run.Check();
        return run;
    }
}
