namespace Lightcone.Experiments.ReceptiveFields;

/// <summary>How a patch becomes a sequence in the second experiment.</summary>
public enum FieldCondition
{
    /// <summary>The patch at every step: the paper's baseline.</summary>
    Static,

    /// <summary>The patch with fresh noise N(0, 0.1) at every step.</summary>
    Random,

    /// <summary>The patch times 0 to 1, rising evenly over the steps.</summary>
    Linear,

    /// <summary>Independent spikes with probability (pixel + 1) / 4 at every step.</summary>
    Poisson,

    /// <summary>Each pixel starts a flow, whose components are averaged; patches are divided by the batch's largest magnitude first.</summary>
    Dynamic,

    /// <summary>A control: the patch, scaled as for <see cref="Dynamic"/>, times what the flow makes of a small start at each step. The flow's gains without the flow.</summary>
    LinearResponse,
}
