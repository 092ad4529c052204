namespace Lightcone.Networks.Layers;

/// <summary>Whether training changes the decay beta of a layer.</summary>
public enum DecayLearning
{
    /// <summary>Beta stays what it is. The default.</summary>
    Fixed,

    /// <summary>One learned beta for the whole layer.</summary>
    Shared,

    /// <summary>One learned beta for each neuron.</summary>
    PerNeuron,

    /// <summary>One learned beta for the whole layer, 1 / (1 + exp(-theta)): theta is the parameter, beta never leaves 0 to 1 and its gradient is nowhere cut off.</summary>
    SharedSigmoid,

    /// <summary>One learned beta for each neuron, 1 / (1 + exp(-theta)).</summary>
    PerNeuronSigmoid,
}
