using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Learning;

/// <summary>How a gradient moves the parameters, with optional clipping of the gradient's norm before each step. A closed set: <see cref="Adam"/>, <see cref="AdamW"/>, <see cref="Sgd"/>.</summary>
/// <remarks>Settings only; a <see cref="TrainingSession"/> holds what an optimizer remembers. All parameters are treated alike, biases, gains and decays too, as torch does by default.</remarks>
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>The step size, positive. Default 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The largest Euclidean norm of the whole gradient; longer gradients are scaled down to it. Default: no limit.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>The names of what is remembered for each parameter, as checkpoints spell them.</summary>
    internal abstract string[] Moments { get; }

    /// <summary>What shapes the result besides <see cref="LearningRate"/> and <see cref="ClipNorm"/>; nothing for <see cref="Adam"/> as it comes.</summary>
    internal abstract string Identity { get; }

    /// <summary>Moves the parameters by one step, counted from 1. Padding has gradient zero and stays zero.</summary>
    internal abstract void Step(long step, double gradientScale, FloatBuffer parameters, FloatBuffer gradients, FloatBuffer[] moments);

    /// <summary>What is wrong with the settings; empty when nothing is.</summary>
    internal virtual IEnumerable<string> Complaints()
    {
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
            yield return "LearningRate must be positive";
        if (ClipNorm is double clip && !(clip > 0))
            yield return "ClipNorm must be positive";
    }

    private protected static IEnumerable<string> MomentComplaints(double beta1, double beta2, double epsilon)
    {
        if (!(beta1 is >= 0 and < 1))
            yield return "Beta1 must be 0 to below 1";
        if (!(beta2 is >= 0 and < 1))
            yield return "Beta2 must be 0 to below 1";
        if (!(epsilon > 0))
            yield return "Epsilon must be positive";
    }

    private protected static IEnumerable<string> DecayComplaints(double decay)
    {
        if (!(decay >= 0 && double.IsFinite(decay)))
            yield return "WeightDecay must be 0 or positive";
    }
}
