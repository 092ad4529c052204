namespace Lightcone.Engines.Scan;

/// <summary>
/// A one-way rule of two states, read from the cell before and a frozen symbol of the own cell, as arithmetic on whole rows of bits. Each frozen symbol acts on the state as one of four maps:
/// set to 0, set to 1, keep, invert. Without inversion the states are the carries of an addition; with keeping and inversion alone they are prefix parities.
/// </summary>
internal sealed class CarryForm
{
    private CarryForm(int symbols, byte[] maps, byte[] results)
    {
        Planes = Alphabet.BitsOf(symbols);
        Maps = maps;
        Results = results;
        IsParity = maps.All(static map => map is 1 or 2);
        (First, Second, Inverted) = IsParity ? (FindPlane(code => maps[code] == 1), default, false) : FindOperands();
    }

    /// <summary>Bits of a frozen symbol.</summary>
    public int Planes { get; }

    /// <summary>For each frozen symbol the next state after 0 (bit 0) and after 1 (bit 1).</summary>
    public byte[] Maps { get; }

    /// <summary>For each frozen symbol the result when the state before is 0 (bit 0) and 1 (bit 1).</summary>
    public byte[] Results { get; }

    /// <summary>Whether the states are prefix parities.</summary>
    public bool IsParity { get; }

    /// <summary>The operand of the parity, or the first one of the addition, when it is a plane of the frozen field.</summary>
    public Operand? First { get; }

    /// <summary>The second operand of the addition, when it is one too.</summary>
    public Operand? Second { get; }

    /// <summary>Whether the result is the complement of the sum.</summary>
    public bool Inverted { get; }

    /// <summary>Whether the result of the addition is the sum of two planes of the frozen field, or its complement: nothing but the addition is left to do.</summary>
    public bool IsPlainSum => !IsParity && First is not null;

    /// <summary>The form of a rule and of what is read off at the end.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="readout">What is read off; null for the state itself.</param>
    /// <returns>The form, or null when the rule has none.</returns>
    public static CarryForm? TryFind(LocalRule rule, LocalRule? readout)
    {
        if (rule.State.Size != 2 || readout is { Signature.Output.Size: not 2 } || OneWayTransducer.TryFind(rule, readout) is not { } machine)
            return null;
        byte[] maps = new byte[rule.Frozen!.Size];
        byte[] results = new byte[maps.Length];
        for (int symbol = 0; symbol < maps.Length; symbol++)
        {
            maps[symbol] = (byte)(machine.After(symbol, 0) | (machine.After(symbol, 1) << 1));
            results[symbol] = (byte)(machine.Writes(symbol, 0) | (machine.Writes(symbol, 1) << 1));
        }

        // An inversion among settings is neither a carry nor a parity.
        return maps.Contains((byte)1) && maps.Any(static map => map is 0 or 3) ? null : new CarryForm(maps.Length, maps, results);
    }

    /// <summary>A plane of the frozen field that has the values asked for, or their complements.</summary>
    private Operand? FindPlane(Func<int, bool> wanted)
    {
        for (int plane = 0; plane < Planes; plane++)
            foreach (bool inverted in (ReadOnlySpan<bool>)[false, true])
                if (Enumerable.Range(0, Maps.Length).All(code => wanted(code) == ((((code >> plane) & 1) != 0) != inverted)))
                    return new Operand(plane, inverted);
        return null;
    }

    /// <summary>Two planes whose sum has the states as carries (both 1 where the state is set to 1, one of them where it is kept, none where it is set to 0) and the results as digits.</summary>
    private (Operand? First, Operand? Second, bool Inverted) FindOperands()
    {
        Operand[] operands = [.. from plane in Enumerable.Range(0, Planes) from inverted in (bool[])[false, true] select new Operand(plane, inverted)];
        foreach (Operand first in operands)
            foreach (Operand second in operands)
            {
                bool carries = true;
                bool sum = true;
                bool complement = true;
                for (int code = 0; code < Maps.Length; code++)
                {
                    int a = first.Value(code);
                    int b = second.Value(code);
                    carries &= Maps[code] == ((a + b) switch { 0 => 0, 1 => 2, _ => 3 });
                    sum &= Results[code] == ((a ^ b) == 0 ? 2 : 1);
                    complement &= Results[code] == ((a ^ b) == 0 ? 1 : 2);
                }

                if (carries && (sum || complement))
                    return (first, second, complement);
            }

        return default;
    }

    /// <summary>A plane of the frozen field, as it is or inverted.</summary>
    public readonly record struct Operand(int Plane, bool IsInverted)
    {
        /// <summary>Its bit for a frozen symbol.</summary>
        public int Value(int code) => ((code >> Plane) & 1) ^ (IsInverted ? 1 : 0);
    }
}
