namespace Lightcone.Kernels.Wavefront;

/// <summary>A pass with and without masks, and the lengths that go with it.</summary>
/// <param name="plain">For stretches inside the row.</param>
/// <param name="guarded">For stretches that touch a wall; null when there is none.</param>
/// <param name="left">The leftmost offset that the rule reads.</param>
internal sealed class PassPair(WavefrontPass plain, WavefrontPass? guarded, int left)
{
    /// <summary>How many cells behind the newest one a result comes out.</summary>
    public int Lag { get; } = plain.Lag;

    /// <summary>How many cells go in before the first result that is sure to be right.</summary>
    public int Reach { get; } = plain.Lag - (plain.Generations * left);

    /// <summary>The pass for a stretch.</summary>
    public WavefrontPass For(bool touchesWall) => touchesWall ? guarded! : plain;

    /// <summary>The next length that a stretch can have.</summary>
    public long RoundUp(long cells) => RoundDown(cells + plain.Granule - 1);

    /// <summary>The last length that a stretch can have.</summary>
    public long RoundDown(long cells) => cells - (cells % plain.Granule);
}
