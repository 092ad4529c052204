using Lightcone.Tasks;

namespace Lightcone.Learning;

/// <summary>
/// Trains a network on single-step transitions until it is right on all of them, with a margin. The options are the algorithm: <c>new ChaosTraining { Seed = 7 }.Fit(rule, hiddenUnits: 8)</c>.
/// </summary>
/// <remarks>
/// <para>When there are at most <see cref="FullBatchLimit"/> neighborhoods, every step sees all of them; otherwise each step draws <see cref="Batch"/> of them uniformly at random, which is what the paper
/// (arXiv 2602.01651) calls chaos training, and all are checked from time to time.</para>
/// <para>The loss is cross-entropy, the optimizer Adam with a learning rate that falls along half a cosine. Training ends as soon as every neighborhood has its result with at least
/// <see cref="TargetMargin"/>; when <see cref="MaxSteps"/> pass before, it starts again from fresh weights, <see cref="Restarts"/> times at most.</para>
/// <para>The same options and examples give the same bytes on every machine.</para>
/// </remarks>
public sealed record ChaosTraining
{
    /// <summary>The recommended recipe: small domains as a whole, units that cannot die, kinks between examples, margin 2, restarts.</summary>
    public static ChaosTraining Default { get; } = new();

    /// <summary>
    /// For comparison: what the paper says (cross-entropy on single steps from random states, until every neighborhood is right) with the defaults of the common tensor libraries where it is silent:
    /// batches of 64, ReLU, symbols as 0, 1, ..., uniform initialization, Adam at 0.01. There is no margin: it stops at the first check of the whole domain that finds no error, and starts only once.
    /// </summary>
    public static ChaosTraining Paper { get; } = new()
    {
        LearningRate = 0.01,
        FinalLearningRate = 1,
        MaxSteps = 20_000,
        TargetMargin = 0,
        Restarts = 0,
        FullBatchLimit = 0,
        Batch = 64,
        CheckInterval = 10,
        Activation = Activation.Relu,
        Coding = SymbolCode.Counting,
        Initialization = Initialization.UniformFanIn,
    };

    /// <summary>The seed of all random numbers. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Adam's learning rate at the start, above 0, at most 1. Default 0.05.</summary>
    public double LearningRate { get; init => field = Range(value, double.Epsilon, 1, nameof(LearningRate)); } = 0.05;

    /// <summary>The fraction of <see cref="LearningRate"/> left at the last step, 0 to 1; 1 keeps it constant. Default 0.1.</summary>
    public double FinalLearningRate { get; init => field = Range(value, 0, 1, nameof(FinalLearningRate)); } = 0.1;

    /// <summary>Steps of one attempt, 1 to 10^8. Default 1,500.</summary>
    public int MaxSteps { get; init => field = Range(value, 1, 100_000_000, nameof(MaxSteps)); } = 1_500;

    /// <summary>The margin at which training ends, in logits: the gap from the right symbol's logit to the best other one. Default 2; 0 ends at the first error-free state.</summary>
    public double TargetMargin { get; init => field = Range(value, 0, 1_000, nameof(TargetMargin)); } = 2;

    /// <summary>How many times training may start again, 0 to 10^6. Default 32.</summary>
    public int Restarts { get; init => field = Range(value, 0, 1_000_000, nameof(Restarts)); } = 32;

    /// <summary>Up to this many neighborhoods, 0 to 2^24, every step sees all of them. Default 4,096.</summary>
    public int FullBatchLimit { get; init => field = Range(value, 0, Signature.MaxDomainSize, nameof(FullBatchLimit)); } = 4_096;

    /// <summary>Neighborhoods in a random batch, 1 to 65,536. Default 128.</summary>
    public int Batch { get; init => field = Range(value, 1, 65_536, nameof(Batch)); } = 128;

    /// <summary>With random batches, steps between two checks of all neighborhoods, at least 1. Default 50.</summary>
    public int CheckInterval { get; init => field = Range(value, 1, 100_000_000, nameof(CheckInterval)); } = 50;

    /// <summary>What hidden units do. Default <see cref="Activation.LeakyRelu"/>.</summary>
    public Activation Activation { get; init; } = Activation.LeakyRelu;

    /// <summary>How symbols become numbers, at every position. Default <see cref="SymbolCode.Automatic"/>.</summary>
    public SymbolCode Coding { get; init; } = SymbolCode.Automatic;

    /// <summary>The weights at the start. Default <see cref="Initialization.KinkBetweenExamples"/>.</summary>
    public Initialization Initialization { get; init; } = Initialization.KinkBetweenExamples;

    /// <summary>How many attempts each network size gets in <see cref="FitSmallest"/>, 1 to 10^6; the larger the domain, the fewer of them are made, down to 16. Default 300.</summary>
    public int LadderAttempts { get; init => field = Range(value, 1, 1_000_000, nameof(LadderAttempts)); } = 300;

    /// <summary>Trains on every neighborhood of a rule.</summary>
    /// <param name="rule">The rule to learn.</param>
    /// <param name="hiddenUnits">How many hidden units, 1 to 4,096.</param>
    /// <param name="cancellation">Ends the search before its next attempt with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The network; when no attempt was right everywhere, the best one, whose <see cref="TrainingRecord.Exact"/> is false.</returns>
    public NeuralRule Fit(LocalRule rule, int hiddenUnits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new FittingRun(this, ExampleSet.WholeDomain(rule, Coding), Activation, Units(hiddenUnits)).Fit(cancellation);
    }

    /// <summary>Trains on the neighborhoods that examples show; each counts once, however often it was shown. What the network gives for the others (<see cref="Transitions.Unseen"/>) is a guess.</summary>
    /// <param name="examples">At least one example.</param>
    /// <param name="hiddenUnits">How many hidden units, 1 to 4,096.</param>
    /// <param name="cancellation">Ends the search before its next attempt with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The network; when no attempt was right on all examples, the best one, whose <see cref="TrainingRecord.Exact"/> is false.</returns>
    /// <exception cref="ArgumentException">There are no examples.</exception>
    public NeuralRule Fit(Transitions examples, int hiddenUnits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (examples.Seen.Length == 0)
            throw new ArgumentException("There are no examples to learn from.", nameof(examples));
        return new FittingRun(this, ExampleSet.Of(examples, Coding), Activation, Units(hiddenUnits)).Fit(cancellation);
    }

    /// <summary>Trains as <see cref="Fit(Transitions, int, CancellationToken)"/> does, to the same bytes, and tells how it goes.</summary>
    /// <param name="examples">At least one example.</param>
    /// <param name="hiddenUnits">How many hidden units, 1 to 4,096.</param>
    /// <param name="progress">Told on the same thread. Each time costs one pass over all examples.</param>
    /// <param name="cancellation">Ends the search before its next attempt, or where progress is told, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">There are no examples.</exception>
    public NeuralRule Fit(Transitions examples, int hiddenUnits, IProgress<FittingProgress> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(progress);
        if (examples.Seen.Length == 0)
            throw new ArgumentException("There are no examples to learn from.", nameof(examples));
        return new FittingRun(this, ExampleSet.Of(examples, Coding), Activation, Units(hiddenUnits), progress).Fit(cancellation);
    }

    /// <summary>
    /// Looks for the network of fewest parameters that is right on every neighborhood with the target margin. Positions that never matter are not read; then sizes are tried upwards, with leaky ReLU and |x|,
    /// with symbols as numbers and one-hot, <see cref="LadderAttempts"/> attempts each. The options <see cref="Activation"/> and <see cref="Coding"/> are not used.
    /// </summary>
    /// <remarks>That no smaller network was found is no proof that there is none. Takes up to a second for domains of ten neighborhoods, up to a minute for hundreds with many results.</remarks>
    /// <param name="rule">The rule to learn.</param>
    /// <param name="progress">Receives, before each attempt, the number of parameters of the network that is tried.</param>
    /// <param name="cancellation">Ends the search before its next attempt with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The network; when all sizes fail, the best one found, whose <see cref="TrainingRecord.Exact"/> is false or whose margin is too small.</returns>
    public NeuralRule FitSmallest(LocalRule rule, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new Ladder(this, rule).Climb(progress, cancellation);
    }

    private static int Units(int hiddenUnits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenUnits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hiddenUnits, NeuralRule.MaxHiddenUnits);
        return hiddenUnits;
    }

    private static T Range<T>(T value, T low, T high, string name)
        where T : IComparable<T> =>
        value.CompareTo(low) >= 0 && value.CompareTo(high) <= 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} goes from {low} to {high}.");
}
