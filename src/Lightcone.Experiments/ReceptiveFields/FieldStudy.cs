using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>The whole second experiment, or a scan, as a value: conditions with their names, and how often each is trained.</summary>
/// <remarks>Run i (from 0) of each condition has the seed of its settings plus i.</remarks>
public sealed record FieldStudy
{
    /// <summary>The root mean square of what the flow at damping 2 makes of a patch over that of the patch: the mean of the number <c>gain</c> of five damped runs, 0.060 to 0.068.</summary>
    internal const double FlowGain = 0.065;

    /// <summary>The conditions by name, in order.</summary>
    public required ImmutableArray<(string Name, FieldTraining Settings)> Conditions { get; init; }

    /// <summary>Trainings of each condition. Default 3.</summary>
    public int Repeats { get; init; } = 3;

    /// <summary>The paper's eight conditions.</summary>
    public static FieldStudy Paper { get; } = new()
    {
        Conditions =
        [
            ("baseline", new FieldTraining()),
            ("random", new FieldTraining { Condition = FieldCondition.Random }),
            ("linear", new FieldTraining { Condition = FieldCondition.Linear }),
            ("poisson", new FieldTraining { Condition = FieldCondition.Poisson }),
            .. new[] { 10.0, 0, 2, -1.5 }.Select(static delta => (string.Create(CultureInfo.InvariantCulture, $"dynamic {delta:R}"), Damped(delta))),
        ],
    };

    /// <summary>
    /// Controls of the gain: static patches, scaled like those of the flow, times seven factors from 0.02 to 1; and the flow's gains at damping 2 without the flow. If fields at damping 2 come from the flow,
    /// none of these may look the same.
    /// </summary>
    public static FieldStudy Gains { get; } = new()
    {
        Conditions =
        [
            .. new[] { 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1 }.Select(static gain => (
                string.Create(CultureInfo.InvariantCulture, $"static x {gain:R}"), new FieldTraining { ScaledByMaximum = true, Gain = gain })),
            ("linear response 2", Damped(2) with { Condition = FieldCondition.LinearResponse }),
        ],
    };

    /// <summary>
    /// Damping 2 beside patches shown as they are, and beside the control of the claims about fields: the same patches times 0.065, which leaves them the root mean square that the flow does.
    /// </summary>
    public static FieldStudy Matched { get; } = new()
    {
        Conditions = [("baseline", new FieldTraining()), ("dynamic 2", Damped(2)), ("static of equal gain", new FieldTraining { Gain = FlowGain })],
    };

    /// <summary>The paper's scan of dampings from -0.8 to 5 in steps of 0.2, with its tenfold sparsity and fixed batches.</summary>
    public static FieldStudy Dampings { get; } = new()
    {
        Conditions =
        [
            .. Enumerable.Range(0, 30).Select(static i => Math.Round(-0.8 + (0.2 * i), 1)).Select(static delta => (
                string.Create(CultureInfo.InvariantCulture, $"dynamic {delta:R}"), Damped(delta) with { Sparsity = 1, FixedBatches = true })),
        ],
        Repeats = 1,
    };

    /// <summary>The paper's scan of Lorenz's system over rho, 2,000 patches, with films of 16 fields.</summary>
    public static FieldStudy Lorenz { get; } = Scan("lorenz:rho=", [0.1, 0.5, 1, 1.2, 1.5, 3, 5, 28], duration: 8);

    /// <summary>The paper's scan of Thomas' system over b, 2,000 patches, with films of 16 fields.</summary>
    public static FieldStudy Thomas { get; } = Scan("thomas:b=", [0, 0.05, 0.1, 0.18, 0.2, 0.3, 0.5, 1], duration: 20);

    // Static members are made in the order of the text: this one after the studies.
    private static readonly ImmutableArray<(string Name, FieldStudy Study)> All = [("paper", Paper), ("gains", Gains), ("matched", Matched), ("dampings", Dampings), ("lorenz", Lorenz), ("thomas", Thomas)];

    /// <summary>The studies by name: paper, gains, matched, dampings, lorenz, thomas.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(static each => each.Name)];

    /// <summary>The study of a name.</summary>
    /// <exception cref="InputException">There is none of that name; the message lists them.</exception>
    public static FieldStudy Find(string name) => All.FirstOrDefault(each => each.Name == name).Study
        ?? throw new InputException($"'{name}' is not a study.{(EditDistance.Nearest(name, Names) is { } near ? $" Did you mean {near}?" : "")} The studies are {string.Join(", ", Names)}.");

    /// <summary>Some of the conditions, or all.</summary>
    /// <param name="names">Their names; null for all.</param>
    /// <exception cref="InputException">There is no such condition, or none was named.</exception>
    public FieldStudy Only(IReadOnlyCollection<string>? names)
    {
        if (names?.FirstOrDefault(name => Conditions.All(condition => condition.Name != name)) is { } unknown)
            throw new InputException($"the study has no condition '{unknown}'. Its conditions are {string.Join(", ", Conditions.Select(static condition => condition.Name))}.");
        return names is null ? this : names.Count == 0 ? throw new InputException("no condition was named.") : this with { Conditions = [.. Conditions.Where(condition => names.Contains(condition.Name))] };
    }

    /// <summary>All trainings: conditions, in them repeats.</summary>
    public ImmutableArray<RunSpec> Runs()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Repeats);
        return [.. from condition in Conditions from repeat in Enumerable.Range(0, Repeats) select condition.Settings with { Seed = condition.Settings.Seed + (ulong)repeat }];
    }

    /// <summary>A number of each condition over all repeats; see <see cref="FieldTraining"/>.</summary>
    /// <param name="results">One result for each run, in the order of <see cref="Runs"/>.</param>
    /// <param name="name">The number's name, for instance <c>sigma</c>.</param>
    /// <exception cref="ArgumentException">There are more or fewer results.</exception>
    /// <exception cref="KeyNotFoundException">The runs have no number of that name.</exception>
    public ImmutableArray<(string Condition, Summary Value)> Table(IReadOnlyList<RunResult> results, string name)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count != Conditions.Length * Repeats)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{results.Count} results do not belong to {Conditions.Length * Repeats} runs."), nameof(results));
        return [.. Conditions.Select((condition, row) => (condition.Name, Summary.Of(Enumerable.Range(0, Repeats).Select(i => results[(row * Repeats) + i][name]))))];
    }

    private static FieldTraining Damped(double delta) => new()
    {
        Condition = FieldCondition.Dynamic,
        Flow = string.Create(CultureInfo.InvariantCulture, $"mixed:delta={delta:R},alpha=1,beta=0.2"),
    };

    private static FieldStudy Scan(string flow, double[] values, double duration) => new()
    {
        Conditions =
        [
            .. values.Select(value => (
                string.Create(CultureInfo.InvariantCulture, $"{flow}{value:R}"),
                new FieldTraining { Condition = FieldCondition.Dynamic, Flow = string.Create(CultureInfo.InvariantCulture, $"{flow}{value:R}"), Duration = duration, Patches = 2000, Film = 16 })),
        ],
        Repeats = 1,
    };
}
