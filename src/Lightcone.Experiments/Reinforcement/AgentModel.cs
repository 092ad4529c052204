namespace Lightcone.Experiments.Reinforcement;

/// <summary>What an agent decides with.</summary>
public enum AgentModel
{
    /// <summary>Leaky integrate-and-fire neurons.</summary>
    Spiking,

    /// <summary>Layer normalization and ReLU.</summary>
    Perceptron,

    /// <summary>Two layers of long short-term memory, then layer normalization.</summary>
    Lstm,
}
