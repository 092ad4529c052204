using System.Runtime.Intrinsics;
using Lightcone.Engines.Emit;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Grid;

/// <summary>The same without code made at run time, a column at a time.</summary>
internal sealed unsafe class InterpretedLine(LineCircuit circuit) : LinePass
{
    public override void Run(in FourRows rows, nint first, nint second, int columns)
    {
        // A row is written over one that the other still reads: so one after the other.
        Row((Vector512<ulong>*)rows.A, (Vector512<ulong>*)rows.B, (Vector512<ulong>*)rows.C, (Vector512<ulong>*)first, columns);
        Row((Vector512<ulong>*)rows.B, (Vector512<ulong>*)rows.C, (Vector512<ulong>*)rows.D, (Vector512<ulong>*)second, columns);
    }

    private void Row(Vector512<ulong>* above, Vector512<ulong>* own, Vector512<ulong>* below, Vector512<ulong>* target, int columns)
    {
        using CircuitInterpreter interpreter = new(circuit);
        interpreter.Next(above[-1], own[-1], below[-1]);
        interpreter.Next(above[0], own[0], below[0]);
        for (int x = 0; x < columns; x++)
        {
            interpreter.Next(above[x + 1], own[x + 1], below[x + 1]);
            target[x] = interpreter.Cell(above[x], own[x], below[x]);
        }
    }
}
