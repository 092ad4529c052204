using System.Collections.Immutable;
using System.Globalization;

namespace Lightcone.Cli;

/// <summary>The rules of a survey, by name, and which of them are the same up to mirror and naming of symbols.</summary>
internal sealed class SurveyFamily
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    private SurveyFamily(IEnumerable<(string Name, LocalRule Rule)> rules, bool isWhole)
    {
        Rules = [.. rules];
        foreach ((string name, LocalRule rule) in Rules)
            if (isWhole)
                names.Add(rule.Hash, name);
    }

    /// <summary>The rules, in the order of their numbers.</summary>
    public ImmutableArray<(string Name, LocalRule Rule)> Rules { get; }

    /// <summary>A whole family by its name, or one rule by its name or file.</summary>
    public static SurveyFamily Find(string name) => name switch
    {
        "elementary" => new(Enumerable.Range(0, 256).Select(static number => (Number("W", number), LocalRule.Elementary(number))), isWhole: true),
        "totalistic-3" => new(Enumerable.Range(0, 2187).Select(static code => (Number("T", code), Totalistic(code))), isWhole: true),
        _ => new([(name, RuleSource.Find(name).Automaton.Rule)], isWhole: false),
    };

    /// <summary>Rule and boundary that stand for all that are the same: mirrored, with the symbols named the other way round, or both. The one with the smallest number; null for a rule by itself.</summary>
    public string? ClassOf(LocalRule rule, string boundary)
    {
        if (names.Count == 0)
            return null;
        LocalRule reversed = Renamed(rule);
        (string, string)[] same = [(names[rule.Hash], boundary), (names[Mirrored(rule).Hash], boundary), (names[reversed.Hash], Renamed(boundary, rule)), (names[Mirrored(reversed).Hash], Renamed(boundary, rule))];
        (string first, string wall) = same.OrderBy(static each => each.Item1.Length).ThenBy(static each => each.Item1, StringComparer.Ordinal).ThenBy(static each => each.Item2, StringComparer.Ordinal).First();
        return $"{first} {wall}";
    }

    /// <summary>Code numbers as in S. Wolfram, "Universality and complexity in cellular automata", 1984: the digit of 3^s is the next symbol where a cell and its two neighbors sum to s.</summary>
    private static LocalRule Totalistic(int code)
    {
        byte[] digits = new byte[7];
        for (int sum = 0; sum < digits.Length; sum++, code /= 3)
            digits[sum] = (byte)(code % 3);
        return LocalRule.FromFunction(Alphabet.Digits(3), Neighborhood.Radius(1), n => digits[n[0] + n[1] + n[2]]);
    }

    private static LocalRule Mirrored(LocalRule rule) => LocalRule.FromFunction(rule.State, Neighborhood.Radius(1), n => rule.Apply([n[2], n[1], n[0]]));

    private static LocalRule Renamed(LocalRule rule)
    {
        byte last = (byte)(rule.State.Size - 1);
        return LocalRule.FromFunction(rule.State, Neighborhood.Radius(1), n => (byte)(last - rule.Apply([(byte)(last - n[0]), (byte)(last - n[1]), (byte)(last - n[2])])));
    }

    private static string Renamed(string boundary, LocalRule rule) =>
        Boundary.Parse(boundary, rule.State) is Boundary.FixedBoundary wall ? $"fixed:{rule.State.Names[rule.State.Size - 1 - wall.Symbol]}" : boundary;

    private static string Number(string letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number}");
}
