namespace Lightcone.Tasks;

/// <summary>
/// What the carry-save tasks share: the state starts as digit sums a + b, one more cell than digits, and the carries are moved within the state until only digits are left.
/// The input is consumed, so a flipped cell leads to a legal fixed point that stands for another number: this formulation does not heal.
/// </summary>
internal static class CarrySave
{
    public static Alphabet Sums(int numberBase) => Alphabet.Digits((2 * numberBase) - 1);

    /// <summary>v' = v mod base + [lower neighbor >= base].</summary>
    public static LocalRule Rule(int numberBase) => LocalRule.FromFunction(
        Sums(numberBase),
        Neighborhood.Of(0, -1),
        n => (byte)((n[0] % numberBase) + (n[1] >= numberBase ? 1 : 0)));

    public static Lattice Encode(int numberBase, Natural a, Natural b, int digits)
    {
        byte[] sums = new byte[digits + 1];
        a.Digits.CopyTo(sums);
        for (int i = 0; i < b.Length; i++)
            sums[i] += b.Digits[i];
        return Lattice.Adopt(Sums(numberBase), Shape.Row(sums.Length), Boundary.Fixed(), sums, null);
    }

    /// <summary>The number that the digits of a fixed point spell.</summary>
    /// <exception cref="ArgumentException">A cell still holds a carry: the lattice is no fixed point.</exception>
    public static Answer Decode(int numberBase, Lattice final) => new(Natural.FromDigits(numberBase, final.Cells));
}
