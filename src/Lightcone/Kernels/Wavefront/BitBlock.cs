using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Lightcone.Kernels.Wavefront;

/// <summary>Blocks of 64 x 64 bits, and bits as bytes.</summary>
internal static unsafe class BitBlock
{
    /// <summary>Exchanges rows and columns: bit j of word i becomes bit i of word j. Halves are exchanged, then quarters, and so on.</summary>
    public static void Transpose(ulong* block)
    {
        Exchange(block, 32, 0x00000000FFFFFFFF);
        Exchange(block, 16, 0x0000FFFF0000FFFF);
        Exchange(block, 8, 0x00FF00FF00FF00FF);
        for (int distance = 4; distance > 0; distance >>= 1)
        {
            ulong mask = distance == 4 ? 0x0F0F0F0F0F0F0F0FUL : distance == 2 ? 0x3333333333333333UL : 0x5555555555555555UL;
            for (int k = 0; k < 64; k = (k + distance + 1) & ~distance)
            {
                ref ulong first = ref block[k];
                ref ulong second = ref block[k + distance];
                ulong exchanged = ((first >> distance) ^ second) & mask;
                first ^= exchanged << distance;
                second ^= exchanged;
            }
        }
    }

    /// <summary>Bit i becomes bit <paramref name="plane"/> of byte i.</summary>
    public static void Spread(ulong bits, int plane, Span<byte> cells)
    {
        for (; cells.Length >= 8; cells = cells[8..], bits >>= 8)
        {
            // The product puts the eight bits into every byte, the mask keeps bit i of byte i, the sum carries it to bit 7.
            ulong spread = ((bits & 0xFF) * 0x0101010101010101) & 0x8040201008040201;
            ulong ones = ((spread + 0x00406070787C7E7F) >> 7) & 0x0101010101010101;
            BinaryPrimitives.WriteUInt64LittleEndian(cells, BinaryPrimitives.ReadUInt64LittleEndian(cells) | (ones << plane));
        }

        for (int i = 0; i < cells.Length; i++)
            cells[i] |= (byte)(((bits >> i) & 1) << plane);
    }

    private static void Exchange(ulong* block, int distance, ulong mask)
    {
        Vector512<ulong> low = Vector512.Create<ulong>(mask);
        for (int start = 0; start < 64; start += 2 * distance)
            for (int k = start; k < start + distance; k += 8)
            {
                Vector512<ulong> first = Vector512.Load(block + k);
                Vector512<ulong> second = Vector512.Load(block + k + distance);
                Vector512<ulong> exchanged = ((first >>> distance) ^ second) & low;
                (first ^ (exchanged << distance)).Store(block + k);
                (second ^ exchanged).Store(block + k + distance);
            }
    }
}
