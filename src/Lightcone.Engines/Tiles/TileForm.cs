using Lightcone.Engines.Emit;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Engines.Tiles;

/// <summary>The tile form of one rule of two states on three by three cells, shared by all runs.</summary>
internal sealed class TileForm
{
    /// <param name="table">The rule.</param>
    public TileForm(MooreTable table)
    {
        LineCircuit circuit = LineCircuit.Synthesize(table.Transposed());
        Windows = WordEmitter.Suits(circuit.Size) ? new CompiledTile(circuit) : new InterpretedTile(circuit);
    }

    /// <summary>The form of a rule, made once for all its runs; null for rules in one dimension, of more than two states, with a frozen field, or that read cells farther than one away.</summary>
    public static TileForm? Of(RuleForms rule) => rule.Form(static rule => rule.Moore is { } table ? new TileForm(table) : null);

    /// <summary>Carries eight windows a generation on.</summary>
    public TilePass Windows { get; }
}
