using System.Collections.Immutable;
using System.Numerics;
using Lightcone.Proofs.Forms;

namespace Lightcone.Proofs.Arguments;

/// <summary>
/// The map from every start to where it comes to rest, on rows with ends of every length, as two finite machines: one reads the start from the first cell on, one from the last; where a cell comes to rest is a function of its own symbol and of the states of both machines beside it.
/// Neither can do with fewer states, and no other two machines of as many states do the same. What was found by learning from runs was then proved (docs/proofs.md).
/// </summary>
/// <remarks>A letter is what a machine reads of a cell: its state, or input x states + state where the rule reads an input.</remarks>
public sealed class EndMap
{
    private readonly LocalRule rule;
    private readonly Boundary boundary;

    internal EndMap(LocalRule rule, Boundary boundary, Bimachine machine, int cases)
    {
        this.rule = rule;
        this.boundary = boundary;
        Bimachine = machine;
        Cases = cases;
        // States that do the same are one, so letters that do the same have equal entries.
        ForgetsStart = Enumerable.Range(0, machine.Letters).All(letter => Does(letter).SequenceEqual(Does(letter / rule.State.Size * rule.State.Size)));

        IEnumerable<int> Does(int letter) => Enumerable.Range(0, FirstStates).SelectMany(first => Enumerable.Range(0, LastStates).Select(last => machine.Output(first, letter, last)).Append(machine.First[(first * Letters) + letter]))
            .Concat(Enumerable.Range(0, LastStates).Select(last => machine.Last[(last * Letters) + letter]));
    }

    /// <summary>How many letters are read.</summary>
    public int Letters => Bimachine.Letters;

    /// <summary>Symbols of the input that matter; 1 when the rule reads none.</summary>
    public int Inputs => Letters / rule.State.Size;

    /// <summary>States of the machine that reads from the first cell on. It begins in state 0.</summary>
    public int FirstStates => Bimachine.FirstStates;

    /// <summary>States of the machine that reads from the last cell on.</summary>
    public int LastStates => Bimachine.LastStates;

    /// <summary>The next state of the machine that reads from the first cell on, at index state x letters + letter.</summary>
    public ImmutableArray<int> First => Bimachine.First;

    /// <summary>The same for the machine that reads from the last cell on.</summary>
    public ImmutableArray<int> Last => Bimachine.Last;

    /// <summary>Where a cell comes to rest, at index (state of the first machine before it x letters + letter) x states of the last machine + its state behind it.</summary>
    public ImmutableArray<int> Outputs => Bimachine.Outputs;

    /// <summary>How many cases were checked, which stand for all rows.</summary>
    public int Cases { get; }

    /// <summary>Whether the end depends on the input and the number of cells alone, and not on the start.</summary>
    public bool ForgetsStart { get; }

    /// <summary>The map as a machine that writes the end while it reads, from the first cell on or, where that is not possible, from the last one: it reads the inputs where the start is forgotten, else the start. Null where both directions are needed, or pairs of input and start.</summary>
    public Transducer? Machine
    {
        get
        {
            if (Math.Min(FirstStates, LastStates) > 1 || (Inputs > 1 && !ForgetsStart))
                return null;
            int each = Inputs > 1 ? rule.State.Size : 1;
            bool fromFirst = LastStates == 1;
            return Transducer.FromFunction(
                Inputs > 1 ? rule.Frozen! : rule.State, rule.State, fromFirst ? FirstStates : LastStates, 0,
                (state, symbol) => fromFirst ? (First[(state * Letters) + (symbol * each)], Bimachine.Output(state, symbol * each, 0)) : (Last[(state * Letters) + (symbol * each)], Bimachine.Output(0, symbol * each, state)));
        }
    }

    /// <summary>All this as a sentence.</summary>
    public string Statement => ConvergenceSentences.Of(this, rule.State);

    /// <summary>The machines.</summary>
    internal Bimachine Bimachine { get; }

    /// <summary>Where a start comes to rest, without a step.</summary>
    /// <exception cref="ArgumentException">The start does not belong to this rule and boundary, or has no input where one is read.</exception>
    public Lattice End(Lattice start)
    {
        Require(start);
        return start.Adopt([.. Bimachine.Run([.. start.Cells.ToArray().Select((symbol, cell) => (Input(start, cell) * rule.State.Size) + symbol)]).Select(static symbol => (byte)symbol)]);
    }

    /// <summary>The basin of a row: how many starts, with the same input, come to rest at it; 0 for a row that is not at rest.</summary>
    /// <exception cref="ArgumentException">The row does not belong to this rule and boundary, or has no input where one is read.</exception>
    public BigInteger Starts(Lattice end)
    {
        Require(end);
        return Bimachine.Count(end.Count, (cell, letter, symbol) => symbol == end[cell] && letter / rule.State.Size == Input(end, cell));
    }

    /// <summary>How many ends there are on rows of so many cells, which are the rows at rest; with an input, pairs of input and end are counted.</summary>
    /// <param name="cells">Cells of a row, at least 1.</param>
    public BigInteger Ends(int cells)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 1);
        return Bimachine.Count(cells, (_, letter, symbol) => symbol == letter % rule.State.Size);
    }

    /// <summary>The starts that come to rest with one symbol in all cells, as a machine: it reads a start from the first cell on, and writes 1 where what it has read is such a start. Null where the rule reads an input, or the machine would have too many states.</summary>
    /// <param name="symbol">The symbol.</param>
    public Transducer? Basin(byte symbol)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(symbol, rule.State.Size);
        return Inputs == 1 && Bimachine.Accepting(output => output == symbol) is { } basin ? Transducer.FromFunction(rule.State, Alphabet.Binary, basin.FirstStates, 0, (state, letter) => (basin.First[(state * Letters) + letter], basin.Output(state, letter, 0))) : null;
    }

    /// <summary>All this as a sentence.</summary>
    public override string ToString() => Statement;

    private int Input(Lattice row, int cell) => Inputs > 1 ? row.Input![cell] : 0;

    private void Require(Lattice row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Shape.Dimensions != 1 || row.Boundary != boundary || !row.Alphabet.Equals(rule.State) || (Inputs > 1 && (row.Input is not { } input || !input.Alphabet.Equals(rule.Frozen!))))
            throw new ArgumentException($"A row of {rule.State} behind {boundary}{(Inputs > 1 ? $" with an input of {rule.Frozen}" : "")} is expected.", nameof(row));
    }
}
