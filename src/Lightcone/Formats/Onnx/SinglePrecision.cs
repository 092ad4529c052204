namespace Lightcone.Formats.Onnx;

/// <summary>
/// Proves that a network gives the same symbols when it is evaluated in single precision with sums in any order. Rounding n products and their sum errs by at most n u / (1 - n u) times the sum of their absolute values,
/// u = 2^-24 (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1); the bound is carried through both layers and compared with the margin of every neighborhood.
/// </summary>
internal static class SinglePrecision
{
    private const double Unit = 1.0 / (1 << 24);

    /// <summary>Added to every bound for numbers below the normal range.</summary>
    private const double Tiny = 1e-30;

    /// <returns>Null when it is proved, else the neighborhood, its margin and the bound, as a sentence.</returns>
    public static string? Doubt(NeuralRule network)
    {
        if (network.Inputs == 0)
            return "the network reads nothing.";
        foreach (double weight in network.Weights)
            if (!float.IsFinite((float)weight))
                return $"the weight {weight} is beyond single precision.";
        Signature signature = network.Signature;
        byte[] neighborhood = new byte[signature.Positions];
        double[] logits = new double[network.Logits];
        double[] scratch = new double[network.ScratchLength];
        for (int index = 0; index < signature.DomainSize; index++)
        {
            signature.Unpack(index, neighborhood);
            network.Evaluate(neighborhood, logits, scratch);
            double margin = network.Gap(logits, network.Winner(logits));
            double bound = Bound(network, scratch.AsSpan(0, network.Inputs), scratch.AsSpan(network.Inputs, network.HiddenUnits));
            // A single logit at 0 gives symbol 0; it must lie clear of 0 all the same.
            if (!(margin > bound))
                return $"at {signature.Describe(index)} the margin is {margin:0.###e0}, the rounding error of single precision may reach {bound:0.###e0}.";
        }

        return null;
    }

    /// <summary>How far the difference of two logits, or the single logit, may be off.</summary>
    private static double Bound(NeuralRule network, ReadOnlySpan<double> inputs, ReadOnlySpan<double> units)
    {
        ReadOnlySpan<double> w = network.Weights;
        int bias = units.Length * inputs.Length;
        double factor = Gamma(inputs.Length + 8);
        double readoutFactor = Gamma(units.Length + 4);
        Span<double> errors = units.Length <= 256 ? stackalloc double[units.Length] : new double[units.Length];
        for (int h = 0; h < units.Length; h++)
        {
            double size = Math.Abs(w[bias + h]);
            for (int i = 0; i < inputs.Length; i++)
                size += Math.Abs(w[(h * inputs.Length) + i] * inputs[i]);
            errors[h] = (factor * size) + Tiny;
        }

        double largest = 0;
        for (int o = 0; o < network.Logits; o++)
        {
            double size = Math.Abs(w[bias + units.Length + (network.Logits * units.Length) + o]);
            double carried = 0;
            for (int h = 0; h < units.Length; h++)
            {
                double weight = Math.Abs(w[bias + units.Length + (o * units.Length) + h]);
                carried += weight * errors[h];
                size += weight * (Math.Abs(units[h]) + errors[h]);
            }

            largest = Math.Max(largest, (carried * (1 + readoutFactor)) + (readoutFactor * size) + Tiny);
        }

        return network.Logits == 1 ? largest : 2 * largest;
    }

    private static double Gamma(int terms) => terms * Unit / (1 - (terms * Unit));
}
