using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;
using System.Globalization;

namespace Lightcone.Networks.Layers;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber, 1997) as in torch's LSTM: gates i, f, g, o; c(t) = f c(t-1) + i g; h(t) = o tanh c(t).
/// </summary>
/// <remarks>Parameters: <c>weight_ih_l0</c> [4 outputs, inputs], <c>weight_hh_l0</c> [4 outputs, outputs], <c>bias_ih_l0</c> and <c>bias_hh_l0</c> [4 outputs], from U(±1/sqrt(outputs)).</remarks>
/// <param name="Outputs">The number of units, 1 to 16,384.</param>
public sealed record Lstm(int Outputs) : Layer
{
    /// <summary>How the input weights start. Default <see cref="Initialization.Default"/>.</summary>
    public Initialization Initialization { get; init; } = Initialization.Default;

    /// <summary>How the recurrent weights start. Default <see cref="Initialization.Default"/>.</summary>
    public Initialization RecurrentInitialization { get; init; } = Initialization.Default;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateParts => ["hidden", "cell"];

    internal override int OutputWidth(int inputs) => Outputs;

    internal override IReadOnlyList<ParameterSpec> Parameters(int inputs) => LayerText.Recurrent(4, inputs, Outputs, Initialization, RecurrentInitialization);

    internal override string? Complaint() => PositiveWidth(Outputs > 16384 ? int.MaxValue : Outputs, "an LSTM");

    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        new LstmStage(context, input, tensors[0], tensors[1], tensors[2], tensors[3]);

    internal override string Text() => string.Create(CultureInfo.InvariantCulture, $"lstm {Outputs}") + LayerText.Of(Initialization) + LayerText.Of(RecurrentInitialization, "recurrent");
}
