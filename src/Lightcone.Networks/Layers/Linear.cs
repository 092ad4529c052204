using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;
using System.Globalization;

namespace Lightcone.Networks.Layers;

/// <summary>y = x W^T + b at every step: torch's Linear. Parameters: <c>weight</c> [outputs, inputs], <c>bias</c> [outputs], both from U(±1/sqrt(inputs)).</summary>
/// <param name="Outputs">The number of outputs, 1 to 65,536.</param>
public sealed record Linear(int Outputs) : Layer
{
    /// <summary>How the weights start. Default <see cref="Initialization.Default"/>; the bias always starts from U(±1/sqrt(inputs)).</summary>
    public Initialization Initialization { get; init; } = Initialization.Default;

    internal override int OutputWidth(int inputs) => Outputs;

    internal override IReadOnlyList<ParameterSpec> Parameters(int inputs) =>
        [new("weight", 1, Outputs, inputs, Initialization, inputs), new("bias", 1, Outputs, 0, Initialization.Default, inputs)];

    internal override string? Complaint() => PositiveWidth(Outputs, "a linear layer");

    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        new LinearStage(context, input, tensors[0], tensors[1]);

    internal override string Text() => string.Create(CultureInfo.InvariantCulture, $"linear {Outputs}") + LayerText.Of(Initialization);
}
