namespace Lightcone.Engines.Synthesis;

/// <summary>A circuit of look-ups in three bits, one vpternlog each. Signal 0 is zero, signal 1 is one, then come the inputs, then the gates in an order in which each follows what it reads.</summary>
internal sealed class LookupNetwork
{
    /// <summary>The signal that is always 0.</summary>
    public const int Zero = 0;

    /// <summary>The signal that is always 1.</summary>
    public const int One = 1;

    /// <summary>The signal of input bit 0.</summary>
    public const int FirstInput = 2;

    /// <summary>The function of three bits that selects: the first chooses the second (1) or the third (0).</summary>
    public const byte Select = 0b1100_1010;

    /// <summary>The function of three bits that holds cells beyond a wall: the first is kept where the second is set, and 1 where the third is.</summary>
    public const byte Hold = 0b1110_1010;

    /// <summary>Takes over the gates that <paramref name="outputs"/> need, without constants among what they read.</summary>
    public LookupNetwork(int inputs, IReadOnlyList<Gate> gates, int[] outputs)
    {
        Inputs = inputs;
        int first = FirstInput + inputs;
        bool[] needed = new bool[first + gates.Count];
        Array.ForEach(outputs, output => needed[output] = true);
        for (int i = gates.Count - 1; i >= 0; i--)
            if (needed[first + i])
                foreach (int signal in (ReadOnlySpan<int>)[gates[i].A, gates[i].B, gates[i].C])
                    needed[signal] = true;
        int[] renamed = [.. Enumerable.Range(0, needed.Length)];
        List<Gate> kept = [];
        for (int i = 0; i < gates.Count; i++)
            if (needed[first + i])
            {
                renamed[first + i] = first + kept.Count;
                kept.Add(new Gate(renamed[gates[i].A], renamed[gates[i].B], renamed[gates[i].C], gates[i].Function));
            }

        Gates = [.. kept];
        Outputs = [.. outputs.Select(output => renamed[output])];
    }

    /// <summary>How many input bits there are.</summary>
    public int Inputs { get; }

    /// <summary>The look-ups.</summary>
    public Gate[] Gates { get; }

    /// <summary>The signal of each bit of the result, least significant first.</summary>
    public int[] Outputs { get; }

    /// <summary>The result's bits, for the input bits given as a number.</summary>
    public int Evaluate(int bits)
    {
        Span<int> values = stackalloc int[FirstInput + Inputs + Gates.Length];
        values[One] = 1;
        for (int i = 0; i < Inputs; i++)
            values[FirstInput + i] = (bits >> i) & 1;
        for (int i = 0; i < Gates.Length; i++)
        {
            Gate gate = Gates[i];
            values[FirstInput + Inputs + i] = (gate.Function >> ((4 * values[gate.A]) + (2 * values[gate.B]) + values[gate.C])) & 1;
        }

        int result = 0;
        for (int i = 0; i < Outputs.Length; i++)
            result |= values[Outputs[i]] << i;
        return result;
    }

    /// <summary>3 inputs, 1 output, 1 LUT.</summary>
    public override string ToString() => $"{Inputs} inputs, {Outputs.Length} outputs, {Gates.Length} LUTs";

    /// <summary>One look-up; its result for the bits a, b, c is bit 4a + 2b + c of the function, the order of vpternlog.</summary>
    /// <param name="A">The most significant signal.</param>
    /// <param name="B">The middle one.</param>
    /// <param name="C">The least significant one.</param>
    /// <param name="Function">The eight results.</param>
    public readonly record struct Gate(int A, int B, int C, byte Function)
    {
        /// <summary>The same function of the same signals in another order: operand <paramref name="first"/> (0, 1 or 2) exchanged with operand <paramref name="second"/>.</summary>
        public Gate Exchange(int first, int second)
        {
            Span<int> operands = [A, B, C];
            (operands[first], operands[second]) = (operands[second], operands[first]);
            int exchanged = 0;
            for (int i = 0; i < 8; i++)
            {
                int low = 2 - first;
                int high = 2 - second;
                int swapped = i & ~((1 << low) | (1 << high));
                swapped |= (((i >> low) & 1) << high) | (((i >> high) & 1) << low);
                exchanged |= ((Function >> i) & 1) << swapped;
            }

            return new Gate(operands[0], operands[1], operands[2], (byte)exchanged);
        }

        /// <summary>The same gate with a signal in the place of each constant; null when only constants are read.</summary>
        public Gate? WithoutConstants()
        {
            int other = A > One ? A : B > One ? B : C;
            if (other <= One)
                return null;
            int function = Function;
            if (A <= One)
                function = A == One ? (function >> 4) * 0x11 : (function & 0x0F) * 0x11;
            if (B <= One)
                function = B == One ? ((function >> 2) & 0x33) * 5 : (function & 0x33) * 5;
            if (C <= One)
                function = C == One ? ((function >> 1) & 0x55) * 3 : (function & 0x55) * 3;
            return new Gate(A > One ? A : other, B > One ? B : other, C > One ? C : other, (byte)function);
        }
    }
}
