namespace Lightcone.Engines.Tiles;

/// <summary>Carries eight windows of 64 columns one generation on, a word of each vector a row of a window. Cells beyond a word's ends are taken for 0, so the outermost column of a result is not to be relied on.</summary>
internal abstract unsafe class TilePass
{
    /// <summary>Runs over so many rows. The rows before the first and after the last are read too.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="target">Where the first result goes: another place, or the row before the first.</param>
    /// <param name="masks">For each row two vectors: the cells that the rule decides, and those of a wall that are 1; 0 without walls.</param>
    /// <param name="rows">How many.</param>
    public abstract void Run(nint source, nint target, nint masks, int rows);
}
