using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Controls;
using Lightcone.Experiments.Runs;
using Lightcone.Networks.Layers;

namespace Lightcone.Experiments.Landscapes;

/// <summary>
/// One training of the first experiment of "Constraint breeds generalization" (arXiv 2512.23916): digits encoded by one flow train one network, which is then tested under every encoding of a grid.
/// </summary>
/// <remarks>
/// <para>Data: 1,797 digits, standardized (or as many streams, see <see cref="Input"/>), split 1,257 / 269 / 271 by the seed, which is also the seed of the first weights and of the order of samples. The last weights are kept, as in the paper.</para>
/// <para>Numbers: <c>in-distribution</c> (test accuracy under the encoding of the training, 0 to 1), <c>out-mean</c> (mean over all tests, what the paper calls mean OOD), <c>out-off-diagonal</c>
/// (without the encoding of the training), <c>epochs</c>, <c>spikes-per-sample</c> (all layers, in distribution), for each of three layers <c>rate-1</c> (mean firing rate in distribution),
/// <c>cv-1</c> (population standard deviation over mean, plus 1e-8, of the rates under all tests) and <c>cka-1</c>, <c>cka-debiased-1</c> (linear centered kernel alignment of outputs added over time,
/// mean over pairs of tests; pairs with a constant representation are left out, NaN where none is left). Rates are NaN for networks that do not spike.</para>
/// <para>Arrays: <c>accuracy</c> [tests], <c>rates</c> [tests, 3], <c>spikes</c> [tests]; NaN where an encoding leaves the number range. Events: one a training epoch, then how it ended.</para>
/// </remarks>
public sealed record LandscapeTraining : RunSpec
{
    private static readonly RunKind TheKind = new("landscape-training", 1, LandscapeJson.Default.LandscapeTraining);

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => TheKind;

    /// <summary>The encoding of training and validation. Default damping 2.</summary>
    public EncodingSpec Train { get; init; } = EncodingSpec.Mixed(2);

    /// <summary>The encodings of the tests, at least one. Default the paper's twelve dampings.</summary>
    public ImmutableArray<EncodingSpec> Tests { get; init; } = EncodingSpec.PaperGrid;

    /// <summary>What is encoded. Default digits, as in the paper; left out of the settings' text then, so that its runs keep their names.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public LandscapeInput Input { get; init; }

    /// <summary>The network. Default spiking.</summary>
    public LandscapeModel Model { get; init; }

    /// <summary>The leak per step, 0 to 1, of networks that have one. Default 0.95.</summary>
    public double Beta { get; init; } = 0.95;

    /// <summary>Whether training changes the leak. Default not.</summary>
    public DecayLearning LearnBeta { get; init; }

    /// <summary>What is done to the encodings. Default nothing.</summary>
    public Control Control { get; init; } = Control.None;

    /// <summary>The seed of what is random in the control; the same for all runs, so that they share encodings. Default 0.</summary>
    public ulong ControlSeed { get; init; }

    /// <summary>Whether the control applies to the tests too. Default yes; if not, a network trained on changed encodings is tested on those of the paper.</summary>
    public bool ControlledTests { get; init; } = true;

    /// <summary>A control of the training: currents scaled by 1 - beta, so that a constant current drives the membrane to itself whatever beta is; spiking networks with a fixed beta below 1. Default not.</summary>
    public bool NormalizedCurrent { get; init; }

    /// <summary>A control of the training: the weights of the best validation accuracy instead of the last. Default not, as in the paper.</summary>
    public bool KeepBest { get; init; }

    /// <summary>
    /// A control of the training: patience counts only after the first epoch whose validation accuracy is above that of always answering the most frequent class. Default not, as in the paper, where
    /// a network that does not fire yet is given up.
    /// </summary>
    public bool PatienceAboveChance { get; init; }

    /// <summary>The most epochs. Default 200.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Epochs without a higher validation accuracy after which training ends. Default 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>Adam's step size. Default 0.0001.</summary>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>Samples per step. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>How many of the digits are used, 20 to 1,797: the first ones, standardized among themselves. Default all; fewer for a quick look.</summary>
    public int Samples { get; init; } = 1797;

    /// <summary>The seed of split, first weights and order of samples. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A setting is out of its range; all complaints are in one message.</exception>
    public override RunResult Compute(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Check();
        return new LandscapeRun(this, context).Result();
    }

    /// <inheritdoc/>
    public bool Equals(LandscapeTraining? other) => other is not null && Hash == other.Hash;

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    internal void Check()
    {
        List<string> complaints = [];
        if (Tests.IsDefaultOrEmpty)
            complaints.Add("there must be at least one test");
        if (!(Beta is >= 0 and <= 1) || (NormalizedCurrent && Beta == 1))
            complaints.Add("beta must be 0 to 1, and below 1 for normalized currents");
        if (NormalizedCurrent && !ModelKind.Spikes(Model))
            complaints.Add("only spiking networks have currents to normalize");
        if (NormalizedCurrent && LearnBeta != DecayLearning.Fixed)
            complaints.Add("currents are normalized by the first beta: a beta that is learned leaves them scaled by what it no longer is");
        if (Samples is < 20 or > 1797)
            complaints.Add("there are 20 to 1,797 samples");
        if (Input == LandscapeInput.Streams)
            complaints.AddRange(Tests.IsDefault ? [] : Tests.Append(Train).Select(DrivenBank.Complaint).OfType<string>().Distinct());
        if (Model == LandscapeModel.Convolutional && (Input != LandscapeInput.Digits || Tests.IsDefault || Tests.Append(Train).Any(static each => each.Flow is { Dimension: not 3 })))
            complaints.Add("only digits that flows of three components encode are pictures for a convolution");
        if (Epochs < 1 || Patience < 1 || BatchSize < 1 || !(LearningRate > 0))
            complaints.Add("epochs, patience, batch size and learning rate must be positive");
        if (complaints.Count > 0)
            throw new ArgumentException(string.Join("; ", complaints) + ".", nameof(Tests));
    }
}
