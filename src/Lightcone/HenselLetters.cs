using System.Numerics;

namespace Lightcone;

/// <summary>
/// Alan Hensel's letters for where the living neighbors stand around a cell: 102 kinds of neighborhoods, which are those of the eight neighbors up to turns and mirrors.
/// </summary>
/// <remarks>
/// Eight neighbors are a byte, row by row from the top left, the first in bit 0. A count of five or more has the letters of its complement. The letters are those of Golly 3.3.
/// </remarks>
internal static class HenselLetters
{
    // Of each count up to 4, its letters and the smallest byte of each.
    private static readonly (string Letters, byte[] Smallest)[] Kinds =
    [
        ("", [0]),
        ("ce", [1, 2]),
        ("ceaikn", [5, 10, 3, 24, 12, 36]),
        ("ceaiknjqry", [37, 26, 11, 7, 50, 13, 14, 38, 25, 49]),
        ("ceaiknjqrytwz", [165, 90, 15, 29, 51, 39, 58, 54, 27, 53, 57, 46, 60]),
    ];

    // Where each of the eight neighbors goes in a quarter turn to the right, and in a mirror.
    private static readonly int[] Turned = [2, 4, 7, 1, 6, 0, 3, 5];
    private static readonly int[] Mirrored = [2, 1, 0, 4, 3, 7, 6, 5];

    /// <summary>The letters that may stand after a count of living neighbors.</summary>
    public static string Of(int count) => Kinds[Math.Min(count, 8 - count)].Letters;

    /// <summary>The letter of eight neighbors; a blank where their count has none.</summary>
    public static char LetterOf(byte neighbors)
    {
        int count = BitOperations.PopCount(neighbors);
        (string letters, byte[] smallest) = Kinds[Math.Min(count, 8 - count)];
        return letters.Length == 0 ? ' ' : letters[Array.IndexOf(smallest, Smallest(count > 4 ? (byte)~neighbors : neighbors))];
    }

    private static byte Smallest(byte neighbors)
    {
        byte least = byte.MaxValue;
        for (int mirror = 0; mirror < 2; mirror++, neighbors = Moved(neighbors, Mirrored))
            for (int turn = 0; turn < 4; turn++, neighbors = Moved(neighbors, Turned))
                least = Math.Min(least, neighbors);
        return least;
    }

    private static byte Moved(byte neighbors, int[] to)
    {
        int moved = 0;
        for (int i = 0; i < 8; i++)
            moved |= (neighbors >> i & 1) << to[i];
        return (byte)moved;
    }
}
