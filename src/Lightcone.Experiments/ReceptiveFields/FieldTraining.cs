using System.Globalization;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Data;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>
/// One training of the second experiment of "Constraint breeds generalization" (arXiv 2512.23916): a spiking autoencoder of image patches, whose input weights are its "receptive fields".
/// </summary>
/// <remarks>
/// <para>Patches of 16 x 16 pixels lose their mean and get length 1. Linear 256 to 128 without bias, leaky neurons (beta 0.9, slope 25) over 5 steps, spikes added up, linear 128 to 256 without
/// bias; the loss is the mean squared error plus 0.1 times the mean spike count. The paper cuts patches from CIFAR-10, which does not ship with this library: numbers here come from other pictures,
/// so they are compared as ratios. <see cref="GreyImage.LoadCifar"/> and <see cref="Compute(IReadOnlyList{GreyImage}, RunContext)"/> run it on the paper's own.</para>
/// <para>Numbers: <c>sigma</c> (population standard deviation of the input weights, the paper's sigma_RF), <c>sigma-start</c>, <c>osi</c> and <c>osi-sd</c> (orientation selectivity over units),
/// <c>osi-change</c> (of the weights without what they started with, which no scale of weights explains), <c>smoothness</c> (share of a field's power at 4 cycles or less), <c>explained</c> and
/// <c>explained-train</c> (1 - 256 x error: a zero output has exactly 0), <c>mse</c>, <c>mse-train</c> (mean over the last epoch), <c>rate</c> (spikes per unit and step on held-out patches),
/// <c>silent</c> (share of units that never fire on them), <c>input-rms</c> and <c>gain</c> (over that of <see cref="FieldCondition.Static"/>), <c>is-field</c>: 1 where explained variance and rate are
/// above 0, else 0. Weights of a network that explains nothing or never fires are no receptive fields, however oriented they look.</para>
/// <para>Held-out patches are cut from the same pictures as those of the training and may overlap them: what is explained of them is explained of new places in known pictures, not of new pictures.</para>
/// <para>Arrays: <c>weights</c> [units, side, side], and <c>film</c> [epochs + 1, kept units, side, side] where <see cref="Film"/> asks for it. Events: one an epoch.</para>
/// </remarks>
public sealed record FieldTraining : RunSpec
{
    private static readonly int[] Reductions = [1, 2, 3, 4, 6];
    private static readonly RunKind TheKind = new("field-training", 1, FieldJson.Default.FieldTraining);

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => TheKind;

    /// <summary>How a patch becomes a sequence. Default static.</summary>
    public FieldCondition Condition { get; init; }

    /// <summary>The flow of the conditions that have one, by name with parameters. Default the paper's oscillator at damping 2, alpha 1 and beta 0.2.</summary>
    public string Flow { get; init; } = "mixed:delta=2,alpha=1,beta=0.2";

    /// <summary>Time over which the flow is followed; it is looked at after equal shares of it. Default 8.</summary>
    public double Duration { get; init; } = 8;

    /// <summary>Whether the flow's first component is used instead of the mean of all. Default not.</summary>
    public bool FirstComponent { get; init; }

    /// <summary>What every input is multiplied by. Default 1.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Whether static patches are divided by the batch's largest magnitude, as those of flows are. Default not.</summary>
    public bool ScaledByMaximum { get; init; }

    /// <summary>Where patches come from. Default <see cref="ImageSource.Photos"/>.</summary>
    public ImageSource Images { get; init; } = ImageSource.Photos;

    /// <summary>Patches to train on. Default 5,000.</summary>
    public int Patches { get; init; } = 5000;

    /// <summary>Patches to measure on, other draws from the same pictures, which may overlap those of the training. Default 2,000.</summary>
    public int HeldOut { get; init; } = 2000;

    /// <summary>Hidden units, a multiple of 16. Default 128.</summary>
    public int Units { get; init; } = 128;

    /// <summary>Steps of a sequence. Default 5.</summary>
    public int Steps { get; init; } = 5;

    /// <summary>The leak, 0 to 1. Default 0.9.</summary>
    public double Beta { get; init; } = 0.9;

    /// <summary>The weight of the mean spike count in the loss. Default 0.1; the paper's scan of dampings uses 1.</summary>
    public double Sparsity { get; init; } = 0.1;

    /// <summary>Adam's step size. Default 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Patches per step. Default 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Epochs. Default 30.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Whether batches are the same in every epoch, as in the paper's scan of dampings. Default not.</summary>
    public bool FixedBatches { get; init; }

    /// <summary>Of how many units the weights are kept after each epoch, for a film. Default 0.</summary>
    public int Film { get; init; }

    /// <summary>The seed of pictures, patches, first weights, batches and noise. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A setting is out of its range; all complaints are in one message.</exception>
    public override RunResult Compute(RunContext context) => Compute(
        Images switch
        {
            ImageSource.DeadLeaves => GreyImage.DeadLeaves(32, 128, Seed),
            ImageSource.PinkNoise => GreyImage.PinkNoise(16, 128, Seed),
            _ => [.. from photo in GreyImage.Photos() from factor in Reductions select photo.Reduced(factor)],
        },
        context);

    /// <summary>Computes the result for pictures of the caller's, for instance those of a CIFAR file, instead of <see cref="Images"/>.</summary>
    /// <param name="images">The pictures, each at least 16 pixels wide and high.</param>
    /// <param name="context">What the run is given.</param>
    /// <exception cref="ArgumentException">A setting is out of its range (all complaints are in one message), or a picture is too small.</exception>
    public RunResult Compute(IReadOnlyList<GreyImage> images, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(context);
        List<string> complaints = [];
        if (Patches < 1 || HeldOut < 1 || BatchSize < 1 || Steps is < 1 or > 1000 || Epochs < 1)
            complaints.Add("patches, batch size, steps and epochs must be positive, and steps at most 1,000");
        if (Units < 16 || Units % 16 != 0)
            complaints.Add("units must be a positive multiple of 16");
        if (Film < 0 || Film > Units)
            complaints.Add(string.Create(CultureInfo.InvariantCulture, $"there are 0 to {Units} units to film"));
        if (!(Beta is >= 0 and <= 1) || !(Gain > 0) || !(Sparsity >= 0) || !(LearningRate > 0) || !(Duration > 0))
            complaints.Add("beta must be 0 to 1, and gain, sparsity, learning rate and duration positive");
        if (images.Count == 0 || images.Any(static image => image.Width < PatchSet.Side || image.Height < PatchSet.Side))
            complaints.Add("there must be pictures of at least 16 x 16 pixels");
        return complaints.Count == 0 ? new FieldRun(this, images, context).Result() : throw new ArgumentException(string.Join("; ", complaints) + ".", nameof(images));
    }
}
