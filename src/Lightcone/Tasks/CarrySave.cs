namespace Lightcone.Tasks;

/// <summary>
/// What the carry-save tasks share: the state starts as digit sums a + b, one more cell than digits, and the carries are moved within the state until only digits are left.
/// The input is consumed, so a flipped cell leads to a legal fixed point that stands for another number: this formulation does not heal.
/// </summary>
internal static class CarrySave
{
    private static readonly DigitCode Binary = Make(2);
    private static readonly DigitCode Decimal = Make(10);

    public static Alphabet Sums(int numberBase) => Alphabet.Digits((2 * numberBase) - 1);

    /// <summary>v' = v mod base + [lower neighbor >= base].</summary>
    public static LocalRule Rule(int numberBase) => LocalRule.FromFunction(
        Sums(numberBase),
        Neighborhood.Of(0, -1),
        n => (byte)((n[0] % numberBase) + (n[1] >= numberBase ? 1 : 0)));

    /// <summary>Symbol v has the value v.</summary>
    public static DigitCode Code(int numberBase) => numberBase == 2 ? Binary : numberBase == 10 ? Decimal : Make(numberBase);

    private static DigitCode Make(int numberBase) => new(numberBase, '+', Sums(numberBase), [.. Enumerable.Range(0, (2 * numberBase) - 1)]);
}
