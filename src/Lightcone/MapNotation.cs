using System.Text.RegularExpressions;
using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>
/// MAP strings: the whole table of a two-state rule in base 64, 512 bits for eight neighbors, 128 for the six of hexagons, 32 for four. The neighborhood's cells, row by row from the top left, are the digits of an entry's number.
/// </summary>
internal static partial class MapNotation
{
    public static bool Claims(string text) => Form().IsMatch(text);

    /// <exception cref="InputException">The string has another length.</exception>
    public static NotedRule Parse(string text)
    {
        string digits = text[3..].TrimEnd('=');
        CellNeighbors neighbors = CellNeighbors.All.FirstOrDefault(each => digits.Length == Length(each))
            ?? throw new InputException($"'{text}' is a MAP rule of {digits.Length} digits: expected {string.Join(", ", CellNeighbors.All.Select(static each => $"{Length(each)} for {each.Count} neighbors"))}.");
        byte[] bytes = Convert.FromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '='));
        bool[] birth = new bool[1 << neighbors.Count], survival = new bool[1 << neighbors.Count];
        for (int entry = 0; entry < 1 << neighbors.Cells.Count; entry++)
        {
            (int set, bool alive) = Part(neighbors, entry);
            (alive ? survival : birth)[set] = (bytes[entry >> 3] >> (7 - (entry & 7)) & 1) != 0;
        }

        return LifeNotation.Of(neighbors, birth, survival, 2);
    }

    /// <summary>The name of a table.</summary>
    public static string Name(CellNeighbors neighbors, bool[] birth, bool[] survival)
    {
        byte[] bytes = new byte[(1 << neighbors.Cells.Count) / 8];
        for (int entry = 0; entry < 1 << neighbors.Cells.Count; entry++)
        {
            (int set, bool alive) = Part(neighbors, entry);
            bytes[entry >> 3] |= (byte)(((alive ? survival : birth)[set] ? 1 : 0) << (7 - (entry & 7)));
        }

        return $"MAP{Convert.ToBase64String(bytes).TrimEnd('=')}";
    }

    /// <summary>The set of living neighbors and the cell's own state of an entry, whose first cell is the most significant digit.</summary>
    private static (int Set, bool Alive) Part(CellNeighbors neighbors, int entry)
    {
        int set = 0, cells = neighbors.Cells.Count;
        for (int i = 0, bit = 0; i < cells; i++)
            if (i != neighbors.Own)
                set |= (entry >> (cells - 1 - i) & 1) << bit++;
        return (set, (entry >> (cells - 1 - neighbors.Own) & 1) != 0);
    }

    private static int Length(CellNeighbors neighbors) => ((1 << neighbors.Cells.Count) + 5) / 6;

    [GeneratedRegex("^MAP[A-Za-z0-9+/]{4,}=*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
