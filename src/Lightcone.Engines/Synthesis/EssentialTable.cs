using System.Collections.Immutable;

namespace Lightcone.Engines.Synthesis;

/// <summary>
/// A rule's table over those inputs only that it really depends on: an input is essential when some neighborhood's result changes as that input alone changes, which is tested on the whole table.
/// Positions keep their order, first the frozen ones; the first is most significant.
/// </summary>
internal sealed class EssentialTable
{
    /// <summary>Tests every input of <paramref name="rule"/> and drops the others. Costs at most one pass over the table for each input.</summary>
    public EssentialTable(LocalRule rule)
    {
        Signature signature = rule.Signature;
        int[] weights = signature.Weights();
        List<int> kept = [];
        ImmutableArray<bool> essential = EssentialInputs.Of(rule).Flags;
        for (int i = 0; i < signature.Positions; i++)
            if (essential[i])
                kept.Add(i);
        int frozen = kept.Count(i => i < signature.FrozenNeighborhood.Count);
        Sizes = [.. kept.Select(i => signature.PositionSizes[i])];
        Weights = new int[kept.Count];
        int domain = 1;
        for (int i = kept.Count - 1; i >= 0; i--)
        {
            Weights[i] = domain;
            domain *= Sizes[i];
        }

        Offset[] offsets = [.. kept.Select(signature.OffsetAt)];
        FrozenOffsets = offsets[..frozen];
        StateOffsets = offsets[frozen..];
        Results = Project(rule.Table, [.. kept.Select(i => weights[i])], Sizes, domain);
        StateSize = rule.State.Size;
        Dimensions = rule.Dimensions;
    }

    private EssentialTable(EssentialTable table, byte[] results, Offset[] frozenOffsets, int[] sizes, int[] weights)
    {
        Results = results;
        FrozenOffsets = frozenOffsets;
        StateOffsets = table.StateOffsets;
        Sizes = sizes;
        Weights = weights;
        StateSize = table.StateSize;
        Dimensions = table.Dimensions;
    }

    /// <summary>The result for each neighborhood of essential inputs.</summary>
    public byte[] Results { get; }

    /// <summary>Where the frozen field is read.</summary>
    public Offset[] FrozenOffsets { get; }

    /// <summary>Where the state is read.</summary>
    public Offset[] StateOffsets { get; }

    /// <summary>The number of symbols at each position.</summary>
    public int[] Sizes { get; }

    /// <summary>What one unit at each position adds to a neighborhood's number.</summary>
    public int[] Weights { get; }

    /// <summary>The number of symbols of the state.</summary>
    public int StateSize { get; }

    /// <summary>1 for rows, 2 for grids.</summary>
    public int Dimensions { get; }

    /// <summary>How many neighborhoods of the state there are.</summary>
    public int StateDomain => FrozenOffsets.Length < Sizes.Length ? Sizes[FrozenOffsets.Length] * Weights[FrozenOffsets.Length] : 1;

    /// <summary>Whether numbers of neighborhoods need more than 16 bits.</summary>
    public bool HasWideNumbers => Results.Length > 1 << 16;

    /// <summary>The weights of the state's positions.</summary>
    public ReadOnlySpan<int> StateWeights => Weights.AsSpan(FrozenOffsets.Length);

    /// <summary>The frozen field's share of each cell's neighborhood number, cell by cell; null when no frozen input is essential.</summary>
    public int[]? FrozenShare(Lattice? input)
    {
        if (FrozenOffsets.Length == 0)
            return null;
        PaddedField padded = new(input!, FrozenOffsets);
        padded.FillMargin();
        int[] share = new int[input!.Count];
        int width = input.Shape.Width;
        for (int y = 0; y < input.Shape.Height; y++)
            for (int k = 0; k < padded.Deltas.Length; k++)
            {
                ReadOnlySpan<byte> source = padded.Cells.AsSpan(padded.RowStart(y) + padded.Deltas[k], width);
                Span<int> target = share.AsSpan(y * width, width);
                int weight = Weights[k];
                for (int x = 0; x < target.Length && x < source.Length; x++)
                    target[x] += weight * source[x];
            }

        return share;
    }

    /// <summary>The same function with all frozen positions as a single one at the own cell: its symbols are the classes of frozen contexts that act alike.</summary>
    /// <param name="codes">The class of each context, a context's number being its share of the neighborhood number over the number of state neighborhoods; empty without frozen positions.</param>
    /// <returns>The table, or null when there are more than 256 classes.</returns>
    public EssentialTable? WithContexts(out byte[] codes)
    {
        codes = [];
        if (FrozenOffsets.Length == 0)
            return this;
        int states = StateDomain;
        if (SymbolClasses.Merge(Results, Results.Length / states, states) is not { } classes)
            return null;
        codes = classes.Codes;
        byte[] results = new byte[classes.Count * states];
        for (int code = 0; code < classes.Count; code++)
            Results.AsSpan(classes.Representative(code) * states, states).CopyTo(results.AsSpan(code * states));
        return new EssentialTable(this, results, [new Offset(0)], [classes.Count, .. Sizes[FrozenOffsets.Length..]], [states, .. Weights[FrozenOffsets.Length..]]);
    }

    /// <summary>The same function of codes: state k is code <paramref name="codes"/>[k], where it is read and where it results.</summary>
    public EssentialTable WithStateCodes(ReadOnlySpan<byte> codes)
    {
        byte[] results = new byte[Results.Length];
        for (int index = 0; index < results.Length; index++)
        {
            int coded = index;
            for (int p = FrozenOffsets.Length; p < Sizes.Length; p++)
            {
                int symbol = index / Weights[p] % Sizes[p];
                coded += (codes[symbol] - symbol) * Weights[p];
            }

            results[coded] = codes[Results[index]];
        }

        return new EssentialTable(this, results, FrozenOffsets, Sizes, Weights);
    }

    private static byte[] Project(ReadOnlySpan<byte> table, int[] oldWeights, int[] sizes, int domain)
    {
        byte[] results = new byte[domain];
        Span<int> digits = stackalloc int[sizes.Length];
        int source = 0;
        for (int index = 0; index < domain; index++)
        {
            results[index] = table[source];
            for (int i = sizes.Length - 1; i >= 0; i--)
            {
                source += oldWeights[i];
                if (++digits[i] < sizes[i])
                    break;
                source -= sizes[i] * oldWeights[i];
                digits[i] = 0;
            }
        }

        return results;
    }
}
