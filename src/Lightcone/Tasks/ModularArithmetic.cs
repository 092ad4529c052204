using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Modular arithmetic: the value modulo 5 of an expression of digits 0 to 4 with +, - and *, without brackets. What travels is the sum of the finished terms and the product at hand; the answer is their sum.</summary>
/// <remarks>On texts that are no expressions the rule is total all the same: digits side by side multiply, and a sign without a number counts as a one with that sign.</remarks>
public static class ModularArithmetic
{
    /// <summary>Digits 0 to 4 and the three signs.</summary>
    public static Alphabet Tokens { get; } = Alphabet.Of("0", "1", "2", "3", "4", "+", "-", "*");

    // Symbol 0 is sum 0 and product 1, the beginning: the second track counts products from 1.
    private static readonly Alphabet Partial = Alphabet.Product(new Alphabet.Track("sum", Alphabet.Digits(5)), new Alphabet.Track("product", Alphabet.Of("1", "2", "3", "4", "0")));
    private static readonly Alphabet Value = Alphabet.Digits(5);

    /// <summary>The rule: 200 neighborhoods (token, sum and product before).</summary>
    public static LocalRule Rule { get; } = SignalTask.Rule(Tokens, Partial, Next);

    /// <summary>The value of the text that ends here.</summary>
    public static LocalRule Readout { get; } = SignalTask.Readout(Tokens, Partial, Value, static (state, token) => Total(Next(state, token)));

    /// <summary>The task <c>modular-arithmetic</c>.</summary>
    public static LatticeTask Task { get; } = new()
    {
        Name = "modular-arithmetic",
        Summary = "the value modulo 5 of an expression such as 3*4-2+1; sum and product travel",
        Benchmark = BenchmarkTask.ModularArithmetic,
        Rule = Rule,
        Readout = Readout,
        Boundary = Boundary.Fixed(),
        Shape = new NetworkShape(32, OneHot: true),
        ReadoutShape = new NetworkShape(32, OneHot: true),
        InputIsFrozen = true,
        // The machine keeps sum + product and product instead; the sign of the product is a number modulo 5 like any other.
        Specification = Transducer.FromFunction(Tokens, Value, 25, 6, static (state, token) =>
        {
            (int total, int product) = (state / 5, state % 5);
            (int newTotal, int newProduct) = token switch
            {
                5 => (total + 1, 1),
                6 => (total + 4, 4),
                7 => (total, product),
                _ => (total - product + (product * token), product * token),
            };
            newTotal = (newTotal + 25) % 5;
            return ((5 * newTotal) + (newProduct % 5), newTotal);
        }),
        Reference = static (initial, steps) => SignalTask.After(initial, steps, static word => [.. Evaluate(word).Select(static pair => (byte)((5 * Mod(pair.Sum)) + Mod(pair.Product - 1)))]),
        ReferenceAnswer = static lattice => [.. Evaluate(lattice.Input!.Cells.ToArray()).Select(static pair => (byte)Mod(pair.Sum + pair.Product))],
        StepLaw = static lattice => SignalTask.Steps(lattice, Next),
    };

    private static int Next(int state, int token)
    {
        (int sum, int product) = (state / 5, ((state % 5) + 1) % 5);
        return token switch
        {
            5 => State(sum + product, 1),
            6 => State(sum + product, 4),
            7 => state,
            _ => State(sum, product * token),
        };
    }

    private static int State(int sum, int product) => (5 * (sum % 5)) + ((product + 4) % 5);

    private static int Total(int state) => ((state / 5) + (state % 5) + 1) % 5;

    private static int Mod(long value) => (int)(((value % 5) + 5) % 5);

    /// <summary>Term by term with signed whole numbers, reduced now and then.</summary>
    private static IEnumerable<(long Sum, long Product)> Evaluate(byte[] word)
    {
        (long sum, long product) = (0, 1);
        foreach (byte token in word)
        {
            if (token is 5 or 6)
                (sum, product) = ((sum + product) % 1_000_000_000, token == 5 ? 1 : -1);
            else if (token < 5)
                product = product * token % 5;
            yield return (sum, product);
        }
    }
}
