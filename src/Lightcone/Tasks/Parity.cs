using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Parity of every prefix of a row of bits: the bits are frozen, s' = bit xor the lower cell's state, and the last cell holds the parity of all.</summary>
/// <remarks>The rule is given three inputs (bit, lower state, own state) as a convolution of width 3 would have; that the own state is not essential is found by certification. The network 3 -> 8 -> 1 has the 41 parameters of the paper's parity (arXiv 2602.01651).</remarks>
public static class Parity
{
    /// <summary>The rule: 8 neighborhoods (bit, lower state, own state).</summary>
    public static LocalRule Rule { get; } = LocalRule.FromFunction(
        new Signature(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1, 0)), n => (byte)(n[0] ^ n[1]));

    /// <summary>The task <c>parity</c>.</summary>
    public static LatticeTask Task { get; } = new()
    {
        Name = "parity",
        Summary = "parity of every prefix; bits frozen, the parity travels",
        Rule = Rule,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(8),
        PublishedParameters = 41,
        Benchmark = BenchmarkTask.ParityCheck,
        InputIsFrozen = true,
        Specification = Transducer.FromFunction(Alphabet.Binary, Alphabet.Binary, 2, 0, static (ones, bit) => ((ones + bit) % 2, (ones + bit) % 2)),
        Reference = Reference,
        StepLaw = SignalTask.SinceFirst,
        WorstCase = SignalTask.FirstOnly,
    };

    private static Lattice Reference(Lattice initial, long? steps)
    {
        // After t steps a cell holds the parity of the last t bits (of all bits up to it once t is large enough), starting from zeros.
        ReadOnlySpan<byte> bits = initial.Input!.Cells;
        byte[] result = new byte[bits.Length];
        int ones = 0;
        for (int i = 0; i < bits.Length; i++)
        {
            ones += bits[i];
            if (steps is { } t && i - t >= 0)
                ones -= bits[(int)(i - t)];
            result[i] = (byte)(ones & 1);
        }

        return Lattice.FromCells(initial.Alphabet, initial.Shape, initial.Boundary, result).WithInput(initial.Input);
    }
}
