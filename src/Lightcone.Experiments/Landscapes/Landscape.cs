using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Landscapes;

/// <summary>The whole first experiment as a value: which encodings train which networks at which leaks, how often, and under which encodings each is tested.</summary>
/// <remarks>
/// Run i (from 0) of each cell has the seed <c>Settings.Seed + i</c>: equal seeds mean equal splits and first weights, so cells may be compared in pairs.
/// <code>
/// Landscape landscape = Landscape.Paper with { Repeats = 3 };
/// RunResult[] results = [.. landscape.Runs().Select(run => run.Compute(RunContext.None))];
/// foreach (LandscapeTable table in landscape.Tables(results))
///     Console.WriteLine(table);
/// </code>
/// </remarks>
public sealed record Landscape
{
    /// <summary>The encodings that train, each a row. Default the paper's twelve dampings.</summary>
    public ImmutableArray<EncodingSpec> Train { get; init; } = EncodingSpec.PaperGrid;

    /// <summary>The networks. Default the spiking one.</summary>
    public ImmutableArray<LandscapeModel> Models { get; init; } = [LandscapeModel.Spiking];

    /// <summary>The leaks. Default 0.95.</summary>
    public ImmutableArray<double> Betas { get; init; } = [0.95];

    /// <summary>Trainings of each cell. Default 10, as in the paper.</summary>
    public int Repeats { get; init; } = 10;

    /// <summary>Everything else: tests, control, epochs, the first seed. Its encoding, network and leak are replaced.</summary>
    public LandscapeTraining Settings { get; init; } = new();

    /// <summary>Twelve dampings against twelve, spiking, ten runs: 120 trainings of about three seconds.</summary>
    public static Landscape Paper { get; } = new();

    /// <summary>Damping against leak: 12 x 5 x 5 trainings.</summary>
    public static Landscape DampingAndLeak { get; } = new() { Betas = [0.3, 0.5, 0.7, 0.9, 0.95], Repeats = 5 };

    /// <summary>The smoothing controls, and flows other than the oscillator, train one network each and are tested under all families: damping 2, decay 2, Lorenz at 28, Gaussian smoothing.</summary>
    public static Landscape Families { get; } = new()
    {
        Train = [EncodingSpec.Mixed(2), .. Parse("decay:delta=2", "lorenz:rho=28", "gaussian:seed=1")],
        Settings = new LandscapeTraining
        {
            Tests =
            [
                .. EncodingSpec.PaperGrid,
                .. Parse("decay:delta=0.5", "decay:delta=1", "decay:delta=2", "decay:delta=5", "decay:delta=10"),
                .. Parse("lorenz:rho=0.5", "lorenz:rho=1", "lorenz:rho=1.5", "lorenz:rho=10", "lorenz:rho=28", "gaussian:seed=1"),
            ],
        },
    };

    /// <summary>The start patterns of the paper's robustness check, for a feature of 1.</summary>
    public static ImmutableArray<string> StartPatterns { get; } = ["1,0.2,-1", "1,0,0", "1,0.5,-0.5", "1,-0.2,1", "0.5,0.1,-0.5"];

    /// <summary>A network is trained at damping 2 from one start pattern and tested on the paper's grid from the same pattern.</summary>
    /// <param name="pattern">One of <see cref="StartPatterns"/> or another, three numbers.</param>
    public static Landscape FromStart(string pattern) => new()
    {
        Train = Parse($"mixed:delta=2 start={pattern}"),
        Settings = new LandscapeTraining { Tests = [.. EncodingSpec.PaperGrid.Select(test => EncodingSpec.Parse($"{test} start={pattern}"))] },
    };

    /// <summary>All trainings: networks, in them leaks, in them rows, in them repeats.</summary>
    public ImmutableArray<RunSpec> Runs()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Repeats);
        return
        [
            .. from model in Models
               from beta in Betas
               from train in Train
               from repeat in Enumerable.Range(0, Repeats)
               select Settings with { Model = model, Beta = beta, Train = train, Seed = Settings.Seed + (ulong)repeat },
        ];
    }

    /// <summary>The tables of results, one for each network and leak in the order of <see cref="Runs"/>.</summary>
    /// <param name="results">One result for each run, in the order of <see cref="Runs"/>.</param>
    /// <exception cref="ArgumentException">There are more or fewer results.</exception>
    public ImmutableArray<LandscapeTable> Tables(IReadOnlyList<RunResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        int block = Train.Length * Repeats, count = Models.Length * Betas.Length;
        if (results.Count != block * count)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{results.Count} results do not belong to {block * count} runs."), nameof(results));
        return
        [
            .. Enumerable.Range(0, count).Select(at => new LandscapeTable(
                Models[at / Betas.Length],
                Betas[at % Betas.Length],
                Train,
                Settings.Tests,
                [.. Enumerable.Range(0, Train.Length).Select(row => Enumerable.Range(0, Repeats).Select(i => results[(at * block) + (row * Repeats) + i]).ToImmutableArray())])),
        ];
    }

    private static ImmutableArray<EncodingSpec> Parse(params string[] texts) => [.. texts.Select(EncodingSpec.Parse)];
}
