using System.Collections.Immutable;
using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>How questions and answers stand in the cells of a row: what a rule that was learned from numbers needs in order to take numbers and give them.</summary>
/// <param name="Form">What a line is.</param>
public sealed record AnswerLayout(AnswerForm Form)
{
    /// <summary>A word and a word as long.</summary>
    public static AnswerLayout Words { get; } = new(AnswerForm.Word);

    /// <summary>The base of the digits, 2 to 10; of no meaning for words. Default 10.</summary>
    public int Base { get; init; } = 10;

    /// <summary>The sign between two operands, '+', '-' or '*'; of no meaning for other forms. Default '+'.</summary>
    public char Sign { get; init; } = '+';

    /// <summary>Cells beyond the digits of the longer operand, at least 1: where a last carry has its place. Default 1.</summary>
    public int Room { get; init; } = 1;

    /// <summary>Whether questions and answers are numbers.</summary>
    public bool IsNumeric => Form is AnswerForm.Number or AnswerForm.Operands;

    /// <summary>The symbols of the cells of a question, least significant digit first: a digit for one number, a pair of digits for two.</summary>
    /// <param name="a">The digits of the number or the first operand, least significant first.</param>
    /// <param name="b">The digits of the second operand; empty for one number.</param>
    /// <param name="length">Cells of the row, at least as many as digits.</param>
    /// <exception cref="InvalidOperationException">Words have no digits.</exception>
    public ImmutableArray<byte> Question(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int length)
    {
        if (!IsNumeric)
            throw new InvalidOperationException("Words stand in their cells as they are.");
        ImmutableArray<byte>.Builder cells = ImmutableArray.CreateBuilder<byte>(length);
        for (int i = 0; i < length; i++)
        {
            int one = i < a.Length ? a[i] : 0;
            int two = i < b.Length ? b[i] : 0;
            cells.Add((byte)(Form == AnswerForm.Number ? one : (one * Base) + two));
        }

        return cells.MoveToImmutable();
    }

    /// <summary>The digits of a numeral, least significant first.</summary>
    /// <param name="numeral">The numeral, most significant digit first as people write it.</param>
    /// <param name="place">Where it stands, for the error message.</param>
    /// <exception cref="InputException">A character is no digit of the base.</exception>
    public byte[] Digits(string numeral, SourceLocation place = default)
    {
        ArgumentNullException.ThrowIfNull(numeral);
        if (numeral.Length == 0)
            throw new InputException("a number is missing here. Write one question with its answer a line, for instance 12+30=42.", place);
        if (numeral[0] == '-')
            throw new InputException($"'{EditDistance.Excerpt(numeral)}' is negative: it has no digits to learn from. Leave such lines out.", place);
        byte[] digits = new byte[numeral.Length];
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = numeral[^(i + 1)] - '0';
            if (digit < 0 || digit >= Base)
                throw new InputException($"'{EditDistance.Excerpt(numeral)}' is no number in base {Base}: '{numeral[^(i + 1)]}' is no digit below {Base}.", place, digit is >= 0 and <= 9 ? new Setting("base", "10") : null);
            digits[i] = (byte)digit;
        }

        return digits;
    }

    /// <summary>The numeral of digits that stand in cells, least significant first, without leading zeros.</summary>
    public static string Numeral(ReadOnlySpan<byte> cells)
    {
        int length = Math.Max(1, cells.LastIndexOfAnyExcept((byte)0) + 1);
        char[] text = new char[length];
        for (int i = 0; i < length; i++)
            text[length - 1 - i] = (char)('0' + (i < cells.Length ? cells[i] : 0));
        return new string(text);
    }
}
