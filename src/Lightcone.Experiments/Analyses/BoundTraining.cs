using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lightcone.Experiments.Runs;

namespace Lightcone.Experiments.Analyses;

/// <summary>
/// A spiking network with a Gaussian over its weights, trained on encoded digits, and the bound on its error that follows from how far the Gaussian is from a prior (McAllester's). The paper
/// (arXiv 2512.23916) lets the prior's variance depend on damping and finds that the distance falls with damping; <see cref="PriorFollowsDamping"/> false is the control.
/// </summary>
/// <remarks>
/// <para>McAllester, "PAC-Bayesian model averaging", COLT 1999, in the form error + sqrt((KL + ln(2 sqrt(m) / 0.05)) / (2 (m - 1))), m training samples. It holds for the Gibbs classifier, which draws its weights
/// anew for each answer: its error is the mean error of single draws, not that of the class that several draws agree on, and the bound is added to the former. That error is itself estimated by five draws, for which
/// the bound makes no allowance.</para>
/// <para>Network 192-64-10 without bias, beta 0.95, 30 steps; means start from N(0, 0.1^2), log variances from
/// N(-5, 0.1^2); the loss is cross-entropy + 0.01 KL / m; Adam 0.001. The paper's prior has variance exp(-2 delta T) with the exponent clipped to 5 on either side, T = 4: three different priors for all
/// dampings, one of which is where the posterior starts. Its program sees five of thirty steps; here all are seen. The prior may not depend on the training data; that it depends on damping is allowed, but what follows
/// is then no property of the network. Each sample is divided by its own largest magnitude before it is encoded, as in the first experiment; the paper's program divides all samples of a split by one number.</para>
/// <para>Numbers: <c>error-train</c> and <c>error-test</c> (of the mean answer of five draws, 0 to 1), <c>gibbs-train</c> and <c>gibbs-test</c> (the mean error of these
/// draws, each alone), <c>divergence</c> (KL, nats), <c>bound</c> (<c>gibbs-train</c> + <c>complexity</c>, on what <c>gibbs-test</c> estimates; may exceed 1), <c>complexity</c> (the root), <c>gap</c> (<c>error-test</c> minus
/// <c>error-train</c>), <c>prior-log-variance</c>. Events: one an epoch.</para>
/// </remarks>
public sealed record BoundTraining : RunSpec
{
    private static readonly RunKind TheKind = new("bound-training", 2, AnalysisJson.Default.BoundTraining);

    /// <inheritdoc/>
    [JsonIgnore]
    public override RunKind Kind => TheKind;

    /// <summary>The damping of the encoding. Default 2.</summary>
    public double Damping { get; init; } = 2;

    /// <summary>Whether the prior's variance follows the damping, as in the paper, or is <see cref="PriorLogVariance"/>. Default yes.</summary>
    public bool PriorFollowsDamping { get; init; } = true;

    /// <summary>Where the exponent of the prior's variance is clipped on either side. Default 5, as in the paper.</summary>
    public double Clip { get; init; } = 5;

    /// <summary>The logarithm of the prior's variance where it does not follow the damping. Default -5, where the posterior starts.</summary>
    public double PriorLogVariance { get; init; } = -5;

    /// <summary>The weight of the distance in the loss. Default 0.01.</summary>
    public double Weight { get; init; } = 0.01;

    /// <summary>Epochs. Default 100.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Samples per step. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>How many of the digits are used, 20 to 1,797; 70 % of them for training. Default all.</summary>
    public int Samples { get; init; } = 1797;

    /// <summary>The seed of split, weights and draws. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public override RunResult Compute(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Samples is < 20 or > 1797 || Epochs < 1 || BatchSize < 1 || !(Clip >= 0) || !(Weight >= 0) || !double.IsFinite(Damping) || !double.IsFinite(PriorLogVariance))
            throw new ArgumentException("expected 20 to 1,797 samples, positive epochs and batch size, a clip and a weight of at least 0, and finite damping and prior.", nameof(context));
        return new BoundRun(this, context).Result();
    }
}
