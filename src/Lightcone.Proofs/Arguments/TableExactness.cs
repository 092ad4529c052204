namespace Lightcone.Proofs.Arguments;

/// <summary>Level 1: the network, in the arithmetic that runs, gives the table's symbol on every neighborhood of the whole domain.</summary>
/// <param name="Neighborhoods">How many neighborhoods were evaluated: all of them.</param>
/// <param name="SmallestMargin">The smallest distance in logits between the right symbol and the next best; null for a rule that was given as a table.</param>
/// <param name="Tightest">The neighborhood where that margin is found, for people; null for a table.</param>
/// <param name="Arithmetic">The arithmetic of the evaluation: "float64 in a fixed order", "integers of 3 bits", or "table".</param>
public sealed record TableExactness(int Neighborhoods, double? SmallestMargin, string? Tightest, string Arithmetic)
{
    /// <summary>The claim as a sentence.</summary>
    public string Statement => FunctionSentences.Of(this);

    /// <summary>The claim as a sentence.</summary>
    public override string ToString() => Statement;
}
