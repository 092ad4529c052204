using Lightcone.Engines;
using Lightcone.Formats;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Tests;

public sealed class LocalRuleTests
{
    [Fact]
    public void Neighbors_are_named_alike_in_all_texts()
    {
        Assert.Equal("[-1 0 2]", Neighborhood.Of(-1, 0, 2).ToString());
        Assert.Equal("[(0,-1) (-1,0) (0,0) (1,0) (0,1)]", Neighborhood.VonNeumann().ToString());
        Signature row = new(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1));
        Assert.Equal(["input[0]", "state[-1]"], Enumerable.Range(0, 2).Select(row.NameOf));
        Signature grid = new(null, Neighborhood.None, Alphabet.Binary, Neighborhood.VonNeumann());
        Assert.Equal(["state[0 -1]", "state[-1 0]", "state[0 0]", "state[1 0]", "state[0 1]"], Enumerable.Range(0, 5).Select(grid.NameOf));
    }

    [Fact]
    public void Rule_90_from_one_cell_draws_the_binomial_coefficients_modulo_2()
    {
        CompiledRule compiled = LocalRule.Elementary(90).Compile(Engine.Table);
        const int steps = 31;
        Lattice lattice = Lattice.Filled(Alphabet.Binary, Shape.Row(129), Boundary.Periodic).With(64, 1);
        for (int t = 0; t <= steps; t++)
        {
            for (int k = 0; k <= t; k++)
                // Lucas: C(t, k) is odd exactly when k has no bit that t lacks.
                Assert.Equal((k & ~t) == 0 ? 1 : 0, lattice[64 - t + (2 * k)]);
            lattice = compiled.Step(lattice);
        }
    }

    [Fact]
    public void Rows_of_a_grid_are_equally_long()
    {
        Assert.Contains(":3: this row has 3 cells, the rows above have 2", Assert.Throws<InputException>(() => Lattice.Parse(Alphabet.Binary, "01\n10\n010\n", Boundary.Periodic, 2, "f.txt")).Message, StringComparison.Ordinal);
        Assert.Equal(Shape.Grid(2, 3), Lattice.Parse(Alphabet.Binary, "01\n10\n01\n", Boundary.Periodic, 2).Shape);
    }

    [Fact]
    public void Wolfram_s_order_is_the_order_of_the_table()
    {
        LocalRule rule = LocalRule.Elementary(110);
        Assert.Equal([0, 1, 1, 1, 0, 1, 1, 0], rule.Table.ToArray());
        Assert.Equal("(0,1,1)", rule.Signature.Describe(3));
        Assert.Equal(3, rule.Signature.IndexOf([0, 1, 1]));
    }

    [Fact]
    public void Equality_is_by_content()
    {
        Assert.Equal(LocalRule.Elementary(110), LocalRule.Parse("W110"));
        Assert.NotEqual(LocalRule.Elementary(110), LocalRule.Elementary(124));
        Assert.Equal(LocalRule.LifeLike("B3/S23"), LocalRule.LifeLike("b3s23"));
        Assert.NotEqual(LocalRule.LifeLike("B3/S23"), LocalRule.LifeLike("B36/S23"));
    }

    // Facts about Life: the blinker has period 2; the glider moves one cell diagonally in 4 generations.
    [Fact]
    public void Life_knows_the_blinker_and_the_glider()
    {
        CompiledRule life = LocalRule.LifeLike("B3/S23").Compile();
        Evolution blinker = life.Evolve(Lattice.Parse(Alphabet.Binary, "...../...../.OOO./...../.....", Boundary.Periodic, 2), Until.Cycle());
        Assert.Equal(new Attractor(2, 0, 7, 17), blinker.Attractor);
        Lattice glider = Lattice.Parse(Alphabet.Binary, ".O....../..O...../OOO...../......../......../......../......../........", Boundary.Periodic, 2);
        Lattice moved = life.Evolve(glider, Until.Steps(4)).Final;
        for (int y = 0; y < 8; y++)
            for (int x = 0; x < 8; x++)
                Assert.Equal(glider[x, y], moved[(x + 1) % 8, (y + 1) % 8]);
    }

    [Theory]
    [InlineData("W300", "0 to 255")]
    [InlineData("W-1", "0 to 255")]
    [InlineData("Wx", "0 to 255")]
    [InlineData("B39/S23", "character 3")]
    [InlineData("B3/T23", "character 4")]
    [InlineData("B33/S2", "each count once")]
    [InlineData("B3/S23x", "each of the letters")]
    [InlineData("B3/S23+", "the end or a count")]
    [InlineData("hello", "neither")]
    public void Malformed_names_say_what_was_expected(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => LocalRule.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_gives_the_same_rule_back_and_a_changed_one_is_refused()
    {
        string path = Path.Combine(Path.GetTempPath(), $"lightcone-{Environment.ProcessId}-rule.json");
        LocalRule[] rules =
        [
            LocalRule.Elementary(30),
            LocalRule.LifeLike("B36/S23"),
            LocalRule.FromFunction(
                new Signature(Alphabet.Product(new Alphabet.Track("a", Alphabet.Decimal), new Alphabet.Track("b", Alphabet.Decimal)), Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1)),
                n => (byte)((n[0] / 10) + (n[0] % 10) + n[1] >= 10 ? 1 : 0)),
        ];
        foreach (LocalRule rule in rules)
        {
            rule.Save(path);
            Assert.Equal(rule, LocalRule.Load(path));
            Assert.Equal(rule.Signature, LocalRule.Load(path).Signature);
            string text = File.ReadAllText(path);
            int at = text.IndexOf("\"table\": \"", StringComparison.Ordinal) + 12;
            File.WriteAllText(path, text[..at] + (text[at] == '0' ? '1' : '0') + text[(at + 1)..]);
            Assert.Contains("hash", Assert.Throws<InputException>(() => LocalRule.Load(path)).Message, StringComparison.Ordinal);
        }

        File.Delete(path);
    }
}
