using Lightcone.Engines;
using Lightcone.Formats;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Oracles.Tests;

/// <summary>
/// bgolly 3 runs rules through our own export and pattern files. It trims its result to the rectangle around the cells that are not 0, so results are compared after the same trimming;
/// rows of a one-dimensional rule are independent of each other, so that many starts run at once. Products of cells and steps stay below 500,000: its rule loader is slow.
/// </summary>
[Trait(Round.Trait, Round.Long)]
public sealed class GollyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Learned_rows_run_to_the_same_cells_on_a_ring()
    {
        (string Name, LocalRule Rule)[] rules = [.. LearnedRules.Rows];
        Assert.InRange(rules.Length, 40, 100);
        for (int i = 0; i < rules.Length; i++)
        {
            LocalRule learned = LearnedRules.Learn(rules[i].Rule);
            // Some two dozen rings at once, one a row of an endless cylinder.
            int length = 23 + i;
            Lattice[] rings = [.. Enumerable.Range(0, 24).Select(row => Lattice.Random(learned.State, Shape.Row(length), Boundary.Periodic, new RandomStream((ulong)i, "rings", (ulong)row)))];
            byte[] cells = [.. rings.SelectMany(static ring => ring.Cells.ToArray())];
            CompiledRule compiled = learned.Compile();
            byte[] expected = [.. rings.SelectMany(ring => compiled.Evolve(ring, Until.Steps(40)).Final.Cells.ToArray())];
            Lattice start = Lattice.FromCells(learned.State, Shape.Grid(length, 24), Boundary.Periodic, cells);
            string text = new RunLengthPattern { Lattice = start, Rule = rules[i].Name }.Format().Replace($":T{length},24", $":T{length},0", StringComparison.Ordinal);
            Compare(rules[i].Name, learned, text, 40, Lattice.FromCells(learned.State, start.Shape, Boundary.Periodic, expected));
        }
    }

    [Fact]
    public void Learned_grids_run_to_the_same_cells_on_a_torus_and_between_walls()
    {
        int number = 0;
        foreach ((string name, LocalRule rule) in LearnedRules.Grids)
        {
            LocalRule learned = LearnedRules.Learn(rule);
            foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Fixed()])
            {
                Lattice start = Lattice.Random(learned.State, Shape.Grid(40 + number, 31), boundary, new RandomStream((ulong)number++, "grids"));
                Compare(name, learned, new RunLengthPattern { Lattice = start, Rule = name }.Format(), 50, learned.Compile().Evolve(start, Until.Steps(50)).Final);
            }
        }
    }

    /// <summary>The rules that come with Golly, read by us and run by both: tables with variables and symmetries, and trees.</summary>
    [Theory]
    [InlineData("WireWorld")]
    [InlineData("Langtons-Loops")]
    [InlineData("Byl-Loop")]
    [InlineData("Chou-Reggia-1")]
    [InlineData("Codd")]
    [InlineData("Evoloop")]
    [InlineData("Banks-I")]
    [InlineData("BriansBrain")]
    [InlineData("Langtons-Ant")]
    [InlineData("StarWars")]
    public void Rules_of_Golly_itself_run_to_the_same_cells(string name)
    {
        OutsideJudge.Golly.Require();
        string source = Path.Combine(OutsideJudge.GollyRules.Require(), name + ".rule");
        LocalRule rule = LocalRule.Load(source);
        Lattice start = Lattice.Random(rule.State, Shape.Grid(37, 29), Boundary.Periodic, new RandomStream(3, name));
        Lattice expected = rule.Compile().Evolve(start, Until.Steps(30)).Final;
        File.Copy(source, folder.File(name + ".rule"));
        Equal(name, expected, Run(new RunLengthPattern { Lattice = start, Rule = name }.Format(), 30, rule.State));
        // And once more through our own writer.
        Compare("again", rule, new RunLengthPattern { Lattice = start, Rule = "again" }.Format(), 30, expected);
    }

    /// <summary>Golly's built-in elementary rules, which come from no file of ours.</summary>
    [Fact]
    public void Elementary_rules_agree_with_those_built_in()
    {
        for (int number = 2; number < 256; number += Round.Count(14, 14, 2))
        {
            // Its result is the whole history, from the first row down.
            Lattice start = Lattice.Random(Alphabet.Binary, Shape.Row(61), Boundary.Periodic, new RandomStream((ulong)number, "built in"));
            CompiledRule compiled = ElementaryTask.Of(number).Rule.Compile();
            List<byte> rows = [];
            for (int t = 0; t <= 30; t++)
                rows.AddRange(compiled.Evolve(start, Until.Steps(t)).Final.Cells);
            string text = new RunLengthPattern { Lattice = start, Rule = $"W{number}" }.Format();
            Equal($"W{number}", Lattice.FromCells(Alphabet.Binary, Shape.Grid(61, 31), Boundary.Periodic, [.. rows]), Run(text, 30, Alphabet.Binary, "QuickLife"));
        }
    }

    private void Compare(string name, LocalRule rule, string pattern, int steps, Lattice expected)
    {
        File.WriteAllText(folder.File(name + ".rule"), GollyRule.Format(new Automaton { Rule = rule, Boundary = Boundary.Periodic }, name));
        Equal(name, expected, Run(pattern, steps, rule.State));
    }

    private string Run(string pattern, int steps, Alphabet alphabet, string algorithm = "RuleLoader") => GollyRun.Of(folder, pattern, steps, alphabet, algorithm);

    private static void Equal(string name, Lattice expected, string found) => Assert.True(GollyRun.Rows(expected) == found, $"{name}: bgolly has other cells:\n{found}\nours:\n{GollyRun.Rows(expected)}");
}
