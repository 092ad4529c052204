using Lightcone.Foundation.Arrays;
using Lightcone.Tasks;

namespace Lightcone.Tests.Learning;

/// <summary>The rules that the learning tests train on, written out here so that they judge the library from outside it.</summary>
internal static class LearningRules
{
    private static readonly Alphabet Bits = Pair(Alphabet.Binary);
    private static readonly Alphabet Digits = Pair(Alphabet.Decimal);

    // Prefix parity: frozen x[0], state s[-1] and s[0], of which the second does not matter.
    public static LocalRule Parity { get; } =
        LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1, 0)), n => (byte)(n[0] ^ n[1]));

    public static LocalRule CarrySave { get; } = LocalRule.FromFunction(Alphabet.Digits(3), Neighborhood.Of(0, -1), n => (byte)((n[0] % 2) + (n[1] == 2 ? 1 : 0)));

    public static LocalRule Carry { get; } = Of(Bits, Alphabet.Binary, n => n[0] + n[1] + n[2] >= 2 ? 1 : 0);

    public static LocalRule Borrow { get; } = Of(Bits, Alphabet.Binary, n => n[0] - n[1] - n[2] < 0 ? 1 : 0);

    public static LocalRule BorrowSave { get; } =
        LocalRule.FromFunction(Alphabet.Ordered("-1", "0", "1"), Neighborhood.Of(0, -1), n => (byte)(1 + (n[0] == 1 ? 0 : 1) - (n[1] == 0 ? 1 : 0)));

    public static LocalRule Comparison { get; } = Of(Bits, Alphabet.Ordered("<", "=", ">"), n => n[0] > n[1] ? 2 : n[0] < n[1] ? 0 : n[2]);

    public static LocalRule DecimalCarry { get; } = Of(Digits, Alphabet.Binary, n => n[0] + n[1] + n[2] >= 10 ? 1 : 0);

    public static LocalRule DecimalReadout { get; } = LocalRule.FromFunction(
        new Signature(Digits, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1), Alphabet.Decimal),
        n => (byte)(((n[0] / 10) + (n[0] % 10) + n[1]) % 10));

    public static LocalRule DecimalCarrySave { get; } = LocalRule.FromFunction(Alphabet.Digits(19), Neighborhood.Of(0, -1), n => (byte)((n[0] % 10) + (n[1] >= 10 ? 1 : 0)));

    public static LocalRule ByName(string name) => name switch
    {
        "parity" => Parity,
        "carry-save" => CarrySave,
        "carry" => Carry,
        "borrow" => Borrow,
        "borrow-save" => BorrowSave,
        "comparison" => Comparison,
        "decimal-carry" => DecimalCarry,
        "decimal-readout" => DecimalReadout,
        "decimal-carry-save" => DecimalCarrySave,
        _ => LocalRule.Parse(name),
    };

    private static Alphabet Pair(Alphabet digit) => Alphabet.Product(new Alphabet.Track("a", digit), new Alphabet.Track("b", digit));

    /// <summary>A rule on the operands' digits (frozen) and the state of the cell before.</summary>
    private static LocalRule Of(Alphabet pair, Alphabet state, Func<int[], int> function)
    {
        int radix = pair.Tracks[0].Alphabet.Size;
        return LocalRule.FromFunction(new Signature(pair, Neighborhood.Own, state, Neighborhood.Of(-1)), n => (byte)function([n[0] / radix, n[0] % radix, n[1]]));
    }
}
