namespace Lightcone.Proofs.Arguments;

/// <summary>How far a network's inputs may be off before any neighborhood could give another symbol, and how strongly its logits must be amplified so that iteration without argmax never leaves the symbols. Both are proved by interval bounds, rounded outward.</summary>
/// <param name="Radius">Every input may be off by this much at once, in units in which the largest code of an input is 1 (so bits are -1 and 1, and 1 is the most that can make sense); rounded down to four digits. 0 when nothing could be proved.</param>
/// <param name="Tightest">The neighborhood that limits the radius, for people.</param>
/// <param name="Gain">Iterated with softmax(gain x logits) fed back instead of the winning symbol (for two symbols: tanh(gain x logit / 2) as the code), the state stays near the symbols of the exact run for ever, on every lattice, for this gain and every larger one; rounded up to three digits. Null for a readout or when no gain could be proved.</param>
/// <param name="Deviation">How near: the winning symbol keeps a probability of at least 1 minus this; null without a gain.</param>
/// <param name="IsIterated">Whether the network is iterated, so that a gain was looked for.</param>
public sealed record Robustness(double Radius, string Tightest, double? Gain, double? Deviation, bool IsIterated)
{
    /// <summary>Proved when there is a radius or a gain.</summary>
    public ProofStatus Status => Radius > 0 || Gain is not null ? ProofStatus.Proved : ProofStatus.NotProved;

    /// <summary>The claim as a sentence.</summary>
    public string Statement => FunctionSentences.Of(this);

    /// <summary>The claim as a sentence.</summary>
    public override string ToString() => Statement;
}
