namespace Lightcone.Flows.Encoders;

/// <summary>What is kept of the components of a trajectory.</summary>
public enum Channels
{
    /// <summary>All of them, side by side for each feature: f0x, f0y, f0z, f1x, …</summary>
    All,

    /// <summary>Their mean: one number for each feature.</summary>
    Mean,

    /// <summary>The first: one number for each feature.</summary>
    First,
}
