namespace Lightcone.Quadtrees;

/// <summary>A square of 2^level cells a side, as its four quarters.</summary>
/// <param name="Level">The level, from 1 on: 2^level cells a side.</param>
/// <param name="NorthWest">The quarter above to the left: the number of a node one level below, 0 for a square without living cells; at level 1 the state of a cell, 0 to 255.</param>
/// <param name="NorthEast">The quarter above to the right.</param>
/// <param name="SouthWest">The quarter below to the left.</param>
/// <param name="SouthEast">The quarter below to the right.</param>
public readonly record struct QuadtreeNode(int Level, int NorthWest, int NorthEast, int SouthWest, int SouthEast)
{
    /// <summary>Whether all four quarters are 0: no living cell.</summary>
    public bool IsEmpty => (NorthWest | NorthEast | SouthWest | SouthEast) == 0;

    /// <summary>The same node with other quarters.</summary>
    internal QuadtreeNode Select(Func<int, int> quarter) => new(Level, quarter(NorthWest), quarter(NorthEast), quarter(SouthWest), quarter(SouthEast));
}
