namespace Lightcone.Networks.Layers;

/// <summary>How the last layer's outputs over time, [batch, time, outputs], become one row per sample, [batch, outputs].</summary>
public enum Readout
{
    /// <summary>The number of spikes; the last layer must spike.</summary>
    Count,

    /// <summary>The sum over time.</summary>
    Sum,

    /// <summary>The last step.</summary>
    Last,

    /// <summary>The mean over time.</summary>
    Mean,

    /// <summary>All of them, one row per step, [batch, time, outputs]: for targets at every step.</summary>
    EveryStep,
}
