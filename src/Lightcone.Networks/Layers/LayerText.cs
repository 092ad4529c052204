using Lightcone.Foundation;
using Lightcone.Networks.Parameters;
using System.Globalization;

namespace Lightcone.Networks.Layers;

/// <summary>What several layers share: their text form, their checks and the parameters they have in common.</summary>
internal static class LayerText
{
    public static IReadOnlyList<ParameterSpec> BetaParameter(DecayLearning learning, float beta, int width) => learning switch
    {
        DecayLearning.Shared => [new("beta", 1, 1, 0, new Initialization.Constant(beta), 1)],
        DecayLearning.PerNeuron => [new("beta", 1, width, 0, new Initialization.Constant(beta), 1)],
        DecayLearning.SharedSigmoid => [new("theta", 1, 1, 0, new Initialization.Constant(Logit(beta)), 1)],
        DecayLearning.PerNeuronSigmoid => [new("theta", 1, width, 0, new Initialization.Constant(Logit(beta)), 1)],
        _ => [],
    };

    public static IReadOnlyList<ParameterSpec> Recurrent(int gates, int inputs, int outputs, Initialization input, Initialization recurrent) =>
    [
        new("weight_ih_l0", gates, outputs, inputs, input, outputs),
        new("weight_hh_l0", gates, outputs, outputs, recurrent, outputs),
        new("bias_ih_l0", gates, outputs, 0, Initialization.Default, outputs),
        new("bias_hh_l0", gates, outputs, 0, Initialization.Default, outputs),
    ];

    public static string? NeuronComplaint(float beta, float threshold, Surrogate surrogate, DecayLearning learning)
    {
        if (learning is DecayLearning.SharedSigmoid or DecayLearning.PerNeuronSigmoid && beta is 0 or 1)
            return $"a beta learned as a sigmoid starts between 0 and 1, not at {Number(beta)}";
        if (!(beta is >= 0 and <= 1))
            return $"beta must be 0 to 1, not {Number(beta)}";
        if (!(threshold > 0 && float.IsFinite(threshold)))
            return $"the threshold must be positive, not {Number(threshold)}";
        return surrogate is null || !(surrogate.Scale > 0 && float.IsFinite(surrogate.Scale)) ? "the surrogate's slope must be positive" : null;
    }

    public static string Neuron(float beta, float threshold, Reset reset, Surrogate surrogate, DecayLearning learning, bool delay = true)
    {
        string text = $" beta={Number(beta)}";
        if (threshold != 1)
            text += $" threshold={Number(threshold)}";
        if (reset != Reset.Subtract)
            text += reset switch { Reset.Zero => " reset=zero", Reset.SubtractBeta => " reset=subtract-beta", _ => " reset=none" };
        if (!delay)
            text += " reset_delay=false";
        if (surrogate != new Surrogate.FastSigmoid())
        {
            text += surrogate switch
            {
                Surrogate.Arctangent a => $" surrogate=atan:{Number(a.Alpha)}",
                Surrogate.StraightThrough => " surrogate=straight",
                _ => $" surrogate=fast:{Number(surrogate.Scale)}",
            };
        }

        return learning == DecayLearning.Fixed ? text : text + learning switch
        {
            DecayLearning.Shared => " learn=shared",
            DecayLearning.PerNeuron => " learn=neuron",
            DecayLearning.SharedSigmoid => " learn=shared-sigmoid",
            _ => " learn=neuron-sigmoid",
        };
    }

    public static string Of(Initialization start, string key = "start") => start switch
    {
        Initialization.Orthogonal o => $" {key}=orthogonal:{o.Gain.ToString("R", CultureInfo.InvariantCulture)}",
        Initialization.Xavier => $" {key}=xavier",
        Initialization.Constant c => $" {key}=constant:{Number(c.Value)}",
        _ => string.Empty,
    };

    private static float Logit(float beta) => (float)(PortableMath.Log(beta) - PortableMath.Log(1.0 - beta));

    public static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
