namespace Lightcone.Engines.Synthesis;

/// <summary>A rule of two states on the nine cells around and including the own one, as 512 results: the cell at column dx, row dy is bit 3 (dx + 1) + (dy + 1) of a neighborhood's number.</summary>
internal sealed class MooreTable
{
    /// <summary>How many neighborhoods there are.</summary>
    public const int Neighborhoods = 512;

    private readonly bool[] results;

    private MooreTable(bool[] results) => this.results = results;

    /// <summary>The result for a neighborhood.</summary>
    public bool this[int neighborhood] => results[neighborhood];

    /// <summary>The table of a rule; null when it has another dimension, more states, a frozen field, or reads farther cells.</summary>
    public static MooreTable? TryMake(EssentialTable table)
    {
        if (table.Dimensions != 2 || table.StateSize != 2 || table.FrozenOffsets.Length > 0 || table.StateOffsets.Any(static offset => Math.Abs(offset.X) > 1 || Math.Abs(offset.Y) > 1))
            return null;
        bool[] results = new bool[Neighborhoods];
        for (int n = 0; n < Neighborhoods; n++)
        {
            int index = 0;
            for (int k = 0; k < table.StateOffsets.Length; k++)
                index += table.StateWeights[k] * ((n >> Bit(table.StateOffsets[k].X, table.StateOffsets[k].Y)) & 1);
            results[n] = table.Results[index] != 0;
        }

        return new MooreTable(results);
    }

    /// <summary>The same rule with columns and rows exchanged.</summary>
    public MooreTable Transposed()
    {
        bool[] exchanged = new bool[Neighborhoods];
        for (int n = 0; n < Neighborhoods; n++)
        {
            int other = 0;
            for (int bit = 0; bit < 9; bit++)
                other |= ((n >> bit) & 1) << ((3 * (bit % 3)) + (bit / 3));
            exchanged[other] = results[n];
        }

        return new MooreTable(exchanged);
    }

    private static int Bit(int dx, int dy) => (3 * (dx + 1)) + dy + 1;
}
