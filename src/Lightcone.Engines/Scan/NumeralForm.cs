using Lightcone.Foundation.Input;

namespace Lightcone.Engines.Scan;

/// <summary>
/// A one-way rule of two states over pairs of digits, with the digit that is read off, as two tables of bytes by pair: what an addition of numerals needs, whatever the base up to ten and whatever carry,
/// borrow or order the state stands for, as long as no pair inverts it.
/// </summary>
internal sealed class NumeralForm
{
    /// <summary>Entries of a table: all pairs of digits of a base up to ten, and what one look-up in two registers can tell apart.</summary>
    public const int Pairs = 128;

    private NumeralForm(int numberBase, byte[] zero, byte[] one)
    {
        Base = numberBase;
        Zero = zero;
        One = one;
        Multiples = [.. Enumerable.Range(0, 64).Select(i => (byte)(i % 16 * numberBase))];
    }

    /// <summary>The base, 2 to 10.</summary>
    public int Base { get; }

    /// <summary>By pair a * Base + b: the digit when the state before is 0 in the low four bits, the state after 0 in bit 7, the state after 1 in bit 6.</summary>
    public byte[] Zero { get; }

    /// <summary>By pair: the digit when the state before is 1.</summary>
    public byte[] One { get; }

    /// <summary>The multiples of the base, 0 to 15 times, four times over.</summary>
    public byte[] Multiples { get; }

    /// <summary>The form of a rule and its readout, or null when they have none.</summary>
    public static NumeralForm? TryFind(LocalRule rule, LocalRule readout)
    {
        if (rule.Frozen is not { Tracks: [{ } a, { } b] } || a.Alphabet.Size != b.Alphabet.Size || a.Alphabet.Size > 10 || rule.State.Size != 2 || readout.Signature.Output.Size > 10
            || OneWayTransducer.TryFind(rule, readout) is not { } machine)
            return null;
        int numberBase = a.Alphabet.Size;
        byte[] zero = new byte[Pairs];
        byte[] one = new byte[Pairs];
        for (int pair = 0; pair < numberBase * numberBase; pair++)
        {
            (byte after0, byte after1) = (machine.After(pair, 0), machine.After(pair, 1));
            if (after0 > after1)
                return null;
            zero[pair] = (byte)((after0 << 7) | (after1 << 6) | machine.Writes(pair, 0));
            one[pair] = machine.Writes(pair, 1);
        }

        return new NumeralForm(numberBase, zero, one);
    }

    /// <summary>Names the first byte that is not a digit of the base.</summary>
    public InputException NotDigits(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        byte last = (byte)('0' + Base - 1);
        int inA = a.IndexOfAnyExceptInRange((byte)'0', last);
        (string which, int at, byte found) = inA >= 0 ? ("first", inA, a[inA]) : ("second", b.IndexOfAnyExceptInRange((byte)'0', last), b[b.IndexOfAnyExceptInRange((byte)'0', last)]);
        string shown = found is > 32 and < 127 ? $"'{(char)found}'" : $"the byte {found}";
        return new InputException($"character {at + 1} of the {which} numeral is {shown}, expected a digit 0 to {(char)last}. Give plain digits without signs, spaces or separators.");
    }
}
