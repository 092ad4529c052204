namespace Lightcone.Flows.Encoders;

/// <summary>What the features of a sample are divided by before they become starts.</summary>
public enum InputScaling
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The largest magnitude within the sample; a sample of zeros stays as it is. The magnitude of a sample is thereby discarded.</summary>
    SampleMaximum,

    /// <summary>
    /// Compatibility with the paper's second experiment and its bound script: the largest magnitude within the whole batch plus 1e-8.
    /// A sample's code then depends on the samples beside it, which is no property of an encoder worth having.
    /// </summary>
    PaperBatchMaximum,
}
