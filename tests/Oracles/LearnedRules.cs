using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Oracles.Tests;

/// <summary>Rules that are learned here from their neighborhoods and then handed to others to run.</summary>
internal static class LearnedRules
{
    private static readonly int[] Elementary = [18, 22, 26, 30, 34, 38, 42, 44, 46, 50, 54, 56, 58, 60, 62, 72, 74, 78, 90, 94, 102, 104, 106, 108, 110, 122, 124, 126, 130, 134, 142, 146, 150, 154, 170, 184, 204, 232];

    private static readonly string[] LifeLike = ["B3/S23", "B36/S23", "B368/S245", "B2/S", "B3678/S34678", "B1/S1"];

    /// <summary>38 elementary rules that keep a background of zeros, which is all that Golly's plane can have.</summary>
    public static IEnumerable<(string Name, LocalRule Rule)> Rows =>
        Elementary.Select(static number => ($"W{number}", LocalRule.Elementary(number))).Concat(ManyStates(Neighborhood.Radius(1), 3, 4, "row3")).Concat(ManyStates(Neighborhood.Of(0, -1), 5, 2, "row5"));

    /// <summary>Life and its kin, random rules of three states around a cross, Wireworld.</summary>
    public static IEnumerable<(string Name, LocalRule Rule)> Grids =>
        LifeLike.Select(static (notation, i) => ($"life{i}", LocalRule.LifeLike(notation))).Concat(ManyStates(Neighborhood.VonNeumann(), 3, 2, "cross"));

    /// <summary>Tables of three and four states drawn at random, most of whose networks are smaller under other codes of the states.</summary>
    public static IEnumerable<(string Name, LocalRule Rule)> Coded =>
        Enumerable.Range(0, 6).Select(static i =>
        {
            Signature signature = new(null, Neighborhood.None, Alphabet.Digits(3 + (i % 2)), Neighborhood.Radius(1));
            byte[] table = new byte[signature.DomainSize];
            new RandomStream(61, "coded", (ulong)i).FillSymbols(table, signature.State.Size);
            return ($"coded{i}", LocalRule.FromTable(signature, table));
        });

    /// <summary>The argmax table of a network that was trained on the rule and found exact.</summary>
    public static LocalRule Learn(LocalRule rule)
    {
        NeuralRule network = new ChaosTraining { Seed = 11 }.Fit(rule, hiddenUnits: 16);
        Certificate certificate = Assert.IsType<Certificate>(network.Certify(rule));
        return certificate.Rule;
    }

    /// <summary>Tables drawn at random in which 0 stays 0 among zeros; of these, learnable ones are the sums and maxima that tiny networks know well.</summary>
    private static IEnumerable<(string Name, LocalRule Rule)> ManyStates(Neighborhood read, int states, int count, string name) =>
        Enumerable.Range(0, count).Select(i =>
        {
            byte[] shifts = new byte[4];
            new RandomStream(60, name, (ulong)i).FillSymbols(shifts, states);
            return ($"{name}{(char)('a' + i)}", LocalRule.FromFunction(Alphabet.Digits(states), read, n =>
            {
                int sum = 0;
                foreach (byte symbol in n)
                    sum += symbol;
                return (byte)(sum == 0 ? 0 : (sum + (shifts[sum % 4] * n[0])) % states);
            }));
        });
}
