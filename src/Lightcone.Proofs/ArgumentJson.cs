using System.Globalization;
using System.Text.Json;
using Lightcone.Foundation.Input;
using Lightcone.Proofs.Arguments;

namespace Lightcone.Proofs;

/// <summary>The typed arguments of a certificate as JSON: a kind, and what belongs to it.</summary>
internal static class ArgumentJson
{
    /// <summary>The kind of a block potential in files.</summary>
    public const string Potential = "block potential";

    /// <summary>The kind of a one-way current in files.</summary>
    public const string Current = "one-way current";

    /// <summary>The kind of an induction from an end of the row in files.</summary>
    public const string Induction = "induction from an end";

    /// <summary>The kind of a chain of causes in files.</summary>
    public const string Chain = "chain of causes";

    /// <summary>The kind of a cycle in files.</summary>
    public const string Cycle = "cycle";

    /// <summary>The kind of a bounded time in files.</summary>
    public const string BoundedTime = "bounded time";

    public static void Write(Utf8JsonWriter writer, ConvergenceArgument argument)
    {
        writer.WriteStartObject("argument");
        switch (argument)
        {
            case ConvergenceArgument.Stateless:
                writer.WriteString("kind", "no state");
                break;
            case ConvergenceArgument.OwnCell own:
                writer.WriteString("kind", "own cell");
                writer.WriteNumber("steps", own.Steps);
                writer.WriteBoolean("oneEnd", own.HasOneEnd);
                break;
            case ConvergenceArgument.OneWay way:
                writer.WriteString("kind", "one way");
                WriteList(writer, "direction", [way.Direction.X, way.Direction.Y]);
                writer.WriteBoolean("latch", way.IsLatch);
                writer.WriteNumber("steps", way.Steps);
                writer.WriteBoolean("oneEnd", way.HasOneEnd);
                break;
            case ConvergenceArgument.Potential potential:
                writer.WriteString("kind", Potential);
                writer.WriteBoolean("walls", potential.IsWalled);
                writer.WriteNumber("inequalities", potential.Inequalities);
                writer.WriteNumber("width", potential.Value.Width);
                writer.WriteNumber("decrease", potential.Value.Decrease);
                WriteList(writer, "values", potential.Value.Potential);
                WriteList(writer, "flux", potential.Value.Flux);
                break;
            case ConvergenceArgument.Current current:
                writer.WriteString("kind", Current);
                writer.WriteBoolean("rightward", current.IsRightward);
                writer.WriteBoolean("mirrors", current.HasMirrors);
                writer.WriteNumber("balances", current.Balances);
                WriteList(writer, "values", current.Value.Values);
                break;
            case ConvergenceArgument.Induction induction:
                writer.WriteString("kind", Induction);
                writer.WriteBoolean("mirrors", induction.HasMirrors);
                writer.WriteNumber("inequalities", induction.Inequalities);
                writer.WriteBoolean("fromLast", induction.Value.IsFromRight);
                writer.WriteNumber("block", induction.Value.Block);
                if (induction.Value.PowerBase != 0)
                    writer.WriteNumber("base", induction.Value.PowerBase);
                writer.WriteNumber("denominator", induction.Value.Denominator);
                WriteList(writer, "bounds", induction.Value.Bounds);
                WriteList(writer, "ranks", induction.Value.Ranks);
                break;
            case ConvergenceArgument.Chain chain:
                writer.WriteString("kind", Chain);
                writer.WriteBoolean("mirrors", chain.HasMirrors);
                writer.WriteNumber("inequalities", chain.Inequalities);
                writer.WriteBoolean("fromLast", chain.Value.IsFromRight);
                writer.WriteNumber("width", chain.Value.Width);
                writer.WriteNumber("decrease", chain.Value.Decrease);
                writer.WriteNumber("most", chain.Value.Most);
                writer.WriteNumber("least", chain.Value.Least);
                WriteList(writer, "left", chain.Value.Left);
                WriteList(writer, "right", chain.Value.Right);
                WriteList(writer, "leftFlux", chain.Value.LeftFlux);
                WriteList(writer, "rightFlux", chain.Value.RightFlux);
                WriteList(writer, "around", chain.Value.Around);
                break;
            case ConvergenceArgument.BoundedTime bounded:
                writer.WriteString("kind", BoundedTime);
                writer.WriteBoolean("ends", bounded.HasEnds);
                writer.WriteNumber("windows", bounded.Windows);
                writer.WriteNumber("steps", bounded.Steps);
                break;
            case ConvergenceArgument.SymbolOrder order:
                writer.WriteString("kind", "symbol order");
                writer.WriteNumber("changes", order.Changes);
                break;
            case ConvergenceArgument.CheckedToSize small:
                writer.WriteString("kind", "small lattices");
                writer.WriteString("obstacle", Name(small.Why));
                writer.WriteNumber("cells", small.Cells);
                writer.WriteNumber("steps", small.Steps);
                break;
            case ConvergenceArgument.Cycle cycle:
                writer.WriteString("kind", Cycle);
                writer.WriteString("obstacle", Name(cycle.Why));
                Write(writer, "state", cycle.State);
                Write(writer, "input", cycle.Input);
                writer.WriteNumber("period", cycle.Period);
                break;
            case ConvergenceArgument.Undecided undecided:
                writer.WriteString("kind", "none");
                writer.WriteString("obstacle", Name(undecided.Why));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(argument), argument.GetType(), "unknown argument");
        }

        Write(writer, argument.StepBound);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, FunctionArgument argument)
    {
        writer.WriteStartObject("argument");
        switch (argument)
        {
            case FunctionArgument.Product product:
                writer.WriteString("kind", "product with the specification");
                writer.WriteNumber("pairs", product.Pairs);
                break;
            case FunctionArgument.ConservedNumber number:
                writer.WriteString("kind", "conserved number");
                writer.WriteNumber("base", number.Base);
                writer.WriteString("sign", number.Sign.ToString());
                writer.WriteNumber("equations", number.Equations);
                break;
            case FunctionArgument.OuterProduct grid:
                writer.WriteString("kind", "outer product");
                writer.WriteNumber("equations", grid.Equations);
                break;
            case FunctionArgument.EqualTables tables:
                writer.WriteString("kind", "equal tables");
                writer.WriteBoolean("sorts", tables.Sorts);
                break;
            case FunctionArgument.CheckedToLength small:
                writer.WriteString("kind", "small operands");
                writer.WriteNumber("base", small.Base);
                writer.WriteNumber("digits", small.Digits);
                break;
            case FunctionArgument.TableOnly:
                writer.WriteString("kind", "table only");
                break;
            case FunctionArgument.NoProduct none:
                writer.WriteString("kind", "no product");
                writer.WriteString("obstacle", Name(none.Why));
                break;
            case FunctionArgument.TooMuchMemory memory:
                writer.WriteString("kind", "too much memory");
                writer.WriteNumber("cells", memory.Cells);
                writer.WriteNumber("inputs", memory.Inputs);
                break;
            case FunctionArgument.TooManyPairs pairs:
                writer.WriteString("kind", "too many pairs");
                writer.WriteNumber("most", pairs.Most);
                break;
            default:
                // What computes something else is refuted and has no certificate.
                throw new ArgumentOutOfRangeException(nameof(argument), argument.GetType(), "no argument of a certificate");
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Healing healing)
    {
        writer.WriteStartObject("argument");
        writer.WriteString("kind", healing switch
        {
            Healing.UniqueFixedPoint => "unique fixed point",
            Healing.FewFlips => "few flips",
            Healing.NoAttractor => "no attractor",
            Healing.NothingFound => "nothing found",
            Healing.Witness => "witness",
            _ => throw new ArgumentOutOfRangeException(nameof(healing), healing.GetType(), "unknown argument"),
        });
        if (healing is Healing.FewFlips few)
            writer.WriteNumber("flips", few.Flips);
        if (healing is Healing.Witness witness)
        {
            Write(writer, "rest", witness.Rest);
            Write(writer, "flipped", witness.Flipped);
            Write(writer, "after", witness.After);
        }

        writer.WriteEndObject();
    }

    /// <summary>A chain of causes as it stands in a file.</summary>
    public static CausalChain ReadChain(JsonText argument) => new(
        argument.Boolean("fromLast"), argument.Int32("width", 1, CausalChain.MaxWidth), argument.Int64s("left"), argument.Int64s("right"), argument.Int64s("leftFlux"), argument.Int64s("rightFlux"), argument.Int64s("around"),
        argument.Int64("decrease"), argument.Int64("most"), argument.Int64("least"));

    /// <summary>The state of an automaton's row as it stands in a file; null for a grid, which no search brings, and for what is no state.</summary>
    public static Lattice? ReadRow(JsonText row, Automaton automaton)
    {
        try
        {
            return row.Text("size").Contains('x') ? null : Lattice.Parse(automaton.Rule.State, row.Text("cells"), automaton.Boundary);
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>Whole numbers as a list on one line.</summary>
    public static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<long> values)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue($"[{string.Join(", ", values.Select(static value => value.ToString(CultureInfo.InvariantCulture)))}]");
    }

    /// <summary>A bound with its numbers; what is 1 (for the constant added: 0) is left out.</summary>
    private static void Write(Utf8JsonWriter writer, StepBound? bound)
    {
        if (bound is null)
            return;
        writer.WriteStartObject("bound");
        writer.WriteStartObject("size");
        foreach ((string power, int coefficient) in new[] { ("1", bound.Size.One), ("n", bound.Size.N), ("n^2", bound.Size.NSquared), ("w", bound.Size.W), ("h", bound.Size.H), ("wh", bound.Size.WH) })
            if (coefficient != 0)
                writer.WriteNumber(power, coefficient);
        if (bound.Power is { } grown)
            writer.WriteNumber($"{grown.Base}^n", grown.Times);
        writer.WriteEndObject();
        if (bound.Divisor != 1)
            writer.WriteNumber(bound.RoundsUp ? "dividedUp" : "dividedDown", bound.Divisor);
        if (bound.Plus != 0)
            writer.WriteNumber("plus", bound.Plus);
        foreach ((string name, System.Numerics.BigInteger value) in new[] { ("times", bound.Factor), ("thenDividedDown", bound.Last) })
            if (!value.IsOne)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(value.ToString(CultureInfo.InvariantCulture));
            }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, Lattice? lattice)
    {
        if (lattice is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("boundary", lattice.Boundary.ToString());
        writer.WriteString("size", lattice.Shape.ToString());
        writer.WriteString("cells", ConvergenceSentences.Text(lattice));
        writer.WriteEndObject();
    }

    private static string Name(Obstacle obstacle) => obstacle switch
    {
        Obstacle.CellCycles => "a cell can cycle by itself",
        Obstacle.NoWall => "no wall",
        Obstacle.BothWays => "influence both ways",
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle), obstacle, "unknown obstacle"),
    };

    private static string Name(ProductObstacle obstacle) => obstacle switch
    {
        ProductObstacle.NoWalledRow => "no row with walls",
        ProductObstacle.OtherInput => "other input",
        ProductObstacle.NotOneWay => "not one way",
        ProductObstacle.LooksAhead => "looks ahead",
        ProductObstacle.OtherOutputs => "other outputs",
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle), obstacle, "unknown obstacle"),
    };
}
