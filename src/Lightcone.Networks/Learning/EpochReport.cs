namespace Lightcone.Networks.Learning;

/// <summary>What one pass over the training data showed.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Loss">The mean loss per sample, or per counted step, while training; for a policy gradient the mean of batch sums.</param>
/// <param name="Accuracy">The share of training samples classified correctly while training, 0 to 1; 0 where the objective has no classes.</param>
/// <param name="ValidationAccuracy">The share of validation samples classified correctly after the epoch, 0 to 1; null without validation data.</param>
/// <param name="SpikesPerSample">Mean spikes per training sample of all layers together.</param>
public sealed record EpochReport(int Epoch, double Loss, double Accuracy, double? ValidationAccuracy, double SpikesPerSample)
{
    /// <summary>The share of counted steps of the training samples classified correctly while training, 0 to 1; null where there are no targets at every step.</summary>
    public double? StepAccuracy { get; init; }

    /// <summary>The share of counted steps of the validation samples classified correctly after the epoch, 0 to 1; null without targets at every step.</summary>
    public double? ValidationStepAccuracy { get; init; }
}
