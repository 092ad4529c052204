namespace Lightcone.Experiments.Environments;

/// <summary>What a step gave.</summary>
/// <param name="Reward">The reward.</param>
/// <param name="IsTerminated">Whether the world ended the episode: nothing follows, so nothing may be added for what would.</param>
/// <param name="IsTruncated">Whether the limit of steps cut it. Both may be true in the last step.</param>
public readonly record struct EnvironmentStep(double Reward, bool IsTerminated, bool IsTruncated)
{
    /// <summary>Whether the episode is over.</summary>
    public bool IsLast => IsTerminated || IsTruncated;
}
