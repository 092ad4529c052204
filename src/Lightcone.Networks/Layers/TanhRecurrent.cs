using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;
using System.Globalization;

namespace Lightcone.Networks.Layers;

/// <summary>Elman's recurrent layer, torch's RNN: h(t) = tanh(W x(t) + b + V h(t-1) + c).</summary>
/// <remarks>Parameters, all from U(±1/sqrt(outputs)): <c>weight_ih_l0</c> [outputs, inputs], <c>weight_hh_l0</c> [outputs, outputs], <c>bias_ih_l0</c> and <c>bias_hh_l0</c> [outputs].</remarks>
/// <param name="Outputs">The number of units, 1 to 65,536.</param>
public sealed record TanhRecurrent(int Outputs) : Layer
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> StateParts => ["hidden"];

    internal override int OutputWidth(int inputs) => Outputs;

    internal override IReadOnlyList<ParameterSpec> Parameters(int inputs) => LayerText.Recurrent(1, inputs, Outputs, Initialization.Default, Initialization.Default);

    internal override string? Complaint() => PositiveWidth(Outputs, "a recurrent layer");

    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        new TanhRecurrentStage(context, input, tensors[0], tensors[1], tensors[2], tensors[3]);

    internal override string Text() => string.Create(CultureInfo.InvariantCulture, $"rnn {Outputs}");
}
