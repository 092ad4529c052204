using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Lightcone.Engines.LargeLattices;
using Lightcone.Engines;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>The same addition as the dynamics do it, without any algebra: a learned rule repeated on all digits at once until nothing changes. Dense engines run the carry-save rule, active cells the one with frozen operands.</summary>
internal static class IterationBenchmark
{
    public static Workload Workload(int length, bool worst, Engine engine)
    {
        byte[] sums = Sums(length, worst);
        if (engine == Engine.ActiveCells || engine == Engine.Scan)
            return Frozen(length, worst, sums, engine);
        Lattice start = Lattice.FromCells(BinaryAdditionCarrySave.Rule.State, Shape.Row(sums.Length), Boundary.Fixed(), sums);
        CompiledRule compiled = LearnedRules.Of(BinaryAdditionCarrySave.Task, engine).CompiledRule;
        if (engine == Engine.Wavefront)
            return Resident(length, worst, start, compiled);
        Evolution? evolution = null;
        InProcess own = new(() => evolution = compiled.Evolve(start, Until.FixedPoint(length + 2L)), () => WorkResult(evolution!.Final.Cells));
        long steps = compiled.Evolve(start, Until.FixedPoint(length + 2L)).Steps;
        return Workload(length, worst, sums, own, engine.Name, steps);
    }

    /// <summary>The rule whose operands are frozen and whose state is the carry: of its cells a single one changes in a step of the longest chain.</summary>
    private static Workload Frozen(int length, bool worst, byte[] sums, Engine engine)
    {
        (CompiledRule compiled, LocalRule readout) = LearnedRules.Of(BinaryAddition.Task, engine);
        Shape row = Shape.Row(sums.Length);
        // A pair's number has the digit of the first operand as its high bit.
        byte[] pairs = Array.ConvertAll(sums, static sum => (byte)((sum >= 1 ? 2 : 0) + (sum == 2 ? 1 : 0)));
        Lattice start = Lattice.Filled(compiled.Rule.State, row, Boundary.Fixed()).WithInput(Lattice.FromCells(compiled.Rule.Frozen!, row, Boundary.Fixed(), pairs));
        Evolution? evolution = null;
        InProcess own = new(() => evolution = compiled.Evolve(start, Until.FixedPoint(length + 2L)), () => WorkResult(readout.Map(evolution!.Final).Cells));
        return Workload(length, worst, sums, own, engine.Name, compiled.Evolve(start, Until.FixedPoint(length + 2L)).Steps);
    }

    /// <summary>The wavefront engine in its own layout: what is left of the time when the bits are where it wants them. The fixed point is recognized; steps are counted beforehand, by active cells.</summary>
    private static Workload Resident(int length, bool worst, Lattice start, CompiledRule compiled)
    {
        PackedRow begin = PackedRow.FromLattice(start);
        PackedRow row = begin.Copy();
        WithSetup own = new(() => row.CopyFrom(begin), () => compiled.RunToFixedPoint(row, length + 2L), () => WorkResult(row.ToLattice().Cells));
        long steps = compiled.Rule.Compile(Engine.ActiveCells).Evolve(start, Until.FixedPoint(length + 2L)).Steps;
        return Workload(length, worst, start.Cells.ToArray(), own, "wavefront, resident", steps);
    }

    private static Workload Workload(int length, bool worst, byte[] sums, Implementation own, string engine, long steps)
    {
        BigInteger x = Number(sums, 1), y = Number(sums, 2);
        ImmutableArray<Peer> peers = [new("bigint", () => new InProcess(() => GC.KeepAlive(x + y), () => WorkResult(Digits(x + y, sums.Length))))];
        return new(string.Create(CultureInfo.InvariantCulture, $"addition of {length:N0} bits iterated to its fixed point, {(worst ? "all ones + 1" : "random")}, learned and certified"), own, peers)
        {
            Reference = () => WorkResult(Carried(sums)),
            ProblemSize = new(engine, sums.Length, Math.Max(1, steps)),
        };
    }

    /// <summary>What the digits of both operands amount to, cell by cell.</summary>
    private static byte[] Sums(int length, bool worst)
    {
        byte[] sums = new byte[length + 1];
        RandomStream stream = new(1, "bench add");
        for (int i = 0; i < length; i++)
            sums[i] = worst ? (byte)(i == 0 ? 2 : 1) : (byte)(stream.NextInt32(2) + stream.NextInt32(2));
        return sums;
    }

    /// <summary>The number whose bits are 1 where the sum is at least <paramref name="least"/>: with 1 and 2, two numbers that add up to the same.</summary>
    private static BigInteger Number(byte[] sums, int least)
    {
        byte[] bytes = new byte[(sums.Length + 7) / 8];
        for (int i = 0; i < sums.Length; i++)
            bytes[i >> 3] |= (byte)((sums[i] >= least ? 1 : 0) << (i & 7));
        return new(bytes, isUnsigned: true);
    }

    private static byte[] Digits(BigInteger value, int count)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true);
        byte[] digits = new byte[count];
        for (int i = 0; i < Math.Min(count, 8 * bytes.Length); i++)
            digits[i] = (byte)((bytes[i >> 3] >> (i & 7)) & 1);
        return digits;
    }

    /// <summary>The sum's digits, carried in one pass from the lowest up.</summary>
    private static byte[] Carried(byte[] sums)
    {
        byte[] digits = new byte[sums.Length];
        int carry = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int value = sums[i] + carry;
            digits[i] = (byte)(value & 1);
            carry = value >> 1;
        }

        return digits;
    }

    private static WorkResult WorkResult(ReadOnlySpan<byte> digits) => Lightcone.Comparisons.WorkResult.Of("digits", digits);
}
