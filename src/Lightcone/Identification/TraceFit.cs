using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Identification;

/// <summary>What a recording says about its rule: the neighborhood that explains it, the examples cut out with it, and what is left open.</summary>
public sealed class TraceFit
{
    /// <summary>Up to this many neighborhoods a network is trained on what was shown and guesses the rest; beyond it the table is kept as it is.</summary>
    public const int NetworkLimit = 4_096;

    private static readonly int[] Sizes = [8, 16, 32, 64, 128];

    internal TraceFit(Recording recording, Transitions transitions, ImmutableArray<Boundary> boundaries, ImmutableArray<Contradiction> rejected, ImmutableArray<Neighborhood> alternatives)
    {
        Recording = recording;
        Transitions = transitions;
        Boundaries = boundaries;
        Rejected = rejected;
        Alternatives = alternatives;
    }

    /// <summary>What was recorded.</summary>
    public Recording Recording { get; }

    /// <summary>The smallest neighborhood without contradictions.</summary>
    public Neighborhood Neighborhood => Transitions.Signature.StateNeighborhood;

    /// <summary>The examples, which say what was shown and what was not.</summary>
    public Transitions Transitions { get; }

    /// <summary>The boundaries that agree with every edge cell, the one that is used first; empty when none does, and the edge cells were then left out.</summary>
    public ImmutableArray<Boundary> Boundaries { get; }

    /// <summary>Recorded cells near the edges that were left out, because no boundary agrees with them; 0 when one does.</summary>
    public long LeftOut => Recording.Runs.Sum(static run => run.Skip(1).Sum(static frame => (long)frame.Cells.Length)) - Transitions.Count;

    /// <summary>The boundary of the rule: the first that agrees, a ring when none does.</summary>
    public Boundary Boundary => Boundaries.Length > 0 ? Boundaries[0] : Boundary.Periodic;

    /// <summary>For each smaller neighborhood that was tried, two cells that rule it out.</summary>
    public ImmutableArray<Contradiction> Rejected { get; }

    /// <summary>Other neighborhoods with as many cells that explain the recording as well: more traces would decide.</summary>
    public ImmutableArray<Neighborhood> Alternatives { get; }

    /// <summary>Examples that repeat a neighborhood already seen and agree: only these could have contradicted the rule.</summary>
    public long Confirmations => Transitions.Count - Transitions.Seen.Length;

    /// <summary>Neighborhoods that were shown a single time: what they became, nothing could have contradicted.</summary>
    public int ShownOnce => Transitions.Seen.Count(index => Transitions.Counts[index] == 1);

    /// <summary>Examples of each neighborhood that was shown, on average.</summary>
    public double ExamplesPerNeighborhood => Transitions.Seen.Length == 0 ? 0 : (double)Transitions.Count / Transitions.Seen.Length;

    /// <summary>One line: the neighborhood, the boundary, and what was shown.</summary>
    public override string ToString() => $"{Neighborhood}, {Boundary}: {Transitions}";

    /// <summary>The rule as a table. What was not shown keeps the own cell's symbol, or symbol 0 when that cell is not read: a guess, and the automaton's coverage says so.</summary>
    public Automaton ToAutomaton()
    {
        Signature signature = Transitions.Signature;
        int own = signature.OwnPosition;
        byte[] table = new byte[signature.DomainSize];
        byte[] symbols = new byte[signature.Positions];
        for (int index = 0; index < table.Length; index++)
        {
            signature.Unpack(index, symbols);
            table[index] = Transitions.Counts[index] > 0 ? Transitions.ResultOf(index) : own >= 0 ? symbols[own] : (byte)0;
        }

        return new Automaton { Rule = LocalRule.FromTable(signature, table), Boundary = Boundary, Coverage = Coverage.Of(Transitions) };
    }

    /// <summary>The rule as a network: widths from 8 to 128 are tried until all examples are learned with the recipe's margin. Domains above <see cref="NetworkLimit"/>, and examples that no such network learns, stay a table.</summary>
    /// <param name="training">The recipe; large alphabets are read one-hot unless it says otherwise.</param>
    /// <param name="hiddenUnits">One width instead of the ladder.</param>
    /// <param name="cancellation">Ends the search with an <see cref="OperationCanceledException"/>.</param>
    public Automaton Learn(ChaosTraining training, int? hiddenUnits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (Transitions.Signature.DomainSize > NetworkLimit)
            return ToAutomaton();
        ChaosTraining recipe = training.Coding == SymbolCode.Automatic && Recording.Alphabet.Size > 2 ? training with { Coding = SymbolCode.OneHot } : training;
        foreach (int units in hiddenUnits is { } width ? [width] : Sizes)
        {
            NeuralRule network = (recipe with { Restarts = Math.Min(recipe.Restarts, 4) }).Fit(Transitions, units, cancellation);
            if (network.Training.Exact && network.Training.Margin >= recipe.TargetMargin)
                return Automaton.Of(network, null, Boundary, null);
        }

        return ToAutomaton();
    }
}
