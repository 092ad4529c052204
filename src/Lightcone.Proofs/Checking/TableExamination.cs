using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs.Checking;

/// <summary>Level 1: every neighborhood of the whole domain, in the arithmetic that runs.</summary>
internal static class TableExamination
{
    /// <summary>Evaluates a network on its whole domain against a table; a rule without a network is its own table.</summary>
    /// <param name="rule">The table.</param>
    /// <param name="network">The network, or null.</param>
    /// <param name="failures">Receives the numbers of the neighborhoods on which they differ.</param>
    public static TableExactness Examine(LocalRule rule, NeuralRule? network, List<int> failures)
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
