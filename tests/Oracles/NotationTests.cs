using Lightcone.Engines;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Random;

namespace Lightcone.Oracles.Tests;

/// <summary>Notations against bgolly 3.3, which reads them itself: births, survivals, letters, neighborhoods, states and MAP strings, by random rules of each family on tori.</summary>
[Trait(Round.Trait, Round.Long)]
public sealed class NotationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Each of the 49 counts with a letter alone, as birth; the other cells stay.
    [Fact]
    public void Each_of_Hensels_letters_is_the_neighborhood_that_Golly_means()
    {
        for (int count = 1; count <= 7; count++)
            foreach (char letter in count is 1 or 7 ? "ce" : count is 2 or 6 ? "ceaikn" : count is 3 or 5 ? "ceaiknjqry" : "ceaiknjqrytwz")
                Compare($"B{count}{letter}/S012345678", 1, "QuickLife");
    }

    [Theory]
    [InlineData("counts", "QuickLife")]
    [InlineData("letters", "QuickLife")]
    [InlineData("four", "QuickLife")]
    [InlineData("six", "QuickLife")]
    [InlineData("map", "QuickLife")]
    [InlineData("dying", "Generations")]
    [InlineData("dying letters", "Generations")]
    [InlineData("dying four", "Generations")]
    [InlineData("dying six", "Generations")]
    public void Random_rules_run_to_the_same_cells(string family, string algorithm)
    {
        RandomStream stream = new(1, family);
        for (int i = Round.Count(4, 8, 60); i > 0; i--)
            Compare(Draw(family, stream), 40, algorithm);
    }

    [Theory]
    [InlineData("345/2/4", "Generations")]
    [InlineData("B2/S345/4", "Generations")]
    [InlineData("/2/3", "Generations")]
    [InlineData("23/3", "QuickLife")]
    [InlineData("B2-a/S12", "QuickLife")]
    [InlineData("b3/s23", "QuickLife")]
    [InlineData("B3/S2-i34q", "QuickLife")]
    public void Both_read_the_same_text(string text, string algorithm) => Compare(text, 20, algorithm, text);

    private static string Draw(string family, RandomStream stream)
    {
        int neighbors = family.EndsWith("four", StringComparison.Ordinal) ? 4 : family.EndsWith("six", StringComparison.Ordinal) ? 6 : 8;
        string suffix = neighbors switch { 4 => "V", 6 => "H", _ => "" };
        if (family == "map")
        {
            byte[] bits = new byte[64];
            for (int i = 0; i < bits.Length; i++)
                bits[i] = (byte)stream.NextUInt32();
            bits[0] &= 0x7F;
            return $"MAP{Convert.ToBase64String(bits).TrimEnd('=')}";
        }

        string birth = "", survival = "";
        for (int count = 0; count <= neighbors; count++)
        {
            // Nothing is born of nothing: Golly inverts such rules.
            birth += count > 0 ? Some(count) : "";
            survival += Some(count);
        }

        return family.StartsWith("dying", StringComparison.Ordinal) ? $"{survival}/{birth}/{3 + stream.NextInt32(neighbors == 8 ? 4 : 6)}{suffix}" : $"B{birth}/S{survival}{suffix}";

        string Some(int count) => (stream.NextUInt32() & 1) == 0 ? "" : family.EndsWith("letters", StringComparison.Ordinal) && count is > 0 and < 8 ? $"{count}{((stream.NextUInt32() & 1) == 0 ? "" : "-")}{"ce"[stream.NextInt32(2)]}" : $"{count}";
    }

    private void Compare(string notation, int steps, string algorithm, string? written = null)
    {
        LocalRule rule = LocalRule.Parse(notation);
        Assert.Equal(rule, LocalRule.Parse(RuleNotation.NameOf(rule)!));
        Lattice start = Lattice.Random(rule.State, Shape.Grid(36, 28), Boundary.Periodic, new RandomStream(5, notation));
        string pattern = new RunLengthPattern { Lattice = start, Rule = written ?? RuleNotation.NameOf(rule) }.Format();
        string expected = GollyRun.Rows(rule.Compile().Evolve(start, Until.Steps(steps)).Final);
        string found = GollyRun.Of(folder, pattern, steps, rule.State, algorithm);
        Assert.True(expected == found, $"{notation}: bgolly has other cells:\n{found}\nours:\n{expected}");
    }
}
