namespace Lightcone.Engines.Synthesis;

/// <summary>
/// A rule on three by three cells as a circuit that is run along a line of cells and shares work between neighbors on it. A cell of the line stands for three of the grid, those across the line; what they mean to
/// the cell before, to the cell itself and to the cell after is coded once, in as few bits as the rule tells apart, and the result of a cell is computed from the codes of three cells in a row.
/// </summary>
/// <remarks>
/// Nothing here knows a rule. The codes come from merging triples that no neighborhood tells apart (for every rule that counts living cells: how many of the three live), the next level from inputs that can be
/// exchanged with each other and so need only be counted, the rest from a search (<see cref="LookupSearch"/>). Life takes two look-ups for the code, four for counting and four for the rest.
/// </remarks>
internal sealed class LineCircuit
{
    /// <summary>Words compared in the search of a circuit's last part: at most some fifty milliseconds.</summary>
    private const long Work = 1 << 21;

    private LineCircuit(LookupNetwork code, int[] own, LookupNetwork cell)
    {
        Code = code;
        Own = own;
        Cell = cell;
    }

    /// <summary>From the three cells across the line to the code's bits.</summary>
    public LookupNetwork Code { get; }

    /// <summary>Which of the three cells across the line (0, 1, 2) the cell itself reads besides its code.</summary>
    public int[] Own { get; }

    /// <summary>The result: from the code of the cell before, of the cell, its own bits of <see cref="Own"/>, and the code of the cell after.</summary>
    public LookupNetwork Cell { get; }

    /// <summary>Bits of a code.</summary>
    public int Bits => Code.Outputs.Length;

    /// <summary>Look-ups for a cell.</summary>
    public int Size => Code.Gates.Length + Cell.Gates.Length;

    /// <summary>Finds the circuit of a rule along rows; along columns it is that of <see cref="MooreTable.Transposed"/>.</summary>
    public static LineCircuit Synthesize(MooreTable table)
    {
        int[] sides = Join(Classes(table, 0), Classes(table, 2));
        int count = sides.Max() + 1;
        if (count > 4)
            return Build(table, new LookupNetwork(3, [], [2, 3, 4]), [0, 1, 2, 3, 4, 5, 6, 7], []);
        int bits = Alphabet.BitsOf(count);
        List<LookupNetwork.Gate> gates = [];
        for (int bit = 0; bit < bits; bit++)
        {
            int function = 0;
            for (int triple = 0; triple < 8; triple++)
                function |= ((sides[triple] >> bit) & 1) << triple;
            // Bit 0 of a triple is the first of the three cells, the most significant operand is the last.
            gates.Add(new LookupNetwork.Gate(4, 3, 2, (byte)function));
        }

        LookupNetwork code = new(3, gates, [.. Enumerable.Range(5, bits)]);
        return Build(table, code, sides, Missing(sides, Classes(table, 1)));
    }

    /// <summary>Codes and gates: 3 inputs to 2 bits in 2 look-ups, 8 more a cell.</summary>
    public override string ToString() => $"{Bits} bits a triple in {Code.Gates.Length} look-ups, {Cell.Gates.Length} more for a cell";

    private static LineCircuit Build(MooreTable table, LookupNetwork code, int[] codes, int[] own)
    {
        int bits = code.Outputs.Length;
        int inputs = (3 * bits) + own.Length;
        ulong[] care = new ulong[Math.Max(1, (1 << inputs) / 64)];
        ulong[] ones = new ulong[care.Length];
        for (int n = 0; n < MooreTable.Neighborhoods; n++)
        {
            int middle = (n >> 3) & 7;
            int number = codes[n & 7] | (codes[middle] << bits);
            for (int k = 0; k < own.Length; k++)
                number |= ((middle >> own[k]) & 1) << ((2 * bits) + k);
            number |= codes[n >> 6] << ((2 * bits) + own.Length);
            care[number >> 6] |= 1UL << (number & 63);
            if (table[n])
                ones[number >> 6] |= 1UL << (number & 63);
        }

        return new LineCircuit(code, own, CountingSynthesis.Synthesize(inputs, ones, care, Work));
    }

    /// <summary>Which of the eight states of three cells the rule does not tell apart at one place: a class each, numbered in the order of their first members.</summary>
    private static int[] Classes(MooreTable table, int place)
    {
        int[] classes = new int[8];
        int count = 0;
        for (int triple = 0; triple < 8; triple++)
        {
            int same = Enumerable.Range(0, triple).FirstOrDefault(other => Alike(table, place, triple, other), -1);
            classes[triple] = same < 0 ? count++ : classes[same];
        }

        return classes;
    }

    private static bool Alike(MooreTable table, int place, int triple, int other)
    {
        int shift = 3 * place;
        for (int rest = 0; rest < MooreTable.Neighborhoods; rest++)
            if (((rest >> shift) & 7) == 0 && table[rest | (triple << shift)] != table[rest | (other << shift)])
                return false;
        return true;
    }

    /// <summary>Classes that tell apart what either of two does.</summary>
    private static int[] Join(int[] first, int[] second)
    {
        List<(int, int)> seen = [];
        int[] joined = new int[8];
        for (int triple = 0; triple < 8; triple++)
        {
            if (!seen.Contains((first[triple], second[triple])))
                seen.Add((first[triple], second[triple]));
            joined[triple] = seen.IndexOf((first[triple], second[triple]));
        }

        return joined;
    }

    /// <summary>The fewest of the three cells that have to be known besides the code, so that the class at the own place is.</summary>
    private static int[] Missing(int[] codes, int[] wanted)
    {
        int best = 7;
        for (int set = 0; set < 8; set++)
            if (int.PopCount(set) < int.PopCount(best) && Enumerable.Range(0, 64).All(pair => Fits(set, pair & 7, pair >> 3)))
                best = set;
        return [.. Enumerable.Range(0, 3).Where(place => ((best >> place) & 1) != 0)];

        bool Fits(int set, int one, int other) => codes[one] != codes[other] || (one & set) != (other & set) || wanted[one] == wanted[other];
    }
}
