using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lightcone.Quadtrees;

namespace Lightcone.Engines.Plane;

/// <summary>Looks for a pattern that has been before, wherever it was: of each generation the SHA-256 of its cells is kept, counted from their own corner.</summary>
internal sealed class RecurrenceSearch
{
    /// <summary>The widest and the highest rectangle of a pattern that is looked at.</summary>
    private const int MostWide = 1 << 24;

    private readonly Dictionary<string, (int Step, BigInteger X, BigInteger Y)> seen = [];
    private long left;
    private readonly List<ulong> cells = [];

    /// <param name="mostCells">The most cells that are looked at, of all patterns together.</param>
    public RecurrenceSearch(long mostCells) => left = mostCells;

    /// <summary>Whether there is no more to be looked at.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Takes the pattern of the next generation.</summary>
    /// <returns>The step at which it was before, and how far it has moved since; null when it is new.</returns>
    public (int Step, BigInteger X, BigInteger Y)? Add(SquareReader reader, int square, int level, byte background, CellBox? bounds)
    {
        CellBox box = bounds ?? default;
        cells.Clear();
        if (box.Width > MostWide || box.Height > MostWide)
            IsTooLarge = true;
        else if (bounds is not null)
            IsTooLarge = !reader.TryList(square, level, background, (Int128)(-(BigInteger.One << (level - 1)) - box.Left), (Int128)(-(BigInteger.One << (level - 1)) - box.Top), cells, (int)Math.Min(left, Array.MaxLength));
        if (IsTooLarge)
            return null;
        left -= cells.Count + 1;
        cells.Sort();
        cells.Add(background);
        string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(cells))));
        if (seen.TryGetValue(hash, out (int Step, BigInteger X, BigInteger Y) before))
            return (before.Step, box.Left - before.X, box.Top - before.Y);
        seen.Add(hash, (seen.Count, box.Left, box.Top));
        return null;
    }
}
