namespace Lightcone.Networks.Learning;

/// <summary>Adam (Kingma and Ba, 2015) as in torch, with optional clipping of the gradient's norm before each step. Settings only; a <see cref="TrainingSession"/> holds the moments.</summary>
public sealed record Adam
{
    /// <summary>The step size, positive. Default 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How slowly the mean of gradients forgets, 0 to 1. Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How slowly the mean of squared gradients forgets, 0 to 1. Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the mean square. Default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The largest Euclidean norm of the whole gradient; longer gradients are scaled down to it. Default: no limit.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>What is wrong with the settings; empty when nothing is.</summary>
    internal IEnumerable<string> Complaints()
    {
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
            yield return "LearningRate must be positive";
        if (!(Beta1 is >= 0 and < 1))
            yield return "Beta1 must be 0 to below 1";
        if (!(Beta2 is >= 0 and < 1))
            yield return "Beta2 must be 0 to below 1";
        if (!(Epsilon > 0))
            yield return "Epsilon must be positive";
        if (ClipNorm is double clip && !(clip > 0))
            yield return "ClipNorm must be positive";
    }
}
