using Lightcone.Foundation;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Inference;

/// <summary>
/// The cell's network of <see cref="ScanTraining"/>: input code and hidden symbols in, tanh units, the next hidden symbols (tanh) and logits out; swept once along the row and differentiated backwards through it.
/// Parameters lie as first weights [units, inputs + 1], then second weights [outputs, units + 1], the last column being the bias.
/// </summary>
internal sealed class ScanNetwork
{
    private readonly int units;
    private readonly int symbols;
    private readonly int logits;
    private readonly int code;
    private readonly double[][] codes;
    private readonly int second;

    public ScanNetwork(Alphabet input, int units, int hiddenSymbols, int outputs)
    {
        this.units = units;
        symbols = hiddenSymbols;
        logits = outputs == 2 ? 1 : outputs;
        SymbolEncoder encoder = new(new Signature(input, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1)), [SymbolCode.Automatic, SymbolCode.Ignored]);
        code = encoder.Inputs;
        codes = new double[input.Size][];
        for (int symbol = 0; symbol < input.Size; symbol++)
        {
            codes[symbol] = new double[code];
            encoder.Write([(byte)symbol, 0], codes[symbol]);
            for (int i = 0; i < code; i++)
                codes[symbol][i] /= encoder.Scales[i];
        }

        second = units * (code + symbols + 1);
        Parameters = second + ((symbols + logits) * (units + 1));
        int padded = (Parameters + LaneMath.Lanes - 1) / LaneMath.Lanes * LaneMath.Lanes;
        Values = new double[padded];
        Gradient = new double[padded];
    }

    /// <summary>How many parameters there are; the arrays are longer, in whole blocks of lanes.</summary>
    public int Parameters { get; }

    public double[] Values { get; }

    public double[] Gradient { get; }

    /// <summary>Gaussian weights, 1.5 / sqrt(inputs) into the units with biases of 1, so that some units bend between the symbols; 1 / sqrt(units) out of them.</summary>
    public void Initialize(RandomStream stream)
    {
        for (int u = 0; u < units; u++)
            for (int i = 0; i <= code + symbols; i++)
                Values[(u * (code + symbols + 1)) + i] = stream.NextGaussian() * (i == code + symbols ? 1 : 1.5 / Math.Sqrt(code + symbols));
        for (int o = 0; o < symbols + logits; o++)
            for (int u = 0; u <= units; u++)
                Values[second + (o * (units + 1)) + u] = u == units ? 0 : stream.NextGaussian() / Math.Sqrt(units);
    }

    /// <summary>One cell, with hidden symbols of exactly -1 and 1: the next hidden state and the output symbol.</summary>
    public (int Next, int Output) Discrete(int state, int input)
    {
        Span<double> before = stackalloc double[symbols];
        for (int b = 0; b < symbols; b++)
            before[b] = ((state >> b) & 1) == 1 ? 1 : -1;
        double[] hidden = new double[units];
        double[] result = new double[symbols + logits];
        Cell(codes[input], before, hidden, result);
        int next = 0;
        for (int b = 0; b < symbols; b++)
            next |= result[b] > 0 ? 1 << b : 0;
        int best = 0;
        for (int o = 1; o < logits; o++)
            if (result[symbols + o] > result[symbols + best])
                best = o;
        return (next, logits == 1 ? (result[symbols] > 0 ? 1 : 0) : best);
    }

    /// <summary>Sweeps one question, adds the gradient of the mean cross-entropy of its outputs, and returns that loss.</summary>
    public double Learn(ReadOnlySpan<byte> input, ReadOnlySpan<byte> output, double noise, double weight, RandomStream stream)
    {
        int cells = input.Length;
        int width = symbols + logits;
        double[] states = new double[(cells + 1) * symbols];
        double[] smooth = new double[(cells + 1) * symbols];
        double[] hidden = new double[cells * units];
        double[] results = new double[cells * width];
        Array.Fill(states, -1, 0, symbols);
        for (int i = 0; i < cells; i++)
        {
            Cell(codes[input[i]], states.AsSpan(i * symbols, symbols), hidden.AsSpan(i * units, units), results.AsSpan(i * width, width));
            for (int b = 0; b < symbols; b++)
            {
                double symbol = Tanh(results[(i * width) + b]);
                smooth[((i + 1) * symbols) + b] = symbol;
                states[((i + 1) * symbols) + b] = symbol + (noise * stream.NextGaussian());
            }
        }

        double loss = 0;
        double scale = weight / cells;
        Span<double> later = stackalloc double[symbols];
        Span<double> earlier = stackalloc double[symbols];
        Span<double> slope = stackalloc double[width];
        later.Clear();
        for (int i = cells - 1; i >= 0; i--)
        {
            loss += Slopes(results.AsSpan((i * width) + symbols, logits), output[i], scale, slope[symbols..]);
            for (int b = 0; b < symbols; b++)
            {
                double symbol = smooth[((i + 1) * symbols) + b];
                slope[b] = later[b] * (1 - (symbol * symbol));
            }

            Backward(codes[input[i]], states.AsSpan(i * symbols, symbols), hidden.AsSpan(i * units, units), slope, earlier);
            earlier.CopyTo(later);
        }

        return loss;
    }

    private static double Tanh(double x) => 1 - (2 / (PortableMath.Exp(2 * x) + 1));

    private void Cell(ReadOnlySpan<double> input, ReadOnlySpan<double> state, Span<double> hidden, Span<double> result)
    {
        int stride = code + symbols + 1;
        for (int u = 0; u < units; u++)
        {
            ReadOnlySpan<double> row = Values.AsSpan(u * stride, stride);
            double sum = row[code + symbols];
            for (int i = 0; i < code; i++)
                sum += row[i] * input[i];
            for (int b = 0; b < symbols; b++)
                sum += row[code + b] * state[b];
            hidden[u] = Tanh(sum);
        }

        for (int o = 0; o < symbols + logits; o++)
        {
            ReadOnlySpan<double> row = Values.AsSpan(second + (o * (units + 1)), units + 1);
            double sum = row[units];
            for (int u = 0; u < units; u++)
                sum += row[u] * hidden[u];
            result[o] = sum;
        }
    }

    /// <summary>Cross-entropy of the logits, and its slopes.</summary>
    private static double Slopes(ReadOnlySpan<double> logits, byte expected, double scale, Span<double> slopes)
    {
        if (logits.Length == 1)
        {
            double chance = 1 / (1 + PortableMath.Exp(-logits[0]));
            slopes[0] = scale * (chance - expected);
            return -scale * PortableMath.Log(Math.Max(1e-300, expected == 1 ? chance : 1 - chance));
        }

        double top = logits[0];
        foreach (double logit in logits)
            top = Math.Max(top, logit);
        double sum = 0;
        for (int o = 0; o < logits.Length; o++)
            sum += slopes[o] = PortableMath.Exp(logits[o] - top);
        double loss = scale * (PortableMath.Log(sum) + top - logits[expected]);
        for (int o = 0; o < logits.Length; o++)
            slopes[o] = scale * ((slopes[o] / sum) - (o == expected ? 1 : 0));
        return loss;
    }

    private void Backward(ReadOnlySpan<double> input, ReadOnlySpan<double> state, ReadOnlySpan<double> hidden, ReadOnlySpan<double> slope, Span<double> earlier)
    {
        int stride = code + symbols + 1;
        earlier.Clear();
        for (int o = 0; o < slope.Length; o++)
        {
            Span<double> row = Gradient.AsSpan(second + (o * (units + 1)), units + 1);
            for (int u = 0; u < units; u++)
                row[u] += slope[o] * hidden[u];
            row[units] += slope[o];
        }

        for (int u = 0; u < units; u++)
        {
            double into = 0;
            for (int o = 0; o < slope.Length; o++)
                into += slope[o] * Values[second + (o * (units + 1)) + u];
            into *= 1 - (hidden[u] * hidden[u]);
            Span<double> row = Gradient.AsSpan(u * stride, stride);
            ReadOnlySpan<double> weights = Values.AsSpan(u * stride, stride);
            for (int i = 0; i < code; i++)
                row[i] += into * input[i];
            for (int b = 0; b < symbols; b++)
            {
                row[code + b] += into * state[b];
                earlier[b] += into * weights[code + b];
            }

            row[code + symbols] += into;
        }
    }
}
