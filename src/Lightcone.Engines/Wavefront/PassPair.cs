namespace Lightcone.Engines.Wavefront;

/// <summary>A pass with and without masks, and the lengths that go with it.</summary>
/// <param name="plain">For blocks inside the row.</param>
/// <param name="guarded">For blocks that touch a wall; null when there is none.</param>
/// <param name="shape">The rule.</param>
internal sealed class PassPair(WavefrontPass plain, WavefrontPass? guarded, WavefrontShape shape)
{
    /// <summary>Generations of a round.</summary>
    public int Stages => plain.Stages;

    /// <summary>Cells of a block.</summary>
    public int Cells => plain.Cells;

    /// <summary>The pass for a stretch.</summary>
    public WavefrontPass For(bool touchesWall) => touchesWall ? guarded! : plain;

    /// <summary>Blocks that have to go in before the first result that is sure to be right.</summary>
    public int BlocksBefore(int generations) => ((generations * shape.Window) + Cells - 1) / Cells;

    /// <summary>Rounds that such a block needs to go through: what later stages would make of it is not needed, as it lies before the first cell and ever farther.</summary>
    /// <param name="generations">All generations.</param>
    /// <param name="ahead">How many blocks there are between it and the first one with results.</param>
    public int RoundsBefore(int generations, int ahead)
    {
        int needed = generations - (((ahead * Cells) + shape.Window) / shape.Window);
        // The stage after the last one whose results are needed runs too: it keeps them.
        return Math.Clamp((needed + Stages) / Stages, 1, generations / Stages);
    }
}
