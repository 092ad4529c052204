using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>
/// A total function from neighborhoods to symbols, f: A^F x K^D -> K. It reads a state field over the alphabet K at the offsets D and, when it has one,
/// a frozen input field over the alphabet A at the offsets F, and gives the cell's next symbol.
/// </summary>
/// <remarks>
/// <para>A neighborhood has a number: its symbols are the digits of a mixed-radix numeral, first the frozen ones, then those of the state, the first offset most significant.
/// For an elementary rule that is Wolfram's order: number 4 l + 2 c + r.</para>
/// <para>A rule whose <see cref="Signature.Output"/> alphabet is not its state alphabet is a readout: it can be applied once, but not iterated.</para>
/// <para>Immutable. Two rules are equal when alphabets, offsets and tables are, by SHA-256.</para>
/// </remarks>
/// <example>
/// <code>
/// LocalRule rule110 = LocalRule.Elementary(110);
/// LocalRule life = LocalRule.Parse("B3/S23");
/// LocalRule majority = LocalRule.FromFunction(Alphabet.Binary, Neighborhood.Radius(1), n =&gt; (byte)((n[0] + n[1] + n[2]) / 2));
/// </code>
/// </example>
public sealed class LocalRule : IEquatable<LocalRule>
{
    private readonly byte[] table;
    private string? hash;

    private LocalRule(Signature signature, byte[] table)
    {
        Signature = signature;
        this.table = table;
    }

    /// <summary>Alphabets and offsets: what is read and what is given.</summary>
    public Signature Signature { get; }

    /// <summary>The alphabet A of the frozen input field; null when the rule reads none.</summary>
    public Alphabet? Frozen => Signature.Frozen;

    /// <summary>The alphabet K of the state.</summary>
    public Alphabet State => Signature.State;

    /// <summary>Whether the result is a state again, so that the rule can be repeated.</summary>
    public bool IsIterable => Signature.Output.Equals(State);

    /// <summary>1 for rows, 2 for grids.</summary>
    public int Dimensions => Signature.Dimensions;

    /// <summary>The result for each neighborhood, by its number.</summary>
    public ReadOnlySpan<byte> Table => table;

    /// <summary>SHA-256 over alphabets, offsets and table, 64 hexadecimal digits.</summary>
    public string Hash => hash ??= ComputeHash();

    /// <summary>The elementary cellular automaton with Wolfram's number: two symbols, radius 1, the symbol for neighborhood n is bit n of the number.</summary>
    /// <param name="number">0 to 255.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is outside 0 to 255.</exception>
    public static LocalRule Elementary(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 255);
        return FromFunction(Alphabet.Binary, Neighborhood.Radius(1), n => (byte)((number >> ((4 * n[0]) + (2 * n[1]) + n[2])) & 1));
    }

    /// <summary>The rule of a square grid in B/S notation: <c>B3/S23</c> is Conway's Life, <c>B2-a/S12</c> has Hensel's letters, <c>B13/S012V</c> four neighbors, <c>345/2/4</c> dying states.</summary>
    /// <exception cref="InputException">The text is not in B/S notation; the message points at the character.</exception>
    public static LocalRule LifeLike(string notation)
    {
        ArgumentNullException.ThrowIfNull(notation);
        return LifeNotation.Parse(notation).ToRule();
    }

    /// <summary>Reads a rule's short name, such as <c>W110</c> or <c>B3/S23</c>; see <see cref="RuleNotation"/>.</summary>
    /// <exception cref="InputException">The text is no notation that is read.</exception>
    public static LocalRule Parse(string notation) => RuleNotation.Parse(notation);

    /// <summary>A rule without frozen input, by its function, which is called once for every neighborhood.</summary>
    /// <exception cref="ArgumentException">The function returns a number that is no symbol, or the domain exceeds <see cref="Signature.MaxDomainSize"/>.</exception>
    public static LocalRule FromFunction(Alphabet state, Neighborhood stateNeighborhood, LocalFunction function) =>
        FromFunction(new Signature(null, Neighborhood.None, state, stateNeighborhood), function);

    /// <summary>A rule by its function, which is called once for every neighborhood.</summary>
    /// <exception cref="ArgumentException">The function returns a number that is no symbol of the output.</exception>
    public static LocalRule FromFunction(Signature signature, LocalFunction function)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(function);
        byte[] results = new byte[signature.DomainSize];
        byte[] neighborhood = new byte[signature.Positions];
        for (int index = 0; index < results.Length; index++)
        {
            results[index] = function(neighborhood);
            // The next number, as a counter turns: divisions took most of the time that a short command needs.
            int last = neighborhood.Length - 1;
            for (; last >= 0 && neighborhood[last] + 1 == signature.PositionSizes[last]; last--)
                neighborhood[last] = 0;
            if (last >= 0)
                neighborhood[last]++;
        }

        return FromTable(signature, results);
    }

    /// <summary>A rule by its table: one result for each neighborhood, in the order of their numbers.</summary>
    /// <exception cref="ArgumentException">The table's length is not the size of the domain, or an entry is no symbol of the output.</exception>
    public static LocalRule FromTable(Signature signature, ReadOnlySpan<byte> table)
    {
        ArgumentNullException.ThrowIfNull(signature);
        if (table.Length != signature.DomainSize)
            throw new ArgumentException($"The table has {table.Length} entries; {signature.DomainSize} neighborhoods need one each.", nameof(table));
        for (int i = 0; i < table.Length; i++)
            if (table[i] >= signature.Output.Size)
                throw new ArgumentException($"Entry {i} of the table is {table[i]}, which is no symbol of {signature.Output}.", nameof(table));
        return new(signature, table.ToArray());
    }

    /// <summary>The result for one neighborhood.</summary>
    /// <param name="neighborhood">One symbol number for each position.</param>
    public byte Apply(ReadOnlySpan<byte> neighborhood) => table[Signature.IndexOf(neighborhood)];

    /// <summary>Applies the function once to every cell; for a readout, whose result cannot be iterated, this is how it is used.</summary>
    /// <exception cref="ArgumentException">The lattice does not fit the rule.</exception>
    public Lattice Map(Lattice lattice)
    {
        Require(lattice);
        SynchronousUpdate update = new(this, lattice);
        update.Compute();
        return Lattice.Adopt(Signature.Output, lattice.Shape, Boundary.Fixed(), update.Cells.ToArray(), null);
    }

    /// <summary>The configuration one step later, cell by cell: what the rule means. For long runs or large lattices compile it (Lightcone.Engines).</summary>
    /// <exception cref="ArgumentException">The rule is a readout, or the lattice does not fit it.</exception>
    public Lattice Step(Lattice lattice)
    {
        if (!IsIterable)
            throw new ArgumentException("A readout gives another alphabet than it reads: it is applied once, it cannot be iterated.", nameof(lattice));
        Require(lattice);
        SynchronousUpdate update = new(this, lattice);
        update.Compute();
        return lattice.Adopt(update.Cells.ToArray());
    }

    /// <summary>Refuses a lattice with another alphabet, another dimension, or a missing or superfluous input.</summary>
    internal void Require(Lattice lattice)
    {
        ArgumentNullException.ThrowIfNull(lattice);
        if (!lattice.Alphabet.Equals(State))
            throw new ArgumentException($"The lattice holds symbols of {lattice.Alphabet}; the rule's state is {State}.", nameof(lattice));
        if (lattice.Shape.Dimensions != Dimensions)
            throw new ArgumentException($"The lattice has {lattice.Shape.Dimensions} dimension(s), the rule {Dimensions}.", nameof(lattice));
        if (Frozen is null != lattice.Input is null)
            throw new ArgumentException(Frozen is null ? "The rule reads no frozen input; give the lattice without one." : "The rule reads a frozen input; give the lattice one (WithInput).", nameof(lattice));
        if (Frozen is not null && !Frozen.Equals(lattice.Input!.Alphabet))
            throw new ArgumentException($"The input holds symbols of {lattice.Input.Alphabet}; the rule reads {Frozen}.", nameof(lattice));
    }

    /// <inheritdoc/>
    public bool Equals(LocalRule? other) => ReferenceEquals(this, other) || (other is not null && Hash == other.Hash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalRule);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    /// <summary>Alphabets, offsets and the beginning of the hash.</summary>
    public override string ToString() => $"{Signature}, {table.Length} neighborhoods, {Hash[..12]}";

    private string ComputeHash()
    {
        using IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(
            $"lightcone-rule 1\n{Names(Frozen)}\n{Signature.FrozenNeighborhood}\n{Names(State)}\n{Dimensions}{Signature.StateNeighborhood}\n{Names(Signature.Output)}\n"));
        sha.AppendData(table);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
        static string Names(Alphabet? alphabet) => alphabet is null ? "" : (alphabet.IsOrdinal ? "ordered " : "") + string.Join(' ', alphabet.Names);
    }
}
