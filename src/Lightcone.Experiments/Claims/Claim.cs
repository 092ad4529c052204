using System.Collections.Immutable;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.Claims;

/// <summary>One sentence that can turn out false, with everything that decides it, written before it is run: what is computed, what the source found, how far from it is still the same, and the control.</summary>
public sealed record Claim
{
    /// <summary>Below so many seeds nothing is decided.</summary>
    public const int FewestSeeds = 5;

    /// <summary>Lower-case words with dots and hyphens, as in "cbg.landscape.transition-generalizes".</summary>
    public required string Id { get; init; }

    /// <summary>Where the claim was made.</summary>
    public required ClaimSource Source { get; init; }

    /// <summary>A few words for the table.</summary>
    public required string Title { get; init; }

    /// <summary>The claim.</summary>
    public required string Sentence { get; init; }

    /// <summary>The command that tests it.</summary>
    public string Command => $"lightcone claims --only {Id}";

    /// <summary>What the source found.</summary>
    public required PublishedValue Published { get; init; }

    /// <summary>How far a value may lie from the source's and still count as the same, in the unit of the values.</summary>
    public required double Tolerance { get; init; }

    /// <summary>One arm, judged by the source's value, or two, whose difference is the effect. Where the source states no number, the first is the one that it says is larger.</summary>
    public required ImmutableArray<ClaimArm> Arms { get; init; }

    /// <summary>The control.</summary>
    public required ClaimControl Control { get; init; }

    /// <summary>Which result would refute the claim.</summary>
    public required string WouldRefute { get; init; }

    /// <summary>Why it was added or changed after results had been seen; null, the default, when it was not.</summary>
    public string? AddedAfter { get; init; }

    /// <summary>Why it cannot be tested here; null, the default, when it can.</summary>
    public string? Untestable { get; init; }

    /// <summary>Everything that has to be computed: all arms, the control's as well, every seed.</summary>
    public ImmutableArray<RunSpec> Runs(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return Untestable is not null ? [] : [.. Arms.Concat(Control.Arms).SelectMany(arm => Seeds(budget).SelectMany(seed => arm.Runs(seed))).DistinctBy(static run => run.Hash)];
    }

    /// <summary>Judges the results by the rules of the ledger (docs/claims.md). Every run counts.</summary>
    /// <param name="budget">The seeds.</param>
    /// <param name="results">The results by hash; others may be among them.</param>
    /// <param name="seconds">How long the runs took together.</param>
    /// <exception cref="KeyNotFoundException">A result is missing.</exception>
    /// <exception cref="InvalidOperationException">The claim is not well formed: it has not one or two arms, or a number is not finite.</exception>
    public ClaimRecord Judge(Budget budget, IReadOnlyDictionary<string, RunResult> results, double seconds)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(results);
        if (Arms.Length is not (1 or 2) || Control.Arms.Length != Arms.Length || (Published.Value.Length != Arms.Length && (Published.Value.Length != 0 || Arms.Length != 2)) || (Published.Deviation.Length != 0 && Published.Deviation.Length != Arms.Length))
            throw new InvalidOperationException($"claim {Id}: it takes one arm or two, as many of the control, and as many published values, or none of two arms.");
        Sides? ours = Untestable is null ? Sides.Of(this, Arms, budget, results) : null, under = Untestable is null ? Sides.Of(this, Control.Arms, budget, results) : null;
        return new()
        {
            Id = Id,
            Source = Source,
            Title = Title,
            Sentence = Sentence,
            Command = Command,
            Published = Published,
            Tolerance = Tolerance,
            Ours = ours?.Summary,
            Effect = ours?.Effect,
            Reproduced = ours is null ? Reproduction.Untestable : Verdicts.Reproduced(Published, Tolerance, ours.Summary, ours.Effect),
            Control = new()
            {
                Title = Control.Title,
                Sentence = Control.Sentence,
                Why = Control.Why,
                Expects = Control.Expects,
                Ours = under?.Summary,
                Effect = under?.Effect,
                Verdict = ours is null || under is null ? ControlVerdict.Undecided : Verdicts.Control(Control.Expects, ours.Summary.Seeds, ours.Effect, under.Effect),
            },
            WouldRefute = WouldRefute,
            AddedAfter = AddedAfter,
            Untestable = Untestable,
            Budget = budget.Name,
            Seconds = Math.Round(seconds, 3),
        };
    }

    internal static IEnumerable<ulong> Seeds(Budget budget) => Enumerable.Range(1, budget.Seeds).Select(static seed => (ulong)seed);

    /// <summary>The arms of a measurement with their numbers.</summary>
    private sealed record Sides(ArmSummary Summary, Effect Effect)
    {
        // The draws of intervals are the same for every claim.
        private const ulong Seed = 1;

        public static Sides Of(Claim claim, ImmutableArray<ClaimArm> arms, Budget budget, IReadOnlyDictionary<string, RunResult> results)
        {
            List<double[]> numbers = [];
            List<string> hashes = [];
            foreach (ClaimArm arm in arms)
            {
                List<double> values = [];
                foreach (ulong seed in Seeds(budget))
                {
                    ImmutableArray<RunSpec> runs = arm.Runs(seed);
                    hashes.AddRange(runs.Select(static run => run.Hash));
                    double value = arm.Number([.. runs.Select(run => results[run.Hash])]);
                    if (!double.IsFinite(value))
                        throw new InvalidOperationException($"claim {claim.Id}, arm '{arm.Name}', seed {seed}: the number is {value}. An arm says what a run that diverged counts.");
                    values.Add(value);
                }

                numbers.Add([.. values]);
            }

            ArmSummary summary = new([.. numbers.Select(static values => Summarize(values).Mean)], [.. numbers.Select(static values => Bootstrap.Mean(values, Seed))], budget.Seeds,
                [.. numbers.Select(static values => Summarize(values).Min)], [.. numbers.Select(static values => Summarize(values).Max)], [.. hashes]);
            return new(summary, Measure(numbers, summary));
        }

        private static Effect Measure(List<double[]> numbers, ArmSummary summary)
        {
            if (numbers is not [var first, var second])
                return new("mean", summary.Value[0], summary.Interval95[0], null, null);
            MannWhitney ranks = MannWhitney.Of(first, second);
            return new("difference of means", summary.Value[0] - summary.Value[1], Bootstrap.DifferenceOfMeans(first, second, Seed), ranks.CliffsDelta, ranks.P);
        }

        private static Foundation.Statistics.Summary Summarize(double[] values) => Foundation.Statistics.Summary.Of(values);
    }
}
