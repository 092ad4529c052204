using System.Runtime.CompilerServices;
using Lightcone.Foundation.Random;

namespace Lightcone.Engines.LargeLattices;

/// <summary>Rows of fair coins out of a stream, 32 of them from each of its words, least significant first; a row begins where the one before it ended, as in <see cref="RandomStream.FillSymbols"/>.</summary>
/// <param name="stream">The numbers.</param>
internal sealed class CoinRows(RandomStream stream)
{
    private uint coins;
    private int left;

    /// <summary>Fills a row; bits beyond the width become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Span<ulong> bits, long width)
    {
        bits.Clear();
        for (long at = 0; at < width;)
        {
            if (left == 0)
                (coins, left) = (stream.NextUInt32(), 32);
            int count = (int)Math.Min(Math.Min(left, width - at), 64 - (at & 63));
            bits[(int)(at >> 6)] |= ((ulong)coins & (ulong.MaxValue >> (64 - count))) << (int)(at & 63);
            coins = count == 32 ? 0 : coins >> count;
            left -= count;
            at += count;
        }
    }
}
