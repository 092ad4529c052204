using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Learning;

/// <summary>Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015) as in torch.</summary>
public sealed record Adam : Optimizer
{
    /// <summary>How slowly the mean of gradients forgets, 0 to 1. Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How slowly the mean of squared gradients forgets, 0 to 1. Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the mean square. Default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    internal override string[] Moments => ["mean", "square"];

    internal override string Identity =>
        this with { LearningRate = 1e-3, ClipNorm = null } == new Adam() ? "" : FormattableString.Invariant($", Adam {Beta1:R} {Beta2:R} {Epsilon:R}");

    internal override void Step(long step, double gradientScale, FloatBuffer parameters, FloatBuffer gradients, FloatBuffer[] moments) =>
        OptimizerKernels.Adam(LearningRate, Beta1, Beta2, Epsilon, 0, step, gradientScale, parameters, gradients, moments[0], moments[1]);

    internal override IEnumerable<string> Complaints() => [.. base.Complaints(), .. MomentComplaints(Beta1, Beta2, Epsilon)];
}
