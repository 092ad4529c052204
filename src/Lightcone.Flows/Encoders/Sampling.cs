namespace Lightcone.Flows.Encoders;

/// <summary>When a trajectory is looked at.</summary>
public enum Sampling
{
    /// <summary>At equal distances, the first at time 0 and the last at the end, by linear interpolation between steps.</summary>
    EndToEnd,

    /// <summary>After equal numbers of steps: the end is looked at, the start is not.</summary>
    AfterSteps,
}
