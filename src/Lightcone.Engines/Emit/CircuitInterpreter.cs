using System.Buffers;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Emit;

/// <summary>Runs a <see cref="LineCircuit"/> along a line without code made at run time: every look-up as seven selections. Its words are borrowed for as long as the line takes, since several threads may run one circuit.</summary>
internal readonly ref struct CircuitInterpreter
{
    private readonly LineCircuit circuit;
    private readonly Vector512<ulong>[] words;
    private readonly Span<Vector512<ulong>> code;
    private readonly Span<Vector512<ulong>> cell;

    /// <param name="circuit">The circuit.</param>
    public CircuitInterpreter(LineCircuit circuit)
    {
        this.circuit = circuit;
        int codes = LookupNetwork.FirstInput + 3 + circuit.Code.Gates.Length;
        int cells = LookupNetwork.FirstInput + circuit.Cell.Inputs + circuit.Cell.Gates.Length;
        words = ArrayPool<Vector512<ulong>>.Shared.Rent(codes + cells);
        code = words.AsSpan(0, codes);
        cell = words.AsSpan(codes, cells);
        code[LookupNetwork.Zero] = cell[LookupNetwork.Zero] = Vector512<ulong>.Zero;
        code[LookupNetwork.One] = cell[LookupNetwork.One] = Vector512<ulong>.AllBitsSet;
    }

    /// <summary>Gives the words back; nothing can be run afterwards.</summary>
    public void Dispose() => ArrayPool<Vector512<ulong>>.Shared.Return(words);

    /// <summary>Goes a place on: takes the three cells across the line at the place after the present one.</summary>
    public void Next(Vector512<ulong> first, Vector512<ulong> second, Vector512<ulong> third)
    {
        int bits = circuit.Bits;
        int after = LookupNetwork.FirstInput + circuit.Cell.Inputs - bits;
        cell.Slice(LookupNetwork.FirstInput + bits, bits).CopyTo(cell[LookupNetwork.FirstInput..]);
        cell.Slice(after, bits).CopyTo(cell[(LookupNetwork.FirstInput + bits)..]);
        code[LookupNetwork.FirstInput] = first;
        code[LookupNetwork.FirstInput + 1] = second;
        code[LookupNetwork.FirstInput + 2] = third;
        Evaluate(circuit.Code, code);
        for (int bit = 0; bit < bits; bit++)
            cell[after + bit] = code[circuit.Code.Outputs[bit]];
    }

    /// <summary>The result at the present place, given its three cells across the line.</summary>
    public Vector512<ulong> Cell(Vector512<ulong> first, Vector512<ulong> second, Vector512<ulong> third)
    {
        for (int k = 0; k < circuit.Own.Length; k++)
            cell[LookupNetwork.FirstInput + (2 * circuit.Bits) + k] = circuit.Own[k] == 0 ? first : circuit.Own[k] == 1 ? second : third;
        Evaluate(circuit.Cell, cell);
        return cell[circuit.Cell.Outputs[0]];
    }

    private static void Evaluate(LookupNetwork network, Span<Vector512<ulong>> values)
    {
        int target = LookupNetwork.FirstInput + network.Inputs;
        foreach (LookupNetwork.Gate gate in network.Gates)
            values[target++] = Lookup(gate.Function, values[gate.A], values[gate.B], values[gate.C]);
    }

    /// <summary>One look-up: the function's eight results chosen by three words.</summary>
    public static Vector512<ulong> Lookup(byte function, Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c)
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
