using Lightcone.Engines.Stepping;
using Lightcone.Engines.Wavefront;
using Lightcone.Tasks;

namespace Lightcone.Engines.LargeLattices;

/// <summary>A compiled rule and a packed row that fit each other, ready to run: what is checked and prepared once, whatever is then done step by step.</summary>
internal sealed class PackedRun
{
    private readonly PackedRow row;
    private readonly Reporter reporter;
    private readonly CancellationToken cancellation;

    /// <exception cref="ArgumentException">The row does not fit the rule, or the rule no planes.</exception>
    public PackedRun(CompiledRule compiled, PackedRow row, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        ArgumentNullException.ThrowIfNull(row);
        LocalRule rule = compiled.Rule;
        if (rule.Dimensions != 1 || !rule.State.Equals(row.Alphabet))
            throw new ArgumentException($"The rule runs on {rule.State} in {rule.Dimensions} dimension(s), the row holds {row.Alphabet}.", nameof(row));
        if (compiled.Engine != Engine.Auto && compiled.Engine != Engine.Wavefront)
            throw new ArgumentException($"Packed rows are run by the {Engine.Wavefront} engine; this rule was compiled for {compiled.Engine}. Compile it for {Engine.Auto} or {Engine.Wavefront}.", nameof(compiled));
        if (rule.Frozen is null != row.Input is null || (row.Input is not null && !row.Input.Alphabet.Equals(rule.Frozen)))
            throw new ArgumentException(rule.Frozen is null ? "The rule reads no frozen input, but the row has one." : $"The rule reads a frozen input of {rule.Frozen}. Take the row from a lattice with that input.", nameof(row));
        if (WavefrontPasses.Of(compiled.Forms) is not { } wavefront)
            throw new ArgumentException("The rule's circuit is too large for planes of bits. Run it on a Lattice with the table engine.", nameof(compiled));
        this.row = row;
        this.cancellation = cancellation;
        reporter = new Reporter(progress, cancellation);
        RuleForms forms = compiled.Forms;
        row.Run.Prepare(wavefront, row.Boundary, forms.Table.FrozenOffsets.Length > 0 ? () => forms.ContextCodes(row.Input!) : null);
    }

    /// <summary>Goes on by exactly so many steps.</summary>
    /// <remarks>Listens for cancellation on every call as well: the reporter does so once in a million updates of one call, and who records calls for every step.</remarks>
    public void Advance(long steps, int threads)
    {
        cancellation.ThrowIfCancellationRequested();
        row.Run.Advance(steps, threads, reporter);
    }

    /// <summary>Goes on until another step changes nothing, at most so many steps.</summary>
    /// <returns>Whether it came to that.</returns>
    public bool RunToFixedPoint(long most, int threads) => row.Run.RunToFixedPoint(most, threads, reporter);

    /// <summary>All words of a plane.</summary>
    public void CopyTo(int plane, Span<ulong> words)
    {
        LaneTransfer.Collect(row.Run.Field, plane, 0, row.Length, words);
        GC.KeepAlive(row);
    }
}
