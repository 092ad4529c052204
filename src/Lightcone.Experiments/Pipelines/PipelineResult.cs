using Lightcone.Networks.Learning;
using Lightcone.Networks.Objectives;

namespace Lightcone.Experiments.Pipelines;

/// <summary>What a pipeline came to.</summary>
/// <param name="Training">The network, one report per epoch, how the training ended, and warnings.</param>
/// <param name="Test">What the network does on samples that played no part in the training.</param>
/// <param name="Trained">The network with all that is needed to use it, ready to be saved.</param>
public sealed record PipelineResult(TrainingResult Training, Evaluation Test, TrainedNetwork Trained);
