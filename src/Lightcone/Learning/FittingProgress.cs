namespace Lightcone.Learning;

/// <summary>A network in the middle of its training. Told at some steps only: at each of the first sixteen, then eight times for each doubling, and at the end of an attempt.</summary>
/// <param name="Attempt">Which attempt, from 0: how often training has begun anew.</param>
/// <param name="Step">How many steps of the attempt are done.</param>
/// <param name="Loss">The mean cross-entropy over all examples, in nats.</param>
/// <param name="Margin">The smallest margin of all examples in logits; negative while one of them is wrong.</param>
/// <param name="Wrong">How many examples are wrong.</param>
/// <param name="Network">The network as it is now.</param>
public sealed record FittingProgress(int Attempt, int Step, double Loss, double Margin, int Wrong, NeuralRule Network)
{
    /// <summary>Whether the network is the one of the readout. Default no: that of the rule.</summary>
    public bool IsReadout { get; init; }
}
