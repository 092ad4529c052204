using System.Collections.Immutable;
using System.Text;
using Lightcone.Foundation.Arrays;

namespace Lightcone;

/// <summary>
/// From which neighborhoods to which symbols a rule goes: A^F x K^D -> O, with a frozen alphabet A read at offsets F (both may be absent), a state alphabet K read at offsets D, and an output alphabet O.
/// </summary>
/// <remarks>A neighborhood has a number: its symbols are the digits of a mixed-radix numeral, first the frozen ones, then those of the state, the first offset most significant.</remarks>
/// <example>
/// <code>
/// Signature adder = new(frozen: Alphabet.Digits(4), Neighborhood.Own, state: Alphabet.Binary, Neighborhood.Of(-1));
/// </code>
/// </example>
public sealed class Signature : IEquatable<Signature>
{
    /// <summary>The largest domain that a table may have: 2^24 neighborhoods.</summary>
    public const int MaxDomainSize = 1 << 24;

    /// <summary>Describes a rule's arguments and result.</summary>
    /// <param name="frozen">The alphabet of the frozen input, or null.</param>
    /// <param name="frozenNeighborhood">Where the input is read; <see cref="Neighborhood.None"/> when there is none.</param>
    /// <param name="state">The alphabet of the state.</param>
    /// <param name="stateNeighborhood">Where the state is read; at least one offset.</param>
    /// <param name="output">The alphabet of the result; the state's when left out.</param>
    /// <exception cref="ArgumentException">Alphabet and offsets of the frozen field do not go together, dimensions differ, or the domain exceeds <see cref="MaxDomainSize"/>.</exception>
    public Signature(Alphabet? frozen, Neighborhood frozenNeighborhood, Alphabet state, Neighborhood stateNeighborhood, Alphabet? output = null)
    {
        ArgumentNullException.ThrowIfNull(frozenNeighborhood);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(stateNeighborhood);
        if (frozen is null != (frozenNeighborhood.Count == 0))
            throw new ArgumentException("A frozen alphabet and the offsets where it is read go together.", nameof(frozenNeighborhood));
        if (stateNeighborhood.Count == 0)
            throw new ArgumentException("A rule reads at least one cell of its state.", nameof(stateNeighborhood));
        if (frozen is not null && frozenNeighborhood.Dimensions != stateNeighborhood.Dimensions)
            throw new ArgumentException("The frozen and the state neighborhood have the same number of dimensions.", nameof(frozenNeighborhood));
        Frozen = frozen;
        FrozenNeighborhood = frozenNeighborhood;
        State = state;
        StateNeighborhood = stateNeighborhood;
        Output = output ?? state;
        PositionSizes = [.. Enumerable.Repeat(frozen?.Size ?? 1, frozenNeighborhood.Count), .. Enumerable.Repeat(state.Size, stateNeighborhood.Count)];
        long product = 1;
        foreach (int size in PositionSizes)
        {
            product *= size;
            if (product > MaxDomainSize)
                throw new ArgumentException($"The rule would have more than {MaxDomainSize:N0} neighborhoods; a table that large is not kept. Use fewer symbols or fewer neighbors.", nameof(stateNeighborhood));
        }

        DomainSize = (int)product;
    }

    /// <summary>The alphabet A of the frozen input field; null when there is none.</summary>
    public Alphabet? Frozen { get; }

    /// <summary>The offsets F at which the frozen field is read.</summary>
    public Neighborhood FrozenNeighborhood { get; }

    /// <summary>The alphabet K of the state.</summary>
    public Alphabet State { get; }

    /// <summary>The offsets D at which the state is read.</summary>
    public Neighborhood StateNeighborhood { get; }

    /// <summary>The alphabet of the result: the state's for a rule that can be iterated.</summary>
    public Alphabet Output { get; }

    /// <summary>How many symbols a neighborhood has: |F| + |D|.</summary>
    public int Positions => PositionSizes.Length;

    /// <summary>The size of the alphabet at each position of a neighborhood.</summary>
    public ImmutableArray<int> PositionSizes { get; }

    /// <summary>How many neighborhoods there are: |A|^|F| |K|^|D|.</summary>
    public int DomainSize { get; }

    /// <summary>1 for rows, 2 for grids.</summary>
    public int Dimensions => StateNeighborhood.Dimensions;

    /// <summary>The alphabet read at <paramref name="position"/>.</summary>
    public Alphabet AlphabetAt(int position) => position < FrozenNeighborhood.Count ? Frozen! : State;

    /// <summary>The offset read at <paramref name="position"/>.</summary>
    public Offset OffsetAt(int position) =>
        position < FrozenNeighborhood.Count ? FrozenNeighborhood.Offsets[position] : StateNeighborhood.Offsets[position - FrozenNeighborhood.Count];

    /// <summary>The position at which a cell reads its own state; -1 when it does not.</summary>
    internal int OwnPosition => StateNeighborhood.Offsets.IndexOf(default) is >= 0 and int at ? FrozenNeighborhood.Count + at : -1;

    /// <summary>What is read at <paramref name="position"/>, for people and as the columns of truth tables are named: <c>input[0]</c>, <c>state[-1]</c>, of grids <c>state[-1 0]</c>.</summary>
    public string NameOf(int position)
    {
        Offset offset = OffsetAt(position);
        return $"{(position < FrozenNeighborhood.Count ? "input" : "state")}[{offset.X}{(Dimensions == 2 ? $" {offset.Y}" : "")}]";
    }

    /// <summary>What one unit at each position adds to a neighborhood's number.</summary>
    public int[] Weights()
    {
        int[] weights = new int[Positions];
        int weight = 1;
        for (int i = weights.Length - 1; i >= 0; i--)
        {
            weights[i] = weight;
            weight *= PositionSizes[i];
        }

        return weights;
    }

    /// <summary>The number of a neighborhood.</summary>
    /// <exception cref="ArgumentException">There is not one symbol for each position, or a number is no symbol.</exception>
    public int IndexOf(ReadOnlySpan<byte> neighborhood)
    {
        if (neighborhood.Length != Positions)
            throw new ArgumentException($"A neighborhood of this rule has {Positions} symbols, not {neighborhood.Length}.", nameof(neighborhood));
        int index = 0;
        for (int i = 0; i < neighborhood.Length; i++)
        {
            if (neighborhood[i] >= PositionSizes[i])
                throw new ArgumentException($"{neighborhood[i]} at position {i} is not below {PositionSizes[i]}.", nameof(neighborhood));
            index = (index * PositionSizes[i]) + neighborhood[i];
        }

        return index;
    }

    /// <summary>Writes the symbols of neighborhood number <paramref name="index"/>.</summary>
    /// <param name="index">0 to <see cref="DomainSize"/> - 1.</param>
    /// <param name="symbols">Receives <see cref="Positions"/> symbol numbers.</param>
    public void Unpack(int index, Span<byte> symbols)
    {
        for (int i = Positions - 1; i >= 0; i--)
        {
            symbols[i] = (byte)(index % PositionSizes[i]);
            index /= PositionSizes[i];
        }
    }

    /// <summary>Neighborhood number <paramref name="index"/> by its symbols' names: (0,1,1).</summary>
    public string Describe(int index)
    {
        byte[] symbols = new byte[Positions];
        Unpack(index, symbols);
        StringBuilder text = new("(");
        for (int i = 0; i < symbols.Length; i++)
            text.Append(i > 0 ? "," : "").Append(AlphabetAt(i).Names[symbols[i]]);
        return text.Append(')').ToString();
    }

    /// <inheritdoc/>
    public bool Equals(Signature? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Equals(Frozen, other.Frozen) && FrozenNeighborhood.Equals(other.FrozenNeighborhood)
            && State.Equals(other.State) && StateNeighborhood.Equals(other.StateNeighborhood) && Output.Equals(other.Output));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Signature);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(DomainSize, Positions, Output);

    /// <summary>Alphabets and offsets: {0,1}[0] x {0,1}[-1] -> {0,1}.</summary>
    public override string ToString() => $"{(Frozen is null ? "" : $"{Frozen}{FrozenNeighborhood} x ")}{State}{StateNeighborhood} -> {Output}";
}
