using Lightcone.Networks.Kernels;

namespace Lightcone.Networks.Learning;

/// <summary>
/// Stochastic gradient descent as in torch's SGD without dampening: d = gradient + decay p; v = momentum v + d; p = p - rate v, or p = p - rate (d + momentum v) with Nesterov's look ahead
/// (Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013).
/// </summary>
public sealed record Sgd : Optimizer
{
    /// <summary>How slowly the velocity forgets, 0 to below 1. Default 0: no velocity is kept.</summary>
    public double Momentum { get; init; }

    /// <summary>Whether the step looks ahead along the velocity; needs <see cref="Momentum"/>. Default false.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Adds so much of each parameter to its gradient, 0 or positive: the gradient of a squared penalty. Default 0.</summary>
    public double WeightDecay { get; init; }

    internal override string[] Moments => Momentum > 0 ? ["velocity"] : [];

    internal override string Identity => FormattableString.Invariant($", SGD {Momentum:R} {Nesterov} {WeightDecay:R}");

    internal override void Step(long step, double gradientScale, FloatBuffer parameters, FloatBuffer gradients, FloatBuffer[] moments) =>
        OptimizerKernels.Descend(LearningRate, Momentum, Nesterov, WeightDecay, gradientScale, parameters, gradients, moments.Length > 0 ? moments[0] : null);

    internal override IEnumerable<string> Complaints()
    {
        List<string> complaints = [.. base.Complaints(), .. DecayComplaints(WeightDecay)];
        if (!(Momentum is >= 0 and < 1))
            complaints.Add("Momentum must be 0 to below 1");
        if (Nesterov && !(Momentum > 0))
            complaints.Add("Nesterov needs Momentum");
        return complaints;
    }
}
