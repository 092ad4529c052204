using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Identification;

namespace Lightcone;

/// <summary>Gathers examples one by one and refuses the first that contradicts an earlier one.</summary>
internal sealed class TransitionCollector
{
    private readonly Signature signature;
    private readonly int[] counts;
    private readonly byte[] results;
    private readonly long[] first;
    private readonly List<Lattice> lattices = [];
    private long count;

    public TransitionCollector(Signature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        this.signature = signature;
        counts = new int[signature.DomainSize];
        results = new byte[signature.DomainSize];
        first = new long[signature.DomainSize];
    }

    public void Add(int index, byte outcome)
    {
        if (outcome >= signature.Output.Size)
            throw new ArgumentException($"Outcome {outcome} is no symbol of {signature.Output}.", nameof(outcome));
        count++;
        if (counts[index] == 0)
        {
            results[index] = outcome;
            first[index] = count;
        }
        else if (results[index] != outcome)
        {
            throw Contradiction(index, outcome);
        }

        counts[index]++;
    }

    public void Add(Lattice before, Lattice after)
    {
        Require(before, after);
        lattices.Add(before);
        int[] weights = signature.Weights();
        int[] index = new int[before.Count];
        if (signature.Frozen is not null)
            Accumulate(index, before.Input!, signature.FrozenNeighborhood, weights);
        Accumulate(index, before, signature.StateNeighborhood, weights.AsSpan(signature.FrozenNeighborhood.Count));
        for (int cell = 0; cell < index.Length; cell++)
            Add(index[cell], after[cell]);
    }

    public Transitions ToTransitions() => new(signature, counts, results, count);

    private static void Accumulate(int[] index, Lattice lattice, Neighborhood neighborhood, ReadOnlySpan<int> weights)
    {
        PaddedField field = new(lattice, neighborhood.Offsets.AsSpan());
        field.FillMargin();
        for (int cell = 0; cell < index.Length; cell++)
        {
            int at = field.RowStart(cell / lattice.Shape.Width) + (cell % lattice.Shape.Width);
            for (int k = 0; k < field.Deltas.Length; k++)
                index[cell] += weights[k] * field.Cells[at + field.Deltas[k]];
        }
    }

    private void Require(Lattice before, Lattice after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (!before.Alphabet.Equals(signature.State))
            throw new ArgumentException($"The lattice holds symbols of {before.Alphabet}; the examples are of {signature}.", nameof(before));
        if (!after.Alphabet.Equals(signature.Output) || after.Shape != before.Shape)
            throw new ArgumentException($"A configuration of {after.Shape} symbols of {after.Alphabet} does not follow one of {before.Shape} under {signature}.", nameof(after));
        if (before.Shape.Dimensions != signature.Dimensions)
            throw new ArgumentException($"The lattice has {before.Shape.Dimensions} dimension(s), the examples {signature.Dimensions}.", nameof(before));
        if (!Equals(before.Input?.Alphabet, signature.Frozen))
            throw new ArgumentException(signature.Frozen is null ? "The examples read no frozen input; give the lattice without one." : $"The examples read a frozen input of {signature.Frozen}; give the lattice one (WithInput).", nameof(before));
    }

    private InputException Contradiction(int index, byte outcome)
    {
        string advice = Separating(first[index] - 1, count - 1) is int radius
            ? $"Radius {radius} separates them."
            : "Remove one of them, or read more cells.";
        return new(
            $"examples {first[index]} and {count} give the neighborhood {signature.Describe(index)} different results ({signature.Output.Names[results[index]]} and {signature.Output.Names[outcome]}): no rule that reads {signature.StateNeighborhood} has both. {advice}");
    }

    /// <summary>The smallest radius whose cells differ between two examples that were cut from rows; null when there is none in reach.</summary>
    private int? Separating(long one, long two)
    {
        if (lattices.Count == 0 || signature.Dimensions != 1)
            return null;
        int length = lattices[0].Count;
        for (int radius = 1; radius <= Neighborhood.MaxReach; radius++)
            foreach (int offset in (ReadOnlySpan<int>)[-radius, radius])
                if (Seen(one, offset) != Seen(two, offset))
                    return radius;
        return null;
        int Seen(long example, int offset)
        {
            Lattice lattice = lattices[(int)(example / length)];
            int at = lattice.Boundary.Locate((int)(example % length) + offset, length);
            return at < 0 ? ((Boundary.FixedBoundary)lattice.Boundary).Symbol : lattice[at];
        }
    }
}
