using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>A rule ready for use: its table, the readout that reads the answer off (if it has one), the boundary it belongs to, and, when it was learned, the networks the tables came from.</summary>
/// <example>
/// <code>
/// Automaton automaton = new() { Rule = rule110, Boundary = Boundary.Periodic };
/// </code>
/// </example>
public sealed record Automaton
{
    /// <summary>The rule that is iterated.</summary>
    public required LocalRule Rule { get; init; }

    /// <summary>The boundary it belongs to.</summary>
    public required Boundary Boundary { get; init; }

    /// <summary>The local function applied once at the end; null when the state is the answer.</summary>
    public LocalRule? Readout { get; init; }

    /// <summary>The network that the rule's table was read from; null for a rule that was not learned.</summary>
    public NeuralRule? Network { get; init; }

    /// <summary>The network that the readout's table was read from.</summary>
    public NeuralRule? ReadoutNetwork { get; init; }

    /// <summary>The name of the task this is for; null for a rule of the user's own.</summary>
    public string? Task { get; init; }

    /// <summary>What the examples showed of a rule that was learned without a network; null otherwise, since a network's own record says it.</summary>
    public Coverage? Coverage { get; init; }

    /// <summary>What it was checked against after it was learned from data, and how that ended; null when it was not.</summary>
    public DataCheck? Check { get; init; }

    /// <summary>How questions and answers stand in its cells; null for a rule that was not learned from answers.</summary>
    public AnswerLayout? Layout { get; init; }

    /// <summary>The colors that the rule's author chose for its symbols, as Golly's rule files have them; null, the default, for none.</summary>
    public StateColors? Colors { get; init; }

    /// <summary>Parameters of the networks together; 0 for a rule that was not learned.</summary>
    public int Parameters => (Network?.Parameters ?? 0) + (ReadoutNetwork?.Parameters ?? 0);

    /// <summary>One line: the rule, its boundary, its readout and what it is for.</summary>
    public override string ToString() => $"{(Task is null ? "" : $"{Task}: ")}{Rule}, {Boundary}{(Readout is null ? "" : $", readout {Readout.Signature.Output}")}{(Parameters == 0 ? "" : $", {Parameters} parameters")}{(Check is null ? "" : $"; {Check}")}";

    /// <summary>What two networks learned: their argmax tables.</summary>
    /// <param name="network">The network of the rule.</param>
    /// <param name="readout">The network of the readout, or null.</param>
    /// <param name="boundary">The boundary the rule is for.</param>
    /// <param name="task">The name of the task, or null.</param>
    public static Automaton Of(NeuralRule network, NeuralRule? readout, Boundary boundary, string? task)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new Automaton { Rule = network.ToRule(), Boundary = boundary, Readout = readout?.ToRule(), Network = network, ReadoutNetwork = readout, Task = task };
    }

    /// <summary>Checks that the parts belong together: the rule can be iterated, the wall is a symbol of it, and the readout reads what the rule reads.</summary>
    /// <exception cref="InputException">They do not; the message says which part and why.</exception>
    internal void Require()
    {
        if (!Rule.IsIterable)
            throw new InputException($"the rule goes {Rule.Signature}: what it gives is no state, so it cannot be iterated. The output alphabet of a rule is its state's.");
        if (Colors is { } colors && colors.Colors.Length != Rule.State.Size)
            throw new InputException($"there are {colors.Colors.Length} colors for {Rule.State.Size} symbols. Give each symbol one.");
        if (Boundary is Boundary.FixedBoundary wall && wall.Symbol >= Rule.State.Size)
            throw new InputException($"the wall holds symbol number {wall.Symbol}, but the state has {Rule.State.Size} symbols, {Rule.State}. Choose a wall of one of them.");
        if (Readout is { } readout && (!Equals(readout.Frozen, Rule.Frozen) || !readout.State.Equals(Rule.State) || readout.Dimensions != Rule.Dimensions))
            throw new InputException($"the readout goes {readout.Signature} and cannot be applied to the rule's configurations, which it goes {Rule.Signature}. A readout reads the same alphabets in the same number of dimensions.");
    }
}
