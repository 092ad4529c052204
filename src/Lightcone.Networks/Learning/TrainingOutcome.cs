namespace Lightcone.Networks.Learning;

/// <summary>How a training ended.</summary>
public enum TrainingOutcome
{
    /// <summary>All epochs were run.</summary>
    Completed,

    /// <summary>The validation accuracy had not risen for <see cref="Training.Patience"/> epochs.</summary>
    StoppedEarly,

    /// <summary>The caller asked for a stop; the checkpoint, if any, holds the last whole epoch.</summary>
    Canceled,

    /// <summary>The loss left the number range: lower the learning rate or set <see cref="Training.ClipNorm"/>. The network is that of the last whole epoch.</summary>
    Diverged,
}
