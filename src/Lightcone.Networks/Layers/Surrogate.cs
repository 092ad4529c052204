namespace Lightcone.Networks.Layers;

/// <summary>
/// The slope that stands in for the derivative of the Heaviside step when errors flow back through a spike. A closed set:
/// <see cref="FastSigmoid"/>, <see cref="Arctangent"/> and <see cref="StraightThrough"/>.
/// </summary>
/// <remarks>The forward pass always emits 0 or 1; only gradients see the surrogate (Neftci, Mostafa and Zenke, "Surrogate gradient learning in spiking neural networks", 2019).</remarks>
public abstract record Surrogate
{
    private protected Surrogate()
    {
    }

    internal abstract float Scale { get; }

    /// <summary>1 / (1 + k|U - threshold|)^2, the slope of Zenke and Ganguli's SuperSpike (2018); what the paper's experiments use.</summary>
    /// <param name="Slope">k, positive. Default 25, snnTorch's.</param>
    public sealed record FastSigmoid(float Slope = 25) : Surrogate
    {
        internal override float Scale => Slope;
    }

    /// <summary>(a/2) / (1 + (pi a (U - threshold) / 2)^2) (Fang et al., "Incorporating learnable membrane time constant", 2021).</summary>
    /// <param name="Alpha">a, positive. Default 2, snnTorch's.</param>
    public sealed record Arctangent(float Alpha = 2) : Surrogate
    {
        internal override float Scale => Alpha;
    }

    /// <summary>1 everywhere: the gradient passes as if the step were not there (Bengio, Léonard and Courville, 2013).</summary>
    public sealed record StraightThrough : Surrogate
    {
        internal override float Scale => 1;
    }
}
