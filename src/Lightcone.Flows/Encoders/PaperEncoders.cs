using Lightcone.Flows.Systems;

namespace Lightcone.Flows.Encoders;

/// <summary>The encoders of the three experiments of "Constraint breeds generalization" (arXiv 2512.23916). They differ in stiffness, time, sampling and scaling: delta = 2 is not the same physics in each.</summary>
public static class PaperEncoders
{
    /// <summary>Experiment 1, classification: alpha 2, beta 0.1, 30 samples over 4 time units from the start on, each sample of features divided by its own maximum.</summary>
    /// <param name="delta">Damping; the paper uses -1.5 to 10.</param>
    public static TrajectoryEncoder<MixedOscillator> Classification(double delta) =>
        new(new MixedOscillator(delta), samples: 30, duration: 4) { Scaling = InputScaling.SampleMaximum };

    /// <summary>
    /// Experiment 2, receptive fields: alpha 1, beta 0.2, in single precision, 5 samples after 1.6, 3.2, … 8 time units, features divided by the batch's maximum, the three components averaged.
    /// </summary>
    /// <param name="delta">Damping; the paper uses -1.5 to 10.</param>
    public static TrajectoryEncoder<MixedOscillator> ReceptiveFields(double delta) =>
        new(new MixedOscillator(delta, alpha: 1, beta: 0.2), samples: 5, duration: 8)
        {
            Scaling = InputScaling.PaperBatchMaximum,
            Sampling = Sampling.AfterSteps,
            Channels = Channels.Mean,
            SinglePrecision = true,
        };

    /// <summary>Experiment 3, reinforcement learning: alpha 1, beta 0.2, 5 samples at 0, 2, 4, 6, 8 time units, each state divided by its own maximum, which discards its magnitude.</summary>
    /// <param name="delta">Damping; the paper uses -1.5 to 10.</param>
    public static TrajectoryEncoder<MixedOscillator> ReinforcementLearning(double delta) =>
        new(new MixedOscillator(delta, alpha: 1, beta: 0.2), samples: 5, duration: 8) { Scaling = InputScaling.SampleMaximum };
}
