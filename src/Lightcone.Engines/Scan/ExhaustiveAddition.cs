using System.Numerics;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Emit;
using Lightcone.Engines.Lanes;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Exact;

namespace Lightcone.Engines.Scan;

/// <summary>Every pair of two w-bit numbers, put through a rule of addition: its own steps, from zeros to its fixed point, and its readout. No proof beyond w bits, and none needed: nothing is left out.</summary>
/// <remarks>512 pairs run side by side, a bit of a vector each. What they should give comes from a ripple of full adders written out by hand, which shares nothing with the rule.</remarks>
public sealed record ExhaustiveAddition
{
    /// <summary>The most bits that are run: 2^32 pairs. Each further bit takes four times as long.</summary>
    public const int MostBits = 16;

    /// <summary>Pairs between two looks at whether the run should end.</summary>
    private const long Interval = 1 << 24;

    private ExhaustiveAddition()
    {
    }

    /// <summary>Bits of an operand.</summary>
    public required int Bits { get; init; }

    /// <summary>How many pairs were run: 4^w, all that there are.</summary>
    public required long Pairs { get; init; }

    /// <summary>How many of them settled on another sum, or not at all.</summary>
    public required long Wrong { get; init; }

    /// <summary>The first of these; null when there is none.</summary>
    public (int X, int Y)? FirstWrong { get; init; }

    /// <summary>The most steps that changed something.</summary>
    public required int MostSteps { get; init; }

    /// <summary>What was checked and what came out, as a sentence.</summary>
    public string Statement => FormattableString.Invariant($"all {Pairs:N0} pairs of {Bits}-bit numbers, each run from zeros to its fixed point in at most {MostSteps} steps and compared with a ripple of full adders: ")
        + (Wrong == 0 ? "0 wrong." : FormattableString.Invariant($"{Wrong:N0} wrong, the first {FirstWrong!.Value.X} + {FirstWrong.Value.Y}."));

    /// <summary>Runs all pairs. For 16 bits some 2^32 fixed points; a second or less with vectors of 512 bits.</summary>
    /// <param name="adder">A rule of the task <c>addition</c>, learned or given: frozen pairs of bits, a carry that depends on the pair and the carry below, and a readout of the same.</param>
    /// <param name="bits">1 to <see cref="MostBits"/>.</param>
    /// <param name="progress">Receives the number of pairs done from time to time.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is outside its range.</exception>
    /// <exception cref="ArgumentException">The rule is none of addition with a frozen field.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public static ExhaustiveAddition Run(Automaton adder, int bits, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(adder);
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MostBits);
        if (adder.Readout is null || !Fits(adder.Rule) || !Fits(adder.Readout))
            throw new ArgumentException("Only rules of the task addition are run on all pairs: a frozen pair of bits at the own cell, a carry of two states from the cell below, and a readout of the same.", nameof(adder));
        bool wall = adder.Boundary is Boundary.FixedBoundary { Symbol: 1 };
        return Run(new PairPass(bits, Function(adder.Rule), Function(adder.Readout), wall, WordEmitter.IsAvailable), bits, progress, cancellation);
    }

    internal static unsafe ExhaustiveAddition Run(PairPass pass, int bits, IProgress<long>? progress, CancellationToken cancellation)
    {
        long pairs = 1L << (2 * bits);
        // A pair's number is 2^w x + y: its low nine bits are the lane, the others are the same in all lanes.
        VectorBuffer operands = new((2 * bits) + 1);
        Vector512<ulong>* numbers = operands.Start;
        for (int bit = 0; bit < Math.Min(9, 2 * bits); bit++)
            numbers[bit] = Lanes(bit);
        ulong[] counted = new ulong[8];
        for (int lane = 0; lane < Math.Min(512, pairs); lane++)
            counted[lane >> 6] |= 1UL << (lane & 63);
        Vector512<ulong> mask = Vector512.Create(counted);
        Vector512<ulong>* wrong = numbers + (2 * bits);
        long bad = 0;
        int most = 0;
        (int, int)? first = null;
        for (long batch = 0; batch == 0 || batch < pairs / 512; batch++)
        {
            if (batch % (Interval / 512) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(batch * 512);
            }

            // Those bits that differ from the batch before.
            for (long differs = batch == 0 ? 0 : batch ^ (batch - 1); differs != 0; differs &= differs - 1)
            {
                int bit = BitOperations.TrailingZeroCount(differs);
                numbers[9 + bit] = ((batch >> bit) & 1) != 0 ? Vector512<ulong>.AllBitsSet : Vector512<ulong>.Zero;
            }

            most = Math.Max(most, pass.Run(numbers + bits, numbers, wrong));
            Vector512<ulong> found = *wrong & mask;
            if (found == Vector512<ulong>.Zero)
                continue;
            first ??= Pair((batch * 512) + FirstBit(found), bits);
            for (int word = 0; word < 8; word++)
                bad += BitOperations.PopCount(found[word]);
        }

        GC.KeepAlive(operands);
        return new ExhaustiveAddition { Bits = bits, Pairs = pairs, Wrong = bad, FirstWrong = first, MostSteps = most };
    }

    private static bool Fits(LocalRule rule) =>
        rule.Frozen?.Size == 4 && rule.State.Size == 2 && rule.Signature.Output.Size == 2
        && rule.Signature.FrozenNeighborhood.Offsets is [{ X: 0, Y: 0 }] && rule.Signature.StateNeighborhood.Offsets is [{ X: -1, Y: 0 }];

    /// <summary>The table as a function of three bits, 4 a + 2 b + carry.</summary>
    private static byte Function(LocalRule rule)
    {
        int function = 0;
        for (int i = 0; i < 8; i++)
            function |= rule.Table[i] << i;
        return (byte)function;
    }

    /// <summary>Bit number <paramref name="bit"/> of the lane's own number, in every lane.</summary>
    private static Vector512<ulong> Lanes(int bit)
    {
        ulong[] words = new ulong[8];
        for (int lane = 0; lane < 512; lane++)
            words[lane >> 6] |= (ulong)((lane >> bit) & 1) << (lane & 63);
        return Vector512.Create(words);
    }

    private static int FirstBit(Vector512<ulong> found)
    {
        int word = 0;
        while (found[word] == 0)
            word++;
        return (64 * word) + BitOperations.TrailingZeroCount(found[word]);
    }

    private static (int X, int Y) Pair(long number, int bits) => ((int)(number >> bits), (int)(number & ((1L << bits) - 1)));
}
