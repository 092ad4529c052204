using System.Runtime.Intrinsics;
using Lightcone.Kernels.Synthesis;

namespace Lightcone.Kernels.Grid;

/// <summary>The same without code made at run time: every look-up as seven selections, a column at a time.</summary>
internal sealed unsafe class InterpretedLine(LineCircuit circuit) : LineKernel
{
    public override void Run(in FourRows rows, nint first, nint second, int columns)
    {
        // A row is written over one that the other still reads: so one after the other.
        Row((Vector512<ulong>*)rows.A, (Vector512<ulong>*)rows.B, (Vector512<ulong>*)rows.C, (Vector512<ulong>*)first, columns);
        Row((Vector512<ulong>*)rows.B, (Vector512<ulong>*)rows.C, (Vector512<ulong>*)rows.D, (Vector512<ulong>*)second, columns);
    }

    private void Row(Vector512<ulong>* above, Vector512<ulong>* own, Vector512<ulong>* below, Vector512<ulong>* target, int columns)
    {
        int bits = circuit.Bits;
        Span<Vector512<ulong>> code = stackalloc Vector512<ulong>[LookupNetwork.FirstInput + 3 + circuit.Code.Gates.Length];
        Span<Vector512<ulong>> cell = new Vector512<ulong>[LookupNetwork.FirstInput + circuit.Cell.Inputs + circuit.Cell.Gates.Length];
        cell[LookupNetwork.One] = Vector512<ulong>.AllBitsSet;
        Span<Vector512<ulong>> before = cell.Slice(LookupNetwork.FirstInput, bits);
        Span<Vector512<ulong>> present = cell.Slice(LookupNetwork.FirstInput + bits, bits);
        Span<Vector512<ulong>> after = cell.Slice(LookupNetwork.FirstInput + circuit.Cell.Inputs - bits, bits);
        Code(code, above, own, below, -1, present);
        Code(code, above, own, below, 0, after);
        for (int x = 0; x < columns; x++)
        {
            present.CopyTo(before);
            after.CopyTo(present);
            Code(code, above, own, below, x + 1, after);
            for (int k = 0; k < circuit.Own.Length; k++)
                cell[LookupNetwork.FirstInput + (2 * bits) + k] = circuit.Own[k] == 0 ? above[x] : circuit.Own[k] == 1 ? own[x] : below[x];
            Evaluate(circuit.Cell, cell);
            target[x] = cell[circuit.Cell.Outputs[0]];
        }
    }

    private void Code(Span<Vector512<ulong>> values, Vector512<ulong>* above, Vector512<ulong>* own, Vector512<ulong>* below, int x, Span<Vector512<ulong>> result)
    {
        values[LookupNetwork.One] = Vector512<ulong>.AllBitsSet;
        values[LookupNetwork.FirstInput] = above[x];
        values[LookupNetwork.FirstInput + 1] = own[x];
        values[LookupNetwork.FirstInput + 2] = below[x];
        Evaluate(circuit.Code, values);
        for (int bit = 0; bit < result.Length; bit++)
            result[bit] = values[circuit.Code.Outputs[bit]];
    }

    private static void Evaluate(LookupNetwork network, Span<Vector512<ulong>> values)
    {
        int target = LookupNetwork.FirstInput + network.Inputs;
        foreach (LookupNetwork.Gate gate in network.Gates)
            values[target++] = Lookup(gate.Function, values[gate.A], values[gate.B], values[gate.C]);
    }

    /// <summary>One look-up: the function's eight results chosen by three words.</summary>
    private static Vector512<ulong> Lookup(byte function, Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c)
    {
        return Choose(a, Choose(b, Pair(6), Pair(4)), Choose(b, Pair(2), Pair(0)));

        Vector512<ulong> Pair(int bit) => ((function >> bit) & 3) switch
        {
            0 => Vector512<ulong>.Zero,
            1 => ~c,
            2 => c,
            _ => Vector512<ulong>.AllBitsSet,
        };

        static Vector512<ulong> Choose(Vector512<ulong> select, Vector512<ulong> high, Vector512<ulong> low) => Vector512.ConditionalSelect(select, high, low);
    }
}
