namespace Lightcone.Proofs;

/// <summary>Level 1: the network, in the arithmetic that runs, gives the table's symbol on every neighborhood of the whole domain.</summary>
/// <param name="Neighborhoods">How many neighborhoods were evaluated: all of them.</param>
/// <param name="SmallestMargin">The smallest distance in logits between the right symbol and the next best; null for a rule that was given as a table.</param>
/// <param name="Tightest">The neighborhood where that margin is found, for people; null for a table.</param>
/// <param name="Arithmetic">The arithmetic of the evaluation: "float64 in a fixed order", "integers of 3 bits", or "table".</param>
public sealed record TableExactness(int Neighborhoods, double? SmallestMargin, string? Tightest, string Arithmetic)
{
    /// <summary>Evaluates a network on its whole domain against a table; a rule without a network is its own table.</summary>
    /// <param name="rule">The table.</param>
    /// <param name="network">The network, or null.</param>
    /// <param name="failures">Receives the numbers of the neighborhoods on which they differ.</param>
    internal static TableExactness Examine(LocalRule rule, NeuralRule? network, List<int> failures)
    {
        if (network is null)
            return new(rule.Signature.DomainSize, null, null, "table");
        double smallest = double.PositiveInfinity;
        int tightest = 0;
        byte[] neighborhood = new byte[rule.Signature.Positions];
        for (int index = 0; index < rule.Signature.DomainSize; index++)
        {
            rule.Signature.Unpack(index, neighborhood);
            byte expected = rule.Table[index];
            if (network.Apply(neighborhood) != expected)
                failures.Add(index);
            double margin = network.Margin(index, expected);
            if (margin < smallest)
                (smallest, tightest) = (margin, index);
        }

        return new(rule.Signature.DomainSize, smallest, rule.Signature.Describe(tightest), network.Arithmetic);
    }
}
