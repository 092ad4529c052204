using Lightcone.Engines;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Random;

namespace Lightcone.Oracles.Tests;

/// <summary>What a pattern file means without saying so, against bgolly 3.3: where a pattern lies in its grid, how rules with B0 are kept, and that the plane has no end. Both sides get the same file, and what comes out of ours is written and trimmed as Golly writes it.</summary>
[Trait(Round.Trait, Round.Long)]
public sealed class GollyConventionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Small grids, with and without a place, odd and even sides: a pattern that stood elsewhere would meet other walls. The rule is one that spreads.</summary>
    [Fact]
    public void Patterns_lie_in_their_grids_where_Golly_puts_them()
    {
        OutsideJudge.Golly.Require();
        for (int i = 0; i < Round.Count(60, 60, 300); i++)
        {
            RandomStream stream = new(91, "places", (ulong)i);
            (int width, int height) = (1 + stream.NextInt32(4), 1 + stream.NextInt32(4));
            (int across, int down) = (width + stream.NextInt32(6), height + stream.NextInt32(6));
            string place = stream.NextInt32(3) == 0 ? $"#CXRLE Pos={-(across / 2) + stream.NextInt32(across - width + 1)},{-(down / 2) + stream.NextInt32(down - height + 1)}\n" : "";
            Check($"{place}x = {width}, y = {height}, rule = B13/S012:{"TP"[stream.NextInt32(2)]}{across},{down}\n{Rows(width, height, stream)}\n", stream.NextInt32(6));
        }
    }

    [Fact]
    public void Rules_with_births_in_empty_space_run_to_the_same_cells()
    {
        OutsideJudge.Golly.Require();
        int refused = 0;
        for (int i = 0; i < Round.Count(120, 120, 600); i++)
        {
            RandomStream stream = new(92, "births", (ulong)i);
            string birth = string.Concat("12345678".Where(_ => stream.NextInt32(2) == 0));
            string survival = string.Concat("01234567".Where(_ => stream.NextInt32(2) == 0)) + (i % 2 == 0 ? "8" : "");
            string suffix = (i % 5) switch { 0 => "", 1 or 2 => ":T7,6", 3 => ":P6,7", _ => ":T0,7" };
            if (suffix is [':', 'P', ..] && i % 2 != 0)
            {
                // Its walls would alternate, which a lattice cannot.
                Assert.Throws<Lightcone.Foundation.Input.InputException>(() => RunLengthPattern.Parse($"x = 1, y = 1, rule = B0{birth}/S{survival}{suffix}\no!"));
                refused++;
                continue;
            }

            Check($"x = 5, y = 5, rule = B0{birth}/S{survival}{suffix}\n{Rows(5, 5, stream)}\n", stream.NextInt32(6));
        }

        Assert.True(refused > 5);
    }

    [Theory]
    [InlineData("B3/S23")]
    [InlineData("B36/S23")]
    [InlineData("B1/S012345678")]
    [InlineData("B2/S")]
    [InlineData("B13/S")]
    public void Soups_spread_over_the_endless_plane(string rule)
    {
        OutsideJudge.Golly.Require();
        foreach (string suffix in (string[])["", ":T0,12", ":T12,0", ":P0,12", ":P11,0"])
        {
            RandomStream stream = new(93, rule + suffix);
            Check($"x = 9, y = 8, rule = {rule}{suffix}\n{Rows(9, 8, stream)}\n", 17);
        }
    }

    /// <summary>Golly's own collection, as far as its rules are read here: grids, places, generations and planes as people write them.</summary>
    [Fact]
    public void Patterns_that_come_with_Golly_run_to_the_same_cells()
    {
        OutsideJudge.Golly.Require();
        string collection = Path.Combine(Path.GetDirectoryName(OutsideJudge.GollyRules.Require())!, "Patterns");
        int run = 0;
        foreach (string file in Directory.EnumerateFiles(collection, "*.rle", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(static file => new FileInfo(file).Length < 20_000))
        {
            string text = File.ReadAllText(file);
            try
            {
                if (RunLengthPattern.Parse(text, file: file) is not { Rule: { } rule, Lattice.Shape: { Dimensions: 2 } shape } || shape.Count > 1_000_000 || LocalRule.Parse(rule).Dimensions != 2)
                    continue;
            }
            catch (Lightcone.Foundation.Input.InputException)
            {
                // Another family of rules, or another topology.
                continue;
            }

            Check(text, 7);
            run++;
        }

        Assert.InRange(run, 60, 257);
    }

    // Golly inverts these too, whatever their notation; the complement is that of all neighbors there are.
    [Theory]
    [InlineData("B02e3/S12")]
    [InlineData("B01c/S2-i8")]
    [InlineData("B02/S1V")]
    [InlineData("B03/S024V")]
    [InlineData("B02/S34H")]
    [InlineData("B01/S126H")]
    public void Births_in_empty_space_are_inverted_in_every_notation(string rule)
    {
        RandomStream stream = new(7, rule);
        for (int steps = 1; steps <= 4; steps++)
            Check($"x = 17, y = 12, rule = {rule}:T17,12\n{Rows(17, 12, stream)}\n", steps);
        // The same table under the name that holds every bit.
        LocalRule table = LocalRule.Parse(rule);
        Assert.Equal(rule, RuleNotation.NameOf(table));
    }

    private void Check(string text, int steps)
    {
        RunLengthPattern pattern = RunLengthPattern.Parse(text);
        LocalRule rule = LocalRule.Parse(pattern.Rule!);
        Alphabet states = rule.State;
        RunLengthPattern room = pattern.WithRoom(rule, steps);
        Lattice later = rule.Compile().Evolve(room.Lattice, Until.Steps(steps)).Final;
        long generation = pattern.Generation + steps;
        // Written as a pattern of its generation, and read as the bare cells that stand in the file.
        string written = (room with { Lattice = later, Generation = generation, Background = pattern.IsEndless ? later[0] : (byte)0 }).Format();
        string bare = string.Concat(written.Split('\n').SkipWhile(static line => line.StartsWith('#')).Select(static (line, i) => (i == 0 ? line.Split(", rule")[0] : line) + "\n"));
        string found = GollyRun.Of(folder, text, generation, states, states.Size > 2 ? "Generations" : "QuickLife");
        Assert.True(GollyRun.Rows(RunLengthPattern.Parse(bare, states, 2).Lattice) == found, $"{steps} steps of\n{text}\nbgolly:\n{found}\nours:\n{written}");
    }

    private static string Rows(int width, int height, RandomStream stream) =>
        string.Join('$', Enumerable.Range(0, height).Select(_ => string.Concat(Enumerable.Range(0, width).Select(_ => stream.NextInt32(2) == 0 ? 'b' : 'o')))) + "!";
}
