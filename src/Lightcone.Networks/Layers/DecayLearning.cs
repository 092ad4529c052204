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
}
