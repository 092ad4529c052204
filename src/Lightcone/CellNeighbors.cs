using System.Numerics;

namespace Lightcone;

/// <summary>The cells of a square grid whose living ones are counted: the eight around a cell, the four at its sides, or the six that make squares a grid of hexagons.</summary>
internal sealed class CellNeighbors
{
    private CellNeighbors(string suffix, Neighborhood cells)
    {
        Suffix = suffix;
        Cells = cells;
        Own = cells.Offsets.IndexOf(new Offset(0, 0));
        MostStates = Enumerable.Range(2, 254).Last(states => BigInteger.Pow(states, cells.Count) <= Signature.MaxDomainSize);
    }

    /// <summary>Golly's letter after the rule.</summary>
    public string Suffix { get; }

    /// <summary>The neighbors and, amid them, the cell itself, row by row from the top left.</summary>
    public Neighborhood Cells { get; }

    /// <summary>Which of <see cref="Cells"/> is the cell itself.</summary>
    public int Own { get; }

    /// <summary>How many neighbors there are.</summary>
    public int Count => Cells.Count - 1;

    public static CellNeighbors Moore { get; } = new("", Neighborhood.Moore());

    public static CellNeighbors VonNeumann { get; } = new("V", Neighborhood.VonNeumann());

    /// <summary>A square has six neighbors when two opposite corners, top right and bottom left, are left out.</summary>
    public static CellNeighbors Hexagonal { get; } = new("H", Neighborhood.OfGrid([.. Neighborhood.Moore().Offsets.Where(static offset => offset.X != -offset.Y || offset.X == 0)]));

    public static CellNeighbors[] All { get; } = [Moore, VonNeumann, Hexagonal];

    /// <summary>The most states for which a rule's table can be written out.</summary>
    public int MostStates { get; }

    /// <summary>The neighbors in state 1, as bits in the order of <see cref="Cells"/> without the cell itself.</summary>
    public int Living(ReadOnlySpan<byte> neighborhood)
    {
        int living = 0;
        for (int i = 0, bit = 0; i < neighborhood.Length; i++)
            if (i != Own)
                living |= (neighborhood[i] == 1 ? 1 : 0) << bit++;
        return living;
    }
}
