namespace Lightcone.Networks.Layers;

/// <summary>
/// What a spike does to the membrane, one step later (snnTorch's <c>reset_mechanism</c> with <c>reset_delay=True</c>). Resets carry no gradient.
/// <c>docs/networks.md</c> tells the variants apart by numbers.
/// </summary>
public enum Reset
{
    /// <summary>The threshold is subtracted: what lay above it stays. The default.</summary>
    Subtract,

    /// <summary>The old membrane is set to zero before the next input arrives; in <see cref="RLeaky"/> that input is lost too, as in snnTorch.</summary>
    Zero,

    /// <summary>Nothing: the membrane only integrates and leaks.</summary>
    None,

    /// <summary>
    /// The threshold is subtracted from the old membrane before it leaks, U(t) = beta (U(t-1) - R(t) threshold) + I(t): what other libraries mean by a reset by subtraction, who write it right after the spike.
    /// </summary>
    SubtractBeta,
}
