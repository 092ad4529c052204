using System.Collections.Immutable;
using System.Numerics;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Arguments;

/// <summary>
/// The configurations that a one-dimensional rule leaves as they are, counted exactly for every length by the transfer matrix of its de Bruijn graph: none, exactly one, all words over some symbols, or how many.
/// </summary>
public sealed class FixedPointLanguage
{
    /// <summary>Counts are given for 1 to this many cells.</summary>
    public const int Longest = 16;

    /// <summary>Up to so many nodes what holds for the first lengths is known for all, by the recurrence.</summary>
    private const int MostNodesForAll = 200;

    private const int MostWindows = 1 << 18;

    private FixedPointLanguage(LocalRule rule, RowForm form, FixedPointGraph graph)
    {
        Growth = Math.Round(graph.Growth(), 6);
        Inputs = form.Inputs;
        bool forAll = graph.Nodes <= MostNodesForAll;
        // Two sequences with recurrences of orders N and 1 that agree at the first N + 1 places agree for ever.
        BigInteger[] counts = graph.Count(forAll ? Math.Max(Longest, graph.Nodes + 1) : Longest);
        Counts = [.. counts.Take(Longest)];
        IsEmpty = graph.IsEmpty;
        int[] symbols = graph.Symbols;
        if (forAll && form.Inputs == 1 && Powers(counts, symbols.Length) && symbols.Length > 0)
            FreeSymbols = [.. symbols.Select(static symbol => (byte)symbol)];
        IsSingle = forAll && form.Inputs == 1 && Powers(counts, 1);
        HasOneForEachInput = form.Inputs > 1 && (graph.Degree == form.Inputs || (forAll && Powers(counts, form.Inputs)));
        Alphabet = rule.State;
        IsWalled = form.IsWalled;
    }

    /// <summary>How many fixed points a ring, or a row between the walls, of 1, 2, ... 16 cells has. With an input, pairs of input and state are counted.</summary>
    public ImmutableArray<BigInteger> Counts { get; }

    /// <summary>By what factor the count grows with each cell in the long run, to six decimals; 0 when long lattices have none.</summary>
    public double Growth { get; }

    /// <summary>Symbols of the input that matter; 1 when the rule reads none.</summary>
    public int Inputs { get; }

    /// <summary>Whether there is no fixed point on any length.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether it is proved that every length has exactly one.</summary>
    public bool IsSingle { get; }

    /// <summary>The symbols such that the fixed points of every length are exactly the words over them; null when that is not so, or not proved.</summary>
    public ImmutableArray<byte>? FreeSymbols { get; }

    /// <summary>Whether it is proved that on every length there are as many fixed points, counted as pairs of input and state, as inputs.</summary>
    public bool HasOneForEachInput { get; }

    /// <summary>Whether rows between walls are counted, else rings.</summary>
    public bool IsWalled { get; }

    /// <summary>The rule's states.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>All this as a sentence.</summary>
    public string Statement => FunctionSentences.Of(this);

    /// <summary>All this as a sentence.</summary>
    public override string ToString() => Statement;

    /// <summary>Counts the fixed points of a rule. Costs up to some hundred milliseconds for the largest graphs that are accepted.</summary>
    /// <returns>Null in two dimensions, with a mirror, for a readout, or when the graph would be too large.</returns>
    public static FixedPointLanguage? Of(LocalRule rule, Boundary boundary)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(boundary);
        if (RowForm.Of(rule, EssentialInputs.Of(rule), boundary, MostWindows) is not { } form || FixedPointGraph.Of(form) is not { } graph)
            return null;
        return new(rule, form, graph);
    }

    private static bool Powers(BigInteger[] counts, int number) => Enumerable.Range(0, counts.Length).All(i => counts[i] == BigInteger.Pow(number, i + 1));
}
