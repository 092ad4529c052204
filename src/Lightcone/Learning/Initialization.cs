namespace Lightcone.Learning;

/// <summary>From which random weights training starts.</summary>
public enum Initialization
{
    /// <summary>
    /// Gaussian weights of variance 2 / inputs (He et al., arXiv 1502.01852); each hidden bias puts the unit's kink halfway between two random examples, so that every unit is alive and tells some examples apart;
    /// output biases 0. The default.
    /// </summary>
    KinkBetweenExamples,

    /// <summary>Weights and biases uniform within 1 / sqrt(inputs) of 0, the default of the common tensor libraries.</summary>
    UniformFanIn,
}
