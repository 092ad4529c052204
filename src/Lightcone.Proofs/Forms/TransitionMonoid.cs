using System.Numerics;
using Lightcone.Foundation.Exact;

namespace Lightcone.Proofs.Forms;

/// <summary>What words of input symbols do to the state of a one-way rule: all maps of the alphabet that are made by one input symbol after another. (The empty word is left out: the identity counts only when some word makes it.)</summary>
internal sealed class TransitionMonoid
{
    /// <summary>The most maps that are listed.</summary>
    private const int MostMaps = 20_000;

    /// <summary>The most pairs of states for which the equations of the expected lifetime are solved.</summary>
    private const int MostPairs = 120;

    private readonly byte[][] generators;
    private readonly int states;

    private TransitionMonoid(byte[][] generators, int states)
    {
        this.generators = generators;
        this.states = states;
    }

    /// <summary>How many maps there are; null when they are more than are listed.</summary>
    public int? Size { get; private set; }

    /// <summary>The fewest symbols that a map leaves; null when not all maps were listed.</summary>
    public int? MinimalRank { get; private set; }

    /// <summary>The maps of a rule whose state depends on one other cell and at most one input; null for any other rule.</summary>
    public static TransitionMonoid? Of(LocalRule rule, EssentialInputs essential)
    {
        if (rule.Dimensions != 1 || essential.StateOffsets.Length != 1 || essential.StateOffsets[0] == default || essential.FrozenOffsets.Length > 1)
            return null;
        Signature signature = rule.Signature;
        int lower = essential.Flags.LastIndexOf(true);
        int input = essential.FrozenOffsets.Length == 1 ? essential.Flags.IndexOf(true) : -1;
        byte[] neighborhood = new byte[signature.Positions];
        byte[][] generators = new byte[input < 0 ? 1 : rule.Frozen!.Size][];
        for (int symbol = 0; symbol < generators.Length; symbol++)
        {
            if (input >= 0)
                neighborhood[input] = (byte)symbol;
            generators[symbol] = new byte[rule.State.Size];
            for (int state = 0; state < rule.State.Size; state++)
            {
                neighborhood[lower] = (byte)state;
                generators[symbol][state] = rule.Apply(neighborhood);
            }
        }

        TransitionMonoid monoid = new(generators, rule.State.Size);
        monoid.List();
        return monoid;
    }

    /// <summary>For the pair of states that takes longest, the expected number of input symbols, drawn uniformly, until both have become one; null when some pair never does, or there are too many pairs.</summary>
    public (BigInteger Numerator, BigInteger Denominator)? ExpectedMerge()
    {
        int pairs = states * (states - 1) / 2;
        if (MinimalRank != 1 || pairs is 0 or > MostPairs)
            return null;
        // E(pair) = 1 + the mean of E over the input symbols, times their number to stay with whole numbers.
        List<BigInteger[]> equations = [];
        for (int high = 1; high < states; high++)
            for (int low = 0; low < high; low++)
            {
                BigInteger[] equation = new BigInteger[pairs + 1];
                equation[Number(low, high)] = generators.Length;
                equation[pairs] = generators.Length;
                foreach (byte[] map in generators)
                    if (map[low] != map[high])
                        equation[Number(map[low], map[high])] -= 1;
                equations.Add(equation);
            }

        ExactMatrix solved = new(equations, pairs + 1);
        (BigInteger Numerator, BigInteger Denominator) worst = (0, 1);
        for (int pair = 0; pair < pairs; pair++)
        {
            BigInteger numerator = solved[pair, pairs] * solved.Denominator.Sign;
            if (numerator > worst.Numerator)
                worst = (numerator, BigInteger.Abs(solved.Denominator));
        }

        BigInteger divisor = BigInteger.GreatestCommonDivisor(worst.Numerator, worst.Denominator);
        return (worst.Numerator / divisor, worst.Denominator / divisor);
    }

    private static int Number(int one, int other) => (Math.Max(one, other) * (Math.Max(one, other) - 1) / 2) + Math.Min(one, other);

    private void List()
    {
        HashSet<string> seen = [];
        List<byte[]> maps = [.. generators.Where(generator => seen.Add(Key(generator)))];
        for (int i = 0; i < maps.Count; i++)
            foreach (byte[] generator in generators)
            {
                byte[] product = [.. maps[i].Select(state => generator[state])];
                if (!seen.Add(Key(product)))
                    continue;
                maps.Add(product);
                if (maps.Count > MostMaps)
                    return;
            }

        Size = maps.Count;
        MinimalRank = maps.Min(static map => map.Distinct().Count());
    }

    private static string Key(byte[] map) => Convert.ToHexString(map);
}
