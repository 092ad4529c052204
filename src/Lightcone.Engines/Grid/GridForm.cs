using Lightcone.Engines.Emit;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Engines.Grid;

/// <summary>The form of one rule of two states on three by three cells, made when first needed and shared by all runs.</summary>
internal sealed class GridForm
{
    private readonly Lazy<LineCircuit> circuit;
    private readonly Lazy<LinePass> rows;

    /// <param name="table">The rule.</param>
    public GridForm(MooreTable table)
    {
        Table = table;
        circuit = new(() => LineCircuit.Synthesize(table));
        rows = new(() => IsCompiled ? new CompiledLine(Circuit) : new InterpretedLine(Circuit));
    }

    /// <summary>The form of a rule, made once for all its runs; null for rules in one dimension, of more than two states, with a frozen field, or that read cells farther than one away.</summary>
    public static GridForm? Of(RuleForms rule) => rule.Form(static rule => rule.Moore is { } table ? new GridForm(table) : null);

    /// <summary>The rule.</summary>
    public MooreTable Table { get; }

    /// <summary>The circuit along rows.</summary>
    public LineCircuit Circuit => circuit.Value;

    /// <summary>Carries two rows of vectors one generation on.</summary>
    public LinePass Rows => rows.Value;

    private bool IsCompiled => WordEmitter.Suits(Circuit.Size);

    /// <summary>Tier, word width and look-ups a cell: compiled, 512-bit words, 10 look-ups a cell.</summary>
    public override string ToString() => $"{(IsCompiled ? $"compiled, {WordEmitter.Widest!.Bits}-bit words" : "interpreted, 512-bit words")}, {Circuit.Size} look-ups a cell shared along rows";
}
