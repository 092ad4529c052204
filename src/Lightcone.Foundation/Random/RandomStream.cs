using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Lightcone.Foundation.Random;

/// <summary>
/// A stream of random numbers addressed by (seed, purpose, index): the same numbers on every machine, instruction set and thread count.
/// </summary>
/// <remarks>
/// <para>The generator is Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
/// The key is the first eight bytes of SHA-256 over the seed and the purpose; the 128-bit counter holds the index in its upper half and the block number in its lower half,
/// so two streams with different addresses never share a block.</para>
/// <para>A stream is a cursor: reading advances it. It is not safe to read one stream from two threads; give each its own index instead.</para>
/// </remarks>
public sealed class RandomStream
{
    private readonly uint key0;
    private readonly uint key1;
    private readonly uint[] words = new uint[4];
    private ulong block;
    private int used = 4;

    /// <summary>Opens the stream at address (<paramref name="seed"/>, <paramref name="purpose"/>, <paramref name="index"/>), at its beginning.</summary>
    /// <param name="seed">The run's seed; any value.</param>
    /// <param name="purpose">What the numbers are for, for instance "weights". Different purposes give unrelated numbers.</param>
    /// <param name="index">Which of many equal streams: a restart, a sample, a thread. Default 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="purpose"/> is null.</exception>
    public RandomStream(ulong seed, string purpose, ulong index = 0)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        Seed = seed;
        Purpose = purpose;
        Index = index;
        Span<byte> text = stackalloc byte[8 + Encoding.UTF8.GetMaxByteCount(purpose.Length)];
        BinaryPrimitives.WriteUInt64LittleEndian(text, seed);
        int length = 8 + Encoding.UTF8.GetBytes(purpose, text[8..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], digest);
        key0 = BinaryPrimitives.ReadUInt32LittleEndian(digest);
        key1 = BinaryPrimitives.ReadUInt32LittleEndian(digest[4..]);
    }

    /// <summary>The seed this stream was opened with.</summary>
    public ulong Seed { get; }

    /// <summary>What the numbers are for.</summary>
    public string Purpose { get; }

    /// <summary>Which of many equal streams this is.</summary>
    public ulong Index { get; }

    /// <summary>A fresh stream for a part of this stream's purpose, independent of how far this one was read.</summary>
    /// <param name="purpose">What the part is for; it is appended to <see cref="Purpose"/>.</param>
    /// <param name="index">Which of many equal parts.</param>
    public RandomStream Split(string purpose, ulong index = 0) => new(Seed, $"{Purpose}/{Index}/{purpose}", index);

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (used == 4)
        {
            Philox((uint)block, (uint)(block >> 32), (uint)Index, (uint)(Index >> 32), key0, key1, words);
            block++;
            used = 0;
        }

        return words[used++];
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        uint low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>A whole number in 0 .. <paramref name="bound"/> - 1, exactly uniform (Lemire's rejection).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        uint range = (uint)bound;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            uint threshold = (0u - range) % range;
            while ((uint)product < threshold)
                product = (ulong)NextUInt32() * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from the standard normal distribution (Marsaglia's polar method in exactly rounded arithmetic, so it too is the same everywhere).</summary>
    public double NextGaussian()
    {
        while (true)
        {
            double u = (2 * NextDouble()) - 1;
            double v = (2 * NextDouble()) - 1;
            double s = (u * u) + (v * v);
            if (s is > 0 and < 1)
                return u * Math.Sqrt(-2 * PortableMath.Log(s) / s);
        }
    }

    /// <summary>Fills <paramref name="symbols"/> with independent uniform symbols 0 .. <paramref name="size"/> - 1.</summary>
    /// <param name="symbols">Where the symbols go.</param>
    /// <param name="size">The size of the alphabet, 1 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is outside 1 to 256.</exception>
    public void FillSymbols(Span<byte> symbols, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 256);
        if (size == 2)
            FillBits(symbols);
        else
            for (int i = 0; i < symbols.Length; i++)
                symbols[i] = (byte)NextInt32(size);
    }

    /// <summary>Puts the numbers 0 .. n - 1 into a random order (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The block function: ten rounds of two 32 x 32 multiplications each.</summary>
    internal static void Philox(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, Span<uint> output)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = 0xD2511F53UL * c0;
            ulong p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        output[0] = c0;
        output[1] = c1;
        output[2] = c2;
        output[3] = c3;
    }

    private void FillBits(Span<byte> symbols)
    {
        uint bits = 0;
        for (int i = 0; i < symbols.Length; i++)
        {
            if ((i & 31) == 0)
                bits = NextUInt32();
            symbols[i] = (byte)(bits & 1);
            bits >>= 1;
        }
    }
}
