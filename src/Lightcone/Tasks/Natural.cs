using System.Numerics;
using Lightcone.Foundation.Input;

namespace Lightcone.Tasks;

/// <summary>A natural number of any length, kept as its digits in one base, so that an addition of a million decimal digits never leaves base ten.</summary>
public sealed class Natural : IEquatable<Natural>
{
    private readonly byte[] digits;

    private Natural(int numberBase, byte[] digits)
    {
        Base = numberBase;
        this.digits = digits;
    }

    /// <summary>The base of the digits, 2 to 10.</summary>
    public int Base { get; }

    /// <summary>The digits, least significant first, without leading zeros; zero has none.</summary>
    public ReadOnlySpan<byte> Digits => digits;

    /// <summary>How many digits there are in <see cref="Base"/>.</summary>
    public int Length => digits.Length;

    /// <summary>Takes digits in a base, least significant first; leading zeros are dropped.</summary>
    /// <exception cref="ArgumentException">A digit is not below the base, or the base is outside 2 to 10.</exception>
    public static Natural FromDigits(int numberBase, ReadOnlySpan<byte> digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numberBase, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numberBase, 10);
        if (digits.ContainsAnyExceptInRange((byte)0, (byte)(numberBase - 1)))
            throw new ArgumentException($"A digit is not below {numberBase}.", nameof(digits));
        int length = digits.LastIndexOfAnyExcept((byte)0) + 1;
        return new(numberBase, digits[..length].ToArray());
    }

    /// <summary>Takes a number from the base library, in base 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Natural From(BigInteger value)
    {
        if (value.Sign < 0)
            throw new ArgumentOutOfRangeException(nameof(value), "A natural number is not negative.");
        byte[] bytes = value.ToByteArray(isUnsigned: true);
        byte[] bits = new byte[8 * bytes.Length];
        for (int i = 0; i < bits.Length; i++)
            bits[i] = (byte)((bytes[i >> 3] >> (i & 7)) & 1);
        return FromDigits(2, bits);
    }

    /// <summary>Reads a decimal numeral of any length.</summary>
    /// <param name="text">Digits 0 to 9 and nothing else.</param>
    /// <param name="place">Where the text stands, for the error message.</param>
    /// <exception cref="InputException">The text is empty or has another character.</exception>
    public static Natural Parse(ReadOnlySpan<char> text, SourceLocation place = default)
    {
        if (text.Length == 0)
            throw new InputException("a natural number was expected, but nothing was found. Write digits 0 to 9.", place);
        int bad = text.IndexOfAnyExceptInRange('0', '9');
        if (bad >= 0)
        {
            string shown = text.Length <= 40 ? text.ToString() : $"{text[..20]}...{text[^10..]}";
            string problem = bad == 0 && text[0] == '-'
                ? $"'{shown}' is negative; operands are natural numbers 0, 1, 2, ... For differences use the task subtraction."
                : $"'{shown}' is not a natural number: character {bad + 1} is '{text[bad]}'. Write digits 0 to 9 only.";
            throw new InputException(problem, place.Column > 0 ? place with { Column = place.Column + bad } : place);
        }

        byte[] digits = new byte[text.Length];
        for (int i = 0; i < digits.Length; i++)
            digits[i] = (byte)(text[^(i + 1)] - '0');
        return FromDigits(10, digits);
    }

    /// <summary>The same number in another base. Between bases it takes time, about a second for a million decimal digits.</summary>
    public Natural InBase(int numberBase)
    {
        if (numberBase == Base)
            return this;
        return numberBase switch
        {
            2 => From(ToBigInteger()),
            10 => FromDigits(10, DecimalDigits.Of(ToBigInteger())),
            _ => throw new ArgumentOutOfRangeException(nameof(numberBase), "Numbers are converted to base 2 or 10."),
        };
    }

    /// <summary>The same number in the base library's type.</summary>
    public BigInteger ToBigInteger()
    {
        if (Base == 2)
        {
            byte[] bytes = new byte[(digits.Length / 8) + 1];
            for (int i = 0; i < digits.Length; i++)
                bytes[i >> 3] |= (byte)(digits[i] << (i & 7));
            return new BigInteger(bytes, isUnsigned: true);
        }

        if (Base == 10)
            return digits.Length == 0 ? BigInteger.Zero : BigInteger.Parse(Text(digits), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);
        BigInteger value = BigInteger.Zero;
        for (int i = digits.Length - 1; i >= 0; i--)
            value = (value * Base) + digits[i];
        return value;
    }

    /// <summary>Equal numbers, whatever their bases.</summary>
    public bool Equals(Natural? other) =>
        other is not null && (Base == other.Base ? digits.AsSpan().SequenceEqual(other.digits) : ToBigInteger() == other.ToBigInteger());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Natural);

    /// <inheritdoc/>
    public override int GetHashCode() => ToBigInteger().GetHashCode();

    /// <summary>The decimal numeral.</summary>
    public override string ToString() => digits.Length == 0 ? "0" : Text(InBase(10).digits);

    private static string Text(byte[] decimalDigits) => string.Create(decimalDigits.Length, decimalDigits, static (text, source) =>
    {
        for (int i = 0; i < text.Length; i++)
            text[i] = (char)('0' + source[^(i + 1)]);
    });
}
