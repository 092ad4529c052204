using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Learning;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019) as in torch: first p becomes p (1 - rate x decay), then Adam's step.</summary>
public sealed record AdamW : Optimizer
{
    /// <summary>How slowly the mean of gradients forgets, 0 to 1. Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How slowly the mean of squared gradients forgets, 0 to 1. Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the mean square. Default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The decay of every parameter per step and unit of learning rate, 0 or positive. Default 0.01, torch's.</summary>
    public double WeightDecay { get; init; } = 0.01;

    internal override string[] Moments => ["mean", "square"];

    internal override string Identity => FormattableString.Invariant($", AdamW {Beta1:R} {Beta2:R} {Epsilon:R} {WeightDecay:R}");

    internal override void Step(long step, double gradientScale, FloatBuffer parameters, FloatBuffer gradients, FloatBuffer[] moments) =>
        OptimizerKernels.Adam(LearningRate, Beta1, Beta2, Epsilon, WeightDecay, step, gradientScale, parameters, gradients, moments[0], moments[1]);

    internal override IEnumerable<string> Complaints() => [.. base.Complaints(), .. MomentComplaints(Beta1, Beta2, Epsilon), .. DecayComplaints(WeightDecay)];
}
