using Lightcone.Kernels.Grid;
using Lightcone.Kernels.Wavefront;

namespace Lightcone.Kernels.Tiles;

/// <summary>The tile kernel of one rule of two states on three by three cells, shared by all runs.</summary>
internal sealed class TileKernels
{
    /// <param name="table">The rule.</param>
    public TileKernels(MooreTable table)
    {
        LineCircuit circuit = LineCircuit.Synthesize(table.Transposed());
        Kernel = CompiledPass.Suits(circuit.Size) ? new CompiledTile(circuit) : new InterpretedTile(circuit);
    }

    /// <summary>Carries eight windows a generation on.</summary>
    public TileKernel Kernel { get; }
}
