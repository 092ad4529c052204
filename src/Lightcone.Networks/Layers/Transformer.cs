using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;
using System.Globalization;

namespace Lightcone.Networks.Layers;

/// <summary>
/// One pre-norm transformer block: y = x + attention(norm(x)), z = y + W2 f(W1 norm(y) + b1) + b2 (Vaswani et al., "Attention is all you need", 2017; norms first as in Xiong et al., "On layer
/// normalization in the transformer architecture", 2020). torch's TransformerEncoderLayer with <c>norm_first=True</c> and no dropout.
/// </summary>
/// <remarks>
/// <para>Parameters named, shaped and started as torch does: <c>self_attn.in_proj_weight</c> [3 features, features] (Xavier), <c>self_attn.in_proj_bias</c>, <c>self_attn.out_proj.weight</c> and
/// <c>.bias</c>, <c>linear1.weight</c> [hidden, features] and <c>.bias</c>, <c>linear2.weight</c> [features, hidden] and <c>.bias</c>, <c>norm1.weight</c>, <c>norm1.bias</c>,
/// <c>norm2.weight</c>, <c>norm2.bias</c>.</para>
/// <para>It remembers nothing from one run to the next: every run begins at step 0. Sequences may have any length, at the cost of length² x features in time and length x features in memory.
/// A network with such a block works on whole sequences instead of blocks of eight steps.</para>
/// </remarks>
public sealed record Transformer : Layer
{
    /// <summary>Attention heads, a divisor of the number of features. Default 4.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Hidden units of the perceptron, 1 to 65,536; null for four times the features. Default null.</summary>
    public int? Hidden { get; init; }

    /// <summary>Whether a step sees only itself and the steps before it. Default yes; otherwise all steps see all.</summary>
    public bool Causal { get; init; } = true;

    /// <summary>
    /// Whether pairs of neighboring features of queries and keys are turned by an angle that grows with the step (Su et al., "RoFormer", 2021, base 10,000), so that weights depend on distances.
    /// Needs an even number of features per head. Default no: then only <see cref="SinusoidalPositions"/> or the mask tells steps apart.
    /// </summary>
    public bool Rotary { get; init; }

    /// <summary>Whether the perceptron uses <see cref="Layers.Gelu"/> instead of <see cref="Relu"/>. Default no.</summary>
    public bool Gelu { get; init; }

    internal override bool TakesWholeSequences => true;

    internal override IReadOnlyList<ParameterSpec> Parameters(int inputs)
    {
        int hidden = Hidden ?? 4 * inputs;
        Initialization usual = Initialization.Default, zeros = new Initialization.Constant(0), ones = new Initialization.Constant(1);
        return
        [
            new("self_attn.in_proj_weight", 3 * Heads, inputs / Heads, inputs, new Initialization.Xavier(), inputs),
            new("self_attn.in_proj_bias", 3 * Heads, inputs / Heads, 0, zeros, inputs),
            new("self_attn.out_proj.weight", 1, inputs, inputs, usual, inputs),
            new("self_attn.out_proj.bias", 1, inputs, 0, zeros, inputs),
            new("linear1.weight", 1, hidden, inputs, usual, inputs),
            new("linear1.bias", 1, hidden, 0, usual, inputs),
            new("linear2.weight", 1, inputs, hidden, usual, hidden),
            new("linear2.bias", 1, inputs, 0, usual, hidden),
            new("norm1.weight", 1, inputs, 0, ones, inputs),
            new("norm1.bias", 1, inputs, 0, zeros, inputs),
            new("norm2.weight", 1, inputs, 0, ones, inputs),
            new("norm2.bias", 1, inputs, 0, zeros, inputs),
        ];
    }

    internal override string? Complaint(int inputs)
    {
        if (inputs is < 1 or > 16384)
            return string.Create(CultureInfo.InvariantCulture, $"a transformer takes 1 to 16384 features, not {inputs}");
        if (Heads < 1 || inputs % Heads != 0)
            return string.Create(CultureInfo.InvariantCulture, $"{Heads} heads do not divide {inputs} features");
        if (Rotary && inputs / Heads % 2 != 0)
            return string.Create(CultureInfo.InvariantCulture, $"rotary positions turn pairs, but a head has {inputs / Heads} features");
        return PositiveWidth(Hidden ?? 4 * inputs, "the perceptron of a transformer");
    }

    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        new TransformerStage(context, input, this, tensors);

    internal override string Text() => string.Create(CultureInfo.InvariantCulture, $"transformer heads={Heads}")
        + (Hidden is int hidden ? string.Create(CultureInfo.InvariantCulture, $" hidden={hidden}") : "")
        + (Causal ? "" : " mask=none") + (Rotary ? " positions=rotary" : "") + (Gelu ? " activation=gelu" : "");
}
