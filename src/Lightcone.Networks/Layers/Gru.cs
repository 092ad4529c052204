using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;
using System.Globalization;

namespace Lightcone.Networks.Layers;

/// <summary>
/// Gated recurrent units (Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014) in the variant of torch's GRU, whose reset gate acts after the recurrent product:
/// r = s(W x + b + V h' + c), z likewise, n = tanh(W x + b + r (V h' + c)), h = (1 - z) n + z h', with h' one step ago and s the logistic function.
/// </summary>
/// <remarks>
/// Gates in torch's order r, z, n. Parameters: <c>weight_ih_l0</c> [3 outputs, inputs], <c>weight_hh_l0</c> [3 outputs, outputs], <c>bias_ih_l0</c> and <c>bias_hh_l0</c> [3 outputs], from
/// U(±1/sqrt(outputs)).
/// </remarks>
/// <param name="Outputs">The number of units, 1 to 16,384.</param>
public sealed record Gru(int Outputs) : Layer
{
    /// <summary>How the input weights start. Default <see cref="Initialization.Default"/>.</summary>
    public Initialization Initialization { get; init; } = Initialization.Default;

    /// <summary>How the recurrent weights start. Default <see cref="Initialization.Default"/>.</summary>
    public Initialization RecurrentInitialization { get; init; } = Initialization.Default;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateParts => ["hidden"];

    internal override int OutputWidth(int inputs) => Outputs;

    internal override IReadOnlyList<ParameterSpec> Parameters(int inputs) => LayerText.Recurrent(3, inputs, Outputs, Initialization, RecurrentInitialization);

    internal override string? Complaint() => PositiveWidth(Outputs > 16384 ? int.MaxValue : Outputs, "a GRU");

    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        new GruStage(context, input, tensors[0], tensors[1], tensors[2], tensors[3]);

    internal override string Text() => string.Create(CultureInfo.InvariantCulture, $"gru {Outputs}") + LayerText.Of(Initialization) + LayerText.Of(RecurrentInitialization, "recurrent");
}
