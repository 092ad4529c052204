namespace Lightcone.Learning;

/// <summary>
/// Finds whole-number weights. All activations here satisfy f(s z) = s f(z) for s > 0, so each unit may have a scale of its own: its weights are stretched to fill the bits and rounded, and its readout shrinks accordingly.
/// </summary>
internal sealed class Quantizer(NeuralRule network, LocalRule rule)
{
    public const int MinBits = 2;
    public const int MaxBits = 16;

    // Fractions of the largest scale that are tried for the units and for the readout.
    private const int Scales = 16;

    private readonly int inputs = network.Inputs;
    private readonly int hidden = network.HiddenUnits;
    private readonly int logits = network.Logits;

    /// <summary>The whole-number network with the fewest wrong results, and among those the largest margin relative to its largest logit weight.</summary>
    public NeuralRule Best(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, MinBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MaxBits);
        int largest = (1 << (bits - 1)) - 1;
        double[] candidate = new double[network.Parameters];
        double[] best = [];
        int fewest = int.MaxValue;
        double widest = 0;
        for (int first = Scales; first >= Scales / 4; first--)
            for (int second = Scales; second >= Scales / 4; second--)
            {
                double scale = Round(candidate, largest, largest * (double)first / Scales, largest * (double)second / Scales);
                (int wrong, double margin) = Judge(candidate, bits, fewest);
                if (wrong < fewest || (wrong == fewest && margin / scale > widest))
                {
                    fewest = wrong;
                    widest = margin / scale;
                    best = [.. candidate];
                }
            }

        return Make(best, bits);
    }

    /// <summary>Rounds all weights.</summary>
    /// <returns>How much larger the logits have become.</returns>
    private double Round(double[] candidate, int largest, double unitTarget, double readoutTarget)
    {
        ReadOnlySpan<double> w = network.Weights;
        Span<double> readout = candidate.AsSpan(hidden * (inputs + 1), hidden * logits);
        double widest = 0;
        for (int h = 0; h < hidden; h++)
        {
            double most = Largest(w.Slice(h * inputs, inputs));
            double bias = w[(hidden * inputs) + h];
            // A unit without weights is a constant: its bias alone is scaled.
            double scale = most > 0 ? unitTarget / most : bias != 0 ? 1 / Math.Abs(bias) : 1;
            for (int i = 0; i < inputs; i++)
                candidate[(h * inputs) + i] = Nearest(w[(h * inputs) + i] * scale, largest);
            candidate[(hidden * inputs) + h] = Nearest(bias * scale, double.MaxValue);
            for (int o = 0; o < logits; o++)
            {
                readout[(o * hidden) + h] = w[(hidden * (inputs + 1)) + (o * hidden) + h] / scale;
                widest = Math.Max(widest, Math.Abs(readout[(o * hidden) + h]));
            }
        }

        double logitScale = widest > 0 ? readoutTarget / widest : 1;
        foreach (ref double value in readout)
            value = Nearest(value * logitScale, largest);
        int biases = hidden * (inputs + 1 + logits);
        for (int o = 0; o < logits; o++)
            candidate[biases + o] = Nearest(w[biases + o] * logitScale, double.MaxValue);
        return logitScale;
    }

    private (int Wrong, double Margin) Judge(double[] candidate, int bits, int limit)
    {
        NeuralRule made = Make(candidate, bits);
        double[] values = new double[logits];
        double[] scratch = new double[made.ScratchLength];
        byte[] symbols = new byte[rule.Signature.Positions];
        int wrong = 0;
        double margin = double.PositiveInfinity;
        ReadOnlySpan<byte> table = rule.Table;
        for (int index = 0; index < table.Length && wrong <= limit; index++)
        {
            rule.Signature.Unpack(index, symbols);
            made.Evaluate(symbols, values, scratch);
            if (made.Winner(values) != table[index])
                wrong++;
            margin = Math.Min(margin, made.Gap(values, table[index]));
        }

        return (wrong, margin);
    }

    private NeuralRule Make(double[] weights, int bits) => new(network.Signature, network.Codes, network.Activation, hidden, weights, network.Training, bits);

    private static double Nearest(double value, double largest) => Math.Clamp(Math.Floor(value + 0.5), -largest, largest);

    private static double Largest(ReadOnlySpan<double> values)
    {
        double most = 0;
        foreach (double value in values)
            most = Math.Max(most, Math.Abs(value));
        return most;
    }
}
