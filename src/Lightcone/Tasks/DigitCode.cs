using System.Collections.Immutable;

namespace Lightcone.Tasks;

/// <summary>
/// How a task that computes in place writes numbers: each symbol has a value, and a row of n cells stands for the sum of base^i times the value of cell i. The start holds, cell by cell, the sum or difference of two digits, and one more cell;
/// a row of digits is an answer. The task's proof for every length speaks of this code, and the task's encoder and decoder are made from it.
/// </summary>
public sealed class DigitCode
{
    private readonly Alphabet alphabet;
    private readonly byte[] symbols;
    private readonly int smallest;

    internal DigitCode(int numberBase, char sign, Alphabet alphabet, params ImmutableArray<int> values)
    {
        Base = numberBase;
        Sign = sign;
        Values = values;
        this.alphabet = alphabet;
        smallest = sign == '+' ? 0 : 1 - numberBase;
        int largest = sign == '+' ? 2 * (numberBase - 1) : numberBase - 1;
        symbols = [.. Enumerable.Range(smallest, largest - smallest + 1).Select(value => (byte)values.IndexOf(value))];
        Zero = symbols[-smallest];
    }

    /// <summary>The base of the digits.</summary>
    public int Base { get; }

    /// <summary>'+' when a cell starts with the sum of two digits, '-' when with their difference.</summary>
    public char Sign { get; }

    /// <summary>The value of each symbol.</summary>
    public ImmutableArray<int> Values { get; }

    /// <summary>The symbol of the value 0, which also stands at the walls.</summary>
    public byte Zero { get; }

    /// <summary>The symbol that a cell with the digits <paramref name="a"/> and <paramref name="b"/> starts with.</summary>
    public byte Start(int a, int b) => symbols[(Sign == '+' ? a + b : a - b) - smallest];

    /// <summary>The operands on a row of one more cell than <paramref name="digits"/>, least significant first.</summary>
    internal Lattice Encode(Natural a, Natural b, int digits)
    {
        byte[] cells = new byte[digits + 1];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = Start(i < a.Length ? a.Digits[i] : 0, i < b.Length ? b.Digits[i] : 0);
        return Lattice.Adopt(alphabet, Shape.Row(cells.Length), Boundary.Fixed(Zero), cells, null);
    }

    /// <summary>The number that a row of digits spells. A difference whose last digit is not 0 is negative: the digits are then those of base^n plus the difference.</summary>
    /// <exception cref="ArgumentException">A cell holds no digit: the lattice is no fixed point of the task's rule.</exception>
    internal Answer Decode(Lattice final)
    {
        byte[] digits = new byte[final.Count];
        for (int i = 0; i < digits.Length; i++)
        {
            int value = Values[final[i]];
            if (value < 0 || value >= Base)
                throw new ArgumentException($"Cell {i} holds {alphabet.Names[final[i]]}, which is no digit in base {Base}.", nameof(final));
            digits[i] = (byte)value;
        }

        bool negative = Sign == '-' && digits[^1] != 0;
        return new(Natural.FromDigits(Base, negative ? Complement(digits) : digits), negative);
    }

    /// <summary>base^n minus the number: zeros stay up to the lowest digit that is none.</summary>
    private byte[] Complement(byte[] digits)
    {
        int lowest = digits.AsSpan().IndexOfAnyExcept((byte)0);
        return [.. digits.Select((digit, i) => (byte)(i < lowest ? 0 : i == lowest ? Base - digit : Base - 1 - digit))];
    }
}
