using System.Globalization;
using Lightcone.Foundation.Input;

namespace Lightcone.Proofs.Arguments;

/// <summary>The sentences of the level of function and of the quantities beside it; nothing is decided by reading them. Files of version 2 are compared with them.</summary>
internal static class FunctionSentences
{
    public static string Of(FunctionProof proof) => proof.Argument switch
    {
        FunctionArgument.Product product => $"for every length and every input the fixed point reads as {proof.Specification}: the product with the specification has {product.Pairs} reachable states, and all of them agree.",
        FunctionArgument.ConservedNumber number => $"for every number of digits the fixed point spells a {number.Sign} b: the sum of {number.Base}^i times the value of cell i is conserved modulo {number.Base}^n ({number.Equations} equations in whole numbers), "
            + $"every start comes to rest, and the rows at rest are exactly the words over the digits {{0..{number.Base - 1}}}.",
        FunctionArgument.OuterProduct grid => $"for every number of digits the last row of the fixed point spells a * b: every cell hands on its bit, the digit above and the carry from above left ({grid.Equations} equations in whole numbers), and after its last bit a column has no carry.",
        FunctionArgument.EqualTables tables => $"{(tables.Sorts ? Sorted : "")}every step on every lattice, of any size and for any number of steps, is that of {proof.Specification}: the tables are equal.",
        FunctionArgument.CheckedToLength small => $"every pair of operands of up to {small.Digits} digits in base {small.Base} gives the right answer; longer ones are not claimed.",
        FunctionArgument.TableOnly => "each step is that of the table, but no specification says what iterating it should compute.",
        FunctionArgument.NoProduct none => $"{Of(none.Why)}.",
        FunctionArgument.TooMuchMemory memory => $"the rule remembers {memory.Cells} cells and {memory.Inputs} inputs, too many states to explore.",
        FunctionArgument.TooManyPairs pairs => string.Create(CultureInfo.InvariantCulture, $"the product with the specification has more than {pairs.Most:N0} states, too many to explore."),
        FunctionArgument.OtherOutput output => $"the rule gives {output.Found} in the last cell, the specification {output.Expected}.",
        FunctionArgument.OtherState state => $"the last cell's state is {state.Found}, the specification asks for {state.Expected}.",
        FunctionArgument.WrongAnswer => "an answer is wrong.",
        _ => throw new ArgumentOutOfRangeException(nameof(proof), proof.Argument.GetType(), "unknown argument"),
    };

    /// <summary>Inputs on which a rule fails.</summary>
    public static string Of(FailingInput input) => input switch
    {
        FailingInput.Operands operands => $"{operands.A} {operands.Sign} {operands.B} ({EditDistance.Count(operands.Digits, "digit")})",
        FailingInput.WrongAnswer wrong => $"{wrong.Of} gives {wrong.Given?.ToString() ?? "a cell that is no digit"}",
        FailingInput.NoRest restless => $"{restless.Of} does not settle",
        FailingInput.Word word => $"input \"{ConvergenceSentences.Text(word.Input)}\"",
        FailingInput.Step { Input: null } step => $"{ConvergenceSentences.Place(step.State.Boundary, step.State.Shape)}, \"{ConvergenceSentences.Text(step.State)}\"",
        FailingInput.Step { Input: { } below } step => $"{ConvergenceSentences.Place(step.State.Boundary, step.State.Shape)}, input \"{ConvergenceSentences.Text(below)}\", state \"{ConvergenceSentences.Text(step.State)}\"",
        _ => throw new ArgumentOutOfRangeException(nameof(input), input.GetType(), "unknown input"),
    };

    /// <summary>Errors in the state.</summary>
    public static string Of(ErrorLifetime lifetime)
    {
        string maps = $"the input symbols make {lifetime.MonoidSize} {(lifetime.MonoidSize == 1 ? "map" : "maps")} of the state, the smallest rank is {lifetime.MinimalRank}";
        if (lifetime.MinimalRank > 1)
            return $"errors need not die: {maps}, so some flipped cell is passed on whatever the input, to the end of the row.";
        if (lifetime.ExpectedSteps is not { } expected)
            return $"errors die on random input: {maps}.";
        string about = expected.IsWhole ? "" : string.Create(CultureInfo.InvariantCulture, $" (about {expected.Approximate():0.##})");
        return $"errors die: {maps}; on uniformly random input a flipped cell is forgotten after at most {expected}{about} steps on average.";
    }

    /// <summary>Fixed points.</summary>
    public static string Of(FixedPointLanguage language)
    {
        string where = language.IsWalled ? "row" : "ring";
        string? words = language.FreeSymbols is { } free ? string.Join(',', free.Select(symbol => language.Alphabet.Names[symbol])) : null;
        if (language.IsEmpty)
            return $"none, on a {where} of any length.";
        if (language.IsSingle)
            return words is null ? $"exactly one on a {where} of every length." : $"exactly one on a {where} of every length: {words} in every cell.";
        if (words is not null)
            return $"on a {where} of every length exactly the words over {{{words}}}: {language.FreeSymbols!.Value.Length}^n.";
        if (language.HasOneForEachInput)
            return $"as many pairs of input and state as inputs on a {where} of every length: {language.Inputs}^n.";
        string counts = string.Join(", ", language.Counts.Take(8));
        string growth = language.Growth == 0 ? "none in the long run" : string.Create(CultureInfo.InvariantCulture, $"each further cell multiplies by {language.Growth:0.######} in the long run");
        return $"{counts}, ... on {where}s of 1, 2, ... cells{(language.Inputs > 1 ? " (pairs of input and state)" : "")}; {growth}.";
    }

    /// <summary>Networks.</summary>
    public static string Of(Robustness robustness)
    {
        string input = robustness.Radius == 0
            ? "no radius of the inputs could be proved"
            : string.Create(CultureInfo.InvariantCulture, $"every input may be off by {robustness.Radius} of its code at once (proved by interval bounds; {robustness.Tightest} is tightest)");
        string soft = robustness.Gain is { } gain
            ? string.Create(CultureInfo.InvariantCulture, $"; without argmax, logits amplified by {gain} or more keep the right symbols for ever, each with probability at least {1 - robustness.Deviation:0.######}")
            : robustness.IsIterated ? "; no gain for iteration without argmax could be proved" : "";
        return $"{input}{soft}.";
    }

    /// <summary>Conserved quantities.</summary>
    public static string Of(AdditiveQuantity quantity, Alphabet alphabet)
    {
        string[] values = [.. quantity.Values.Select((value, symbol) => $"{alphabet.Names[symbol]}: {value}")];
        return $"the sum of {quantity.Scale}^i times the value of cell i, modulo {quantity.Scale}^n, with the values {string.Join(", ", values.Take(12))}{(values.Length > 12 ? ", ..." : "")}.";
    }

    /// <summary>Tables and networks on the whole domain.</summary>
    public static string Of(TableExactness table) => table.SmallestMargin is { } margin
        ? string.Create(CultureInfo.InvariantCulture, $"all {table.Neighborhoods} neighborhoods, smallest margin {margin:0.##} at {table.Tightest}, {table.Arithmetic}.")
        : $"all {table.Neighborhoods} neighborhoods, given as a table.";

    /// <summary>Independence of the order of updates.</summary>
    public static string Of(OrderArgument argument) => argument switch
    {
        OrderArgument.None => "the rule is neither one-way behind a wall nor monotone: its end may depend on the order.",
        OrderArgument.Stateless => "the next symbol does not depend on the state: every fair schedule ends at the same fixed point.",
        OrderArgument.OneWay => "influence travels one way from a wall: from every start, every fair schedule ends at the same fixed point.",
        OrderArgument.MonotoneRising => "the rule is monotone and no cell ever falls: from every start, every fair schedule ends at the least fixed point above it.",
        OrderArgument.MonotoneFromLowest => "the rule is monotone: from the lowest state, every fair schedule ends at the least fixed point.",
        _ => throw new ArgumentOutOfRangeException(nameof(argument), argument, "unknown argument"),
    };

    private const string Sorted =
        "on a row of every length the fixed point holds the symbols of the start in ascending order: no step changes how often a symbol occurs, every start comes to rest, and where nothing passes between neighbors they ascend. And ";

    private static string Of(ProductObstacle obstacle) => obstacle switch
    {
        ProductObstacle.NoWalledRow => "the rule does not run on a row with walls",
        ProductObstacle.OtherInput => "the rule's frozen input is not what the specification reads",
        ProductObstacle.NotOneWay => "influence does not travel from the first cell only",
        ProductObstacle.LooksAhead => "the rule or its readout looks ahead",
        ProductObstacle.OtherOutputs => "the outputs are not those of the specification",
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle), obstacle, "unknown obstacle"),
    };
}
