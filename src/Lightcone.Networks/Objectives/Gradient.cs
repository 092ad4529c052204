using Lightcone.Networks.Layers;
using Lightcone.Networks.Parameters;

namespace Lightcone.Networks.Objectives;

/// <summary>The value of an objective and its derivative with respect to every parameter, and to inputs and first state where that was asked for.</summary>
/// <param name="Loss">The objective.</param>
/// <param name="Parameters">The derivatives, named and shaped like the parameters.</param>
public sealed record Gradient(double Loss, ParameterSet Parameters)
{
    /// <summary>The derivatives with respect to the inputs, [batch, time, features]; empty unless <see cref="Differentials.Inputs"/> was asked for.</summary>
    public ReadOnlyMemory<float> Inputs { get; init; }

    /// <summary>The derivatives with respect to the state before the first step, shaped like it; null unless <see cref="Differentials.State"/> was asked for.</summary>
    public NetworkState? State { get; init; }
}
