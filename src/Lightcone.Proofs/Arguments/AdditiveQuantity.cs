using System.Collections.Immutable;

namespace Lightcone.Proofs.Arguments;

/// <summary>
/// A number that no step changes: the sum over the cells of scale^i times the value of cell i. It holds on rows of every length when the finitely many equations
/// value(f(v, l)) - value(v) = J(l) - scale J(v) do, for a cell v and its lower neighbor l: what a cell loses, times the scale, its upper neighbor gains (docs/proofs.md).
/// </summary>
/// <remarks>What the last cell passes on leaves the row: the sum is conserved modulo scale^n. At the first cell nothing enters, because J(wall) = 0.</remarks>
public sealed class AdditiveQuantity
{
    internal AdditiveQuantity(int scale, ImmutableArray<long> values, ImmutableArray<long> flux)
    {
        Scale = scale;
        Values = values;
        Flux = flux;
    }

    /// <summary>How much more a cell weighs than its lower neighbor; at least 2.</summary>
    public int Scale { get; }

    /// <summary>The value of each symbol; not all the same.</summary>
    public ImmutableArray<long> Values { get; }

    /// <summary>J for each symbol: what a cell that holds it passes on to its upper neighbor in one step.</summary>
    public ImmutableArray<long> Flux { get; }

    /// <summary>What is conserved, as a sentence.</summary>
    /// <param name="alphabet">The rule's states.</param>
    public string Describe(Alphabet alphabet) => FunctionSentences.Of(this, alphabet);
}
