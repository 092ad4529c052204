using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Lightcone.Foundation.Arrays;
using Lightcone.Tasks;

namespace Lightcone;

/// <summary>
/// A rule as a tiny convolutional network: the symbols of a neighborhood as numbers, a layer of hidden units, a 1x1 convolution to logits, and the symbol with the largest logit
/// (arXiv 2602.01651; the shapes 3 -> 8 -> 1 and 2 -> 16 -> 3 have its 41 and 99 parameters).
/// </summary>
/// <remarks>
/// <para>Binary results have one logit: symbol 1 when it is positive. Otherwise there is one logit for each symbol, and the lowest symbol wins a tie.</para>
/// <para>Weights lie in one row: first layer [unit, input], unit biases, readout [logit, unit], logit biases. Sums are taken in that order, beginning with the bias,
/// each product and each sum rounded once: the same bits on every machine.</para>
/// <para>Immutable. Two networks are equal when what they read, their shape and the bits of their weights are, by SHA-256; how they were trained does not count.</para>
/// </remarks>
/// <example>
/// <code>
/// NeuralRule network = new ChaosTraining { Seed = 1 }.Fit(rule110, hiddenUnits: 8);
/// </code>
/// </example>
public sealed class NeuralRule : IEquatable<NeuralRule>
{
    private readonly double[] weights;
    private readonly SymbolEncoder encoder;
    private readonly double slope;
    private string? hash;
    private LocalRule? table;

    internal NeuralRule(Signature signature, ImmutableArray<SymbolCode> codes, Activation activation, int hiddenUnits, double[] weights, TrainingRecord training, int? bits = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenUnits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hiddenUnits, MaxHiddenUnits);
        Signature = signature;
        Codes = codes;
        Activation = activation;
        HiddenUnits = hiddenUnits;
        Training = training;
        Bits = bits;
        encoder = new SymbolEncoder(signature, codes);
        slope = activation.Slope();
        this.weights = weights;
        if (weights.Length != Parameters)
            throw new ArgumentException($"A network {Inputs} -> {hiddenUnits} -> {Logits} has {Parameters} weights, not {weights.Length}.", nameof(weights));
        foreach (double weight in weights)
            if (!double.IsFinite(weight))
                throw new ArgumentException($"A weight is {weight}; weights are finite numbers.", nameof(weights));
    }

    /// <summary>The most hidden units a network can have.</summary>
    public const int MaxHiddenUnits = 4096;

    private const int StackLimit = 64;

    /// <summary>What the network reads and gives.</summary>
    public Signature Signature { get; }

    /// <summary>How the symbol at each position becomes numbers, one code for each position of a neighborhood.</summary>
    public ImmutableArray<SymbolCode> Codes { get; }

    /// <summary>How many numbers a neighborhood becomes.</summary>
    public int Inputs => encoder.Inputs;

    /// <summary>The arithmetic in which the network is evaluated, as certificates name it.</summary>
    public string Arithmetic => Bits is { } bits ? $"integers of {bits} bits" : "float64 in a fixed order";

    /// <summary>How many hidden units there are, 1 to <see cref="MaxHiddenUnits"/>.</summary>
    public int HiddenUnits { get; }

    /// <summary>How many logits there are: 1 for two symbols, else one for each symbol.</summary>
    public int Logits => Signature.Output.Size == 2 ? 1 : Signature.Output.Size;

    /// <summary>How many weights and biases there are: inputs x units + units + units x logits + logits.</summary>
    public int Parameters => (Inputs * HiddenUnits) + HiddenUnits + (HiddenUnits * Logits) + Logits;

    /// <summary>What a hidden unit does with its sum.</summary>
    public Activation Activation { get; }

    /// <summary>All weights and biases: first layer [unit, input], unit biases, readout [logit, unit], logit biases.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>For a network of whole numbers, the bits of its weights (biases are whole numbers of any size); null for one of fractions.</summary>
    public int? Bits { get; }

    /// <summary>How the network was made.</summary>
    public TrainingRecord Training { get; }

    /// <summary>SHA-256 over alphabets, offsets, codes, activation, shape and the bits of the weights, 64 hexadecimal digits.</summary>
    public string Hash => hash ??= NetworkHash.Of(this);

    /// <summary>A network with given weights.</summary>
    /// <param name="signature">What is read and given.</param>
    /// <param name="hiddenUnits">How many hidden units, 1 to <see cref="MaxHiddenUnits"/>.</param>
    /// <param name="weights">All weights in the order of <see cref="Weights"/>.</param>
    /// <param name="activation">What a hidden unit does.</param>
    /// <param name="codes">One code for each position; left out, all are <see cref="SymbolCode.Automatic"/>.</param>
    /// <exception cref="ArgumentException">The number of weights or codes does not fit, or a weight is not finite.</exception>
    public static NeuralRule FromWeights(
        Signature signature, int hiddenUnits, ReadOnlySpan<double> weights, Activation activation = Activation.LeakyRelu, params ReadOnlySpan<SymbolCode> codes)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ImmutableArray<SymbolCode> given = codes.Length > 0 ? [.. codes] : [.. Enumerable.Repeat(SymbolCode.Automatic, signature.Positions)];
        return new(signature, given, activation, hiddenUnits, weights.ToArray(), TrainingRecord.None(signature));
    }

    /// <summary>The logits for one neighborhood.</summary>
    /// <param name="neighborhood">One symbol number for each position.</param>
    /// <param name="logits">Receives <see cref="Logits"/> numbers.</param>
    /// <exception cref="ArgumentException">The neighborhood or the span does not fit.</exception>
    public void Evaluate(ReadOnlySpan<byte> neighborhood, Span<double> logits)
    {
        _ = Signature.IndexOf(neighborhood);
        if (logits.Length != Logits)
            throw new ArgumentException($"This network has {Logits} logits, the span {logits.Length} places.", nameof(logits));
        Evaluate(neighborhood, logits, new double[ScratchLength]);
    }

    /// <summary>The symbol that the network gives for one neighborhood.</summary>
    /// <exception cref="ArgumentException">The neighborhood does not fit.</exception>
    public byte Apply(ReadOnlySpan<byte> neighborhood)
    {
        double[] logits = new double[Logits];
        Evaluate(neighborhood, logits);
        return Winner(logits);
    }

    /// <summary>How clearly the network gives <paramref name="expected"/>: the gap from its logit to the best other one; for a single logit, its value with the sign of the expected symbol. Negative when another symbol wins.</summary>
    /// <param name="neighborhoodIndex">The number of the neighborhood.</param>
    /// <param name="expected">The symbol to be given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such neighborhood or symbol.</exception>
    public double Margin(int neighborhoodIndex, byte expected)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)neighborhoodIndex, (uint)Signature.DomainSize, nameof(neighborhoodIndex));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(expected, Signature.Output.Size);
        // Certification asks for every neighborhood: small networks need no memory of the heap.
        Span<byte> neighborhood = Signature.Positions <= StackLimit ? stackalloc byte[StackLimit] : new byte[Signature.Positions];
        Span<double> numbers = ScratchLength + Logits <= StackLimit ? stackalloc double[StackLimit] : new double[ScratchLength + Logits];
        neighborhood = neighborhood[..Signature.Positions];
        Signature.Unpack(neighborhoodIndex, neighborhood);
        Evaluate(neighborhood, numbers[..Logits], numbers[Logits..]);
        return Gap(numbers[..Logits], expected);
    }

    /// <summary>The network's result for every neighborhood, as a rule. Costs one evaluation a neighborhood the first time.</summary>
    public LocalRule ToRule()
    {
        if (table is not null)
            return table;
        double[] logits = new double[Logits];
        double[] scratch = new double[ScratchLength];
        byte[] neighborhood = new byte[Signature.Positions];
        byte[] results = new byte[Signature.DomainSize];
        for (int index = 0; index < results.Length; index++)
        {
            Signature.Unpack(index, neighborhood);
            Evaluate(neighborhood, logits, scratch);
            results[index] = Winner(logits);
        }

        return table = LocalRule.FromTable(Signature, results);
    }

    /// <inheritdoc/>
    public bool Equals(NeuralRule? other) => ReferenceEquals(this, other) || (other is not null && Hash == other.Hash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NeuralRule);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    /// <summary>Shape, parameters, activation and the beginning of the hash.</summary>
    public override string ToString() =>
        $"{Inputs} -> {HiddenUnits} -> {Logits}, {Parameters} parameters{(Bits is null ? "" : $" of {Bits} bits")}, {Activation}, {Hash[..12]}";

    /// <summary>How symbols become numbers.</summary>
    internal SymbolEncoder Encoder => encoder;

    /// <summary>How many numbers <see cref="Evaluate(ReadOnlySpan{byte}, Span{double}, Span{double})"/> needs to write on.</summary>
    internal int ScratchLength => Inputs + HiddenUnits;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Evaluate(ReadOnlySpan<byte> neighborhood, Span<double> logits, Span<double> scratch)
    {
        ReadOnlySpan<double> w = weights;
        Span<double> inputs = scratch[..encoder.Inputs];
        Span<double> units = scratch.Slice(encoder.Inputs, HiddenUnits);
        encoder.Write(neighborhood, inputs);
        int bias = units.Length * inputs.Length;
        for (int h = 0; h < units.Length; h++)
        {
            double z = w[bias + h];
            ReadOnlySpan<double> row = w.Slice(h * inputs.Length, inputs.Length);
            for (int i = 0; i < row.Length; i++)
                z += row[i] * inputs[i];
            units[h] = z > 0 ? z : slope * z;
        }

        int readout = bias + units.Length;
        for (int o = 0; o < logits.Length; o++)
        {
            double sum = w[readout + (logits.Length * units.Length) + o];
            ReadOnlySpan<double> row = w.Slice(readout + (o * units.Length), units.Length);
            for (int h = 0; h < row.Length; h++)
                sum += row[h] * units[h];
            logits[o] = sum;
        }
    }

    internal byte Winner(ReadOnlySpan<double> logits)
    {
        if (Signature.Output.Size == 2)
            return logits[0] > 0 ? (byte)1 : (byte)0;
        int best = 0;
        for (int o = 1; o < logits.Length; o++)
            if (logits[o] > logits[best])
                best = o;
        return (byte)best;
    }

    internal double Gap(ReadOnlySpan<double> logits, byte expected)
    {
        if (Signature.Output.Size == 2)
            return expected == 1 ? logits[0] : -logits[0];
        double other = double.NegativeInfinity;
        for (int o = 0; o < logits.Length; o++)
            if (o != expected)
                other = Math.Max(other, logits[o]);
        return logits[expected] - other;
    }
}
