using Lightcone.Engines.Grid;
using Lightcone.Engines.Wavefront;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Engines.Tiles;

/// <summary>The tile kernel of one rule of two states on three by three cells, shared by all runs.</summary>
internal sealed class TileKernels
{
    /// <param name="table">The rule.</param>
    public TileKernels(MooreTable table)
    {
        LineCircuit circuit = LineCircuit.Synthesize(table.Transposed());
        CompiledRule = CompiledPass.Suits(circuit.Size) ? new CompiledTile(circuit) : new InterpretedTile(circuit);
    }

    /// <summary>Carries eight windows a generation on.</summary>
    public TileKernel CompiledRule { get; }
}
