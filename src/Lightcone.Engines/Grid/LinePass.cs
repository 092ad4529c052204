namespace Lightcone.Engines.Grid;

/// <summary>Carries two neighboring rows of vectors one generation on.</summary>
internal abstract unsafe class LinePass
{
    /// <summary>Runs over so many columns. Columns -1 and <paramref name="columns"/> of the rows read are read too.</summary>
    /// <param name="rows">Four rows, their columns 0; the middle two are carried on.</param>
    /// <param name="first">Where the first result goes: another place, or the row above the first one.</param>
    /// <param name="second">Where the second result goes: another place, or the first of the rows carried on.</param>
    /// <param name="columns">How many.</param>
    public abstract void Run(in FourRows rows, nint first, nint second, int columns);

    /// <summary>Addresses of four rows, one below the other.</summary>
    /// <param name="A">The row above.</param>
    /// <param name="B">The first row that is carried on.</param>
    /// <param name="C">The second.</param>
    /// <param name="D">The row below.</param>
    public readonly record struct FourRows(nint A, nint B, nint C, nint D);
}
