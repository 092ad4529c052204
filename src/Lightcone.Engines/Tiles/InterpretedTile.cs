using System.Runtime.Intrinsics;
using Lightcone.Engines.Emit;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Tiles;

/// <summary>The same without code made at run time.</summary>
internal sealed unsafe class InterpretedTile(LineCircuit circuit) : TilePass
{
    public override void Run(nint source, nint target, nint masks, int rows)
    {
        using CircuitInterpreter interpreter = new(circuit);
        Vector512<ulong>* from = (Vector512<ulong>*)source;
        Vector512<ulong>* to = (Vector512<ulong>*)target;
        Vector512<ulong>* mask = (Vector512<ulong>*)masks;
        Next(interpreter, from[-1]);
        Next(interpreter, from[0]);
        for (int y = 0; y < rows; y++)
        {
            Next(interpreter, from[y + 1]);
            Vector512<ulong> result = interpreter.Cell(from[y] << 1, from[y], from[y] >>> 1);
            to[y] = mask is null ? result : (result & mask[2 * y]) | mask[(2 * y) + 1];
        }

        static void Next(in CircuitInterpreter interpreter, Vector512<ulong> row) => interpreter.Next(row << 1, row, row >>> 1);
    }
}
