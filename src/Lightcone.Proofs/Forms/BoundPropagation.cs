using Lightcone.Foundation.Exact;

namespace Lightcone.Proofs.Forms;

/// <summary>
/// Sends intervals instead of numbers through a network (interval bound propagation: S. Gowal et al., arXiv 1810.12715): a lower bound on how clearly the right symbol wins when each input is only known to lie near its code.
/// Sound in float64 by outward rounding, and about a factor of two below the truth for networks of this kind.
/// </summary>
internal sealed class BoundPropagation
{
    private readonly NeuralRule network;
    private readonly SymbolEncoder encoder;
    private readonly byte[] neighborhood;
    private readonly double[] inputs;
    private readonly Interval[] units;

    public BoundPropagation(NeuralRule network)
    {
        this.network = network;
        encoder = network.Encoder;
        neighborhood = new byte[network.Signature.Positions];
        inputs = new double[encoder.Inputs];
        units = new Interval[network.HiddenUnits];
        Scales = encoder.Scales;
        Spread = new double[inputs.Length];
        Measure();
    }

    /// <summary>For each input, the largest absolute value of its code.</summary>
    public double[] Scales { get; }

    /// <summary>For each input that reads the state, how far apart the codes of two symbols can be; 0 for the frozen field.</summary>
    public double[] Spread { get; }

    /// <summary>A lower bound on the gap from the right symbol's logit to every other one, when each input is at most <paramref name="radii"/> away from its code.</summary>
    public double Margin(int index, byte expected, ReadOnlySpan<double> radii)
    {
        network.Signature.Unpack(index, neighborhood);
        encoder.Write(neighborhood, inputs);
        ReadOnlySpan<double> w = network.Weights;
        double slope = network.Activation.Slope();
        int bias = units.Length * inputs.Length;
        for (int h = 0; h < units.Length; h++)
        {
            Interval z = Interval.Of(w[bias + h]);
            for (int i = 0; i < inputs.Length; i++)
            {
                double weight = w[(h * inputs.Length) + i];
                if (weight != 0)
                    z += Interval.Of(weight) * Interval.Around(inputs[i], radii[i]);
            }

            units[h] = z.Activate(slope);
        }

        int readout = bias + units.Length;
        if (network.Logits == 1)
        {
            Interval logit = Difference(w, readout, 0, -1);
            return expected == 1 ? logit.Low : -logit.High;
        }

        double smallest = double.PositiveInfinity;
        for (int other = 0; other < network.Logits; other++)
            if (other != expected)
                smallest = Math.Min(smallest, Difference(w, readout, expected, other).Low);
        return smallest;
    }

    /// <summary>One logit minus another; what both share cancels before the bounds are taken.</summary>
    private Interval Difference(ReadOnlySpan<double> w, int readout, int one, int other)
    {
        int biases = readout + (network.Logits * units.Length);
        Interval sum = Weight(w, biases + one, other < 0 ? -1 : biases + other);
        for (int h = 0; h < units.Length; h++)
            sum += Weight(w, readout + (one * units.Length) + h, other < 0 ? -1 : readout + (other * units.Length) + h) * units[h];
        return sum;
    }

    private static Interval Weight(ReadOnlySpan<double> w, int one, int other) => other < 0 ? Interval.Of(w[one]) : Interval.Of(w[one]) - Interval.Of(w[other]);

    /// <summary>Which inputs move with the symbols of the state, and how far.</summary>
    private void Measure()
    {
        double[] low = new double[inputs.Length];
        double[] high = new double[inputs.Length];
        for (int position = network.Signature.FrozenNeighborhood.Count; position < neighborhood.Length; position++)
        {
            Array.Fill(low, double.PositiveInfinity);
            Array.Fill(high, double.NegativeInfinity);
            for (int symbol = 0; symbol < network.Signature.PositionSizes[position]; symbol++)
            {
                Array.Clear(neighborhood);
                neighborhood[position] = (byte)symbol;
                encoder.Write(neighborhood, inputs);
                for (int i = 0; i < inputs.Length; i++)
                    (low[i], high[i]) = (Math.Min(low[i], inputs[i]), Math.Max(high[i], inputs[i]));
            }

            // Codes are whole numbers: the difference is exact.
            for (int i = 0; i < inputs.Length; i++)
                Spread[i] = Math.Max(Spread[i], high[i] - low[i]);
        }
    }
}
