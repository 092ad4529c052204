using Lightcone.Kernels;

namespace Lightcone.Packed;

/// <summary>Whether a kernel can run a packed row, and the run.</summary>
internal static class PackedRun
{
    /// <exception cref="ArgumentException">The row does not fit the rule, or the rule no planes.</exception>
    public static void Advance(Kernel kernel, PackedRow row, long steps, int threads, Reporter reporter)
    {
        Prepare(kernel, row);
        row.Run.Advance(steps, threads, reporter);
    }

    /// <exception cref="ArgumentException">The row does not fit the rule, or the rule no planes.</exception>
    public static bool TrySettle(Kernel kernel, PackedRow row, long most, int threads, Reporter reporter)
    {
        Prepare(kernel, row);
        return row.Run.TrySettle(most, threads, reporter);
    }

    private static void Prepare(Kernel kernel, PackedRow row)
    {
        LocalRule rule = kernel.Rule;
        if (rule.Dimensions != 1 || !rule.State.Equals(row.Alphabet))
            throw new ArgumentException($"The rule runs on {rule.State} in {rule.Dimensions} dimension(s), the row holds {row.Alphabet}.", nameof(row));
        if (kernel.Engine is not (Engine.Auto or Engine.Wavefront))
            throw new ArgumentException($"Packed rows are run by the {Engine.Wavefront} engine; this kernel was compiled for {kernel.Engine}. Compile it for {Engine.Auto} or {Engine.Wavefront}.", nameof(kernel));
        bool reads = kernel.Compiled.Table.FrozenOffsets.Length > 0;
        if (rule.Frozen is null != row.Input is null || (row.Input is not null && !row.Input.Alphabet.Equals(rule.Frozen)))
            throw new ArgumentException(rule.Frozen is null ? "The rule reads no frozen input, but the row has one." : $"The rule reads a frozen input of {rule.Frozen}. Take the row from a lattice with that input.", nameof(row));
        if (kernel.Compiled.Wavefront is not { } wavefront)
            throw new ArgumentException("The rule's circuit is too large for planes of bits. Run it on a Lattice with the table engine.", nameof(kernel));
        row.Run.Prepare(wavefront, row.Boundary, reads ? () => kernel.Compiled.ContextCodes(row.Input!) : null);
    }
}
