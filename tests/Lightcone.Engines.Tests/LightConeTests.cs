using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tests;

public sealed class LightConeTests
{
    private const int Length = 601;
    private const int Steps = 250;

    // Rules 90 and 150 add: the difference of two runs is itself a run from one cell, whose fronts move at the speed of light.
    [Theory]
    [InlineData(90)]
    [InlineData(150)]
    public void Under_additive_rules_the_damage_is_the_rule_s_own_diagram_from_one_cell(int rule)
    {
        LightCone cone = Measure(rule, 0, Steps);
        Lattice alone = Lattice.Filled(Alphabet.Binary, Shape.Row(Length), Boundary.Periodic).With(cone.Cell, 1);
        SpacetimeDiagram diagram = SpacetimeDiagram.Record(LocalRule.Elementary(rule).Compile(), alone, Steps);
        for (int t = 0; t <= Steps; t++)
            for (int x = 0; x < Length; x++)
                Assert.Equal(diagram[t, x] == 1, cone.Differs(t, x));
        Assert.Equal(1, cone.LeftSpeed, 12);
        Assert.Equal(1, cone.RightSpeed, 12);
    }

    // Mean over 40 random backgrounds. An independent program (25 other backgrounds) gave rule 30: left 0.24, right 1.00; rule 110: left 0.34, right 0.18 at the end of 250 steps.
    // Rule 30 is left XOR (center OR right): a flip always flips the cell to its right, so the right front moves at exactly one cell a step.
    [Fact]
    public void Fronts_of_rules_30_and_110_move_at_their_known_speeds()
    {
        (double left, double right) = MeanSpeeds(30);
        Assert.InRange(left, 0.19, 0.29);
        Assert.Equal(1, right, 12);
        (left, right) = MeanSpeeds(110);
        Assert.InRange(left, 0.24, 0.5);
        Assert.InRange(right, 0.08, 0.3);
        Assert.True(left > right, "rule 110 carries influence to the left faster than to the right");
    }

    // Mirroring a rule's table and the background mirrors the cone.
    [Theory]
    [InlineData(30, 86)]
    [InlineData(110, 124)]
    public void A_mirrored_rule_has_the_mirrored_cone(int rule, int mirrored)
    {
        Lattice background = Background(5);
        Lattice reversed = Lattice.FromCells(Alphabet.Binary, background.Shape, background.Boundary, background.Cells.ToArray().Reverse().ToArray());
        LightCone cone = LightCone.Measure(LocalRule.Elementary(rule).Compile(), background, 300, Steps);
        LightCone mirror = LightCone.Measure(LocalRule.Elementary(mirrored).Compile(), reversed, Length - 1 - 300, Steps);
        Assert.Equal(cone.LeftFront, mirror.RightFront.Select(static x => -x));
        Assert.Equal(cone.LeftSpeed, mirror.RightSpeed, 12);
    }

    [Fact]
    public void Rule_204_keeps_the_damage_where_it_is_and_rule_0_heals_at_once()
    {
        LightCone kept = Measure(204, 1, Steps);
        Assert.Equal((0, 0), (kept.LeftSpeed, kept.RightSpeed));
        Assert.All(Enumerable.Range(0, Steps + 1), t => Assert.Equal([300], kept.DifferingCells(t)));
        Assert.Null(kept.HealedAt);
        LightCone healed = Measure(0, 1, Steps);
        Assert.Equal(1, healed.HealedAt);
        Assert.Equal([1, 0, 0], [healed.Damage(0), healed.Damage(1), healed.Damage(Steps)]);
        Assert.Equal("cell 300: the damage vanished at step 1, and no more than 1 cell differed at once: it has no speed", $"{healed}");
    }

    // Rule 170 copies the right neighbor, rule 240 the left one, rule 51 flips the cell itself.
    [Theory]
    [InlineData(170, 1, -1)]
    [InlineData(240, -1, 1)]
    [InlineData(51, 0, 0)]
    [InlineData(90, 1, 1)]
    [InlineData(110, 1, 1)]
    [InlineData(10, 1, 1)]
    public void The_hard_cone_follows_from_the_inputs_a_rule_depends_on(int rule, int left, int right)
    {
        HardCone hard = HardCone.Of(LocalRule.Elementary(rule));
        Assert.Equal(new HardCone(left, right, 0, 0), hard);
        if (left == -right)
            Assert.Equal((left, right), ((int)Measure(rule, 2, 40).LeftSpeed, (int)Measure(rule, 2, 40).RightSpeed));
    }

    [Fact]
    public void A_constant_rule_has_an_empty_cone()
    {
        HardCone hard = HardCone.Of(LocalRule.Elementary(255));
        Assert.True(hard.Contains(new Offset(0), 0));
        Assert.False(hard.Contains(new Offset(0), 1));
    }

    [Fact]
    public void Damage_never_leaves_the_hard_cone()
    {
        RandomStream stream = new(11, "cones");
        Boundary[] boundaries = [Boundary.Periodic, Boundary.Reflecting, Boundary.Fixed(1)];
        for (int trial = 0; trial < 150; trial++)
        {
            bool grid = trial % 3 == 0;
            Neighborhood neighborhood = grid
                ? Neighborhood.OfGrid(new Offset(stream.NextInt32(3) - 1, 0), new Offset(2, stream.NextInt32(3) - 1), new Offset(-1, 1))
                : Neighborhood.Of(stream.NextInt32(2) - 2, stream.NextInt32(3), 3);
            byte[] table = new byte[27];
            stream.FillSymbols(table, 3);
            LocalRule rule = LocalRule.FromTable(new Signature(null, Neighborhood.None, Alphabet.Digits(3), neighborhood), table);
            Shape shape = grid ? Shape.Grid(5 + stream.NextInt32(9), 4 + stream.NextInt32(9)) : Shape.Row(7 + stream.NextInt32(40));
            Boundary boundary = boundaries[stream.NextInt32(3)];
            LightCone cone = LightCone.Measure(rule.Compile(), Lattice.Random(rule.State, shape, boundary, stream), stream.NextInt32(shape.Count), 12);
            for (int t = 0; t <= cone.Steps; t++)
                Assert.All(cone.DifferingCells(t), cell => Assert.True(cone.Hard.Reaches(shape, boundary, cone.Cell, cell, t), $"trial {trial}, step {t}, cell {cell}"));
        }
    }

    [Fact]
    public void On_a_small_ring_fronts_are_measured_until_they_could_meet_and_cells_to_the_end()
    {
        LightCone cone = LightCone.Measure(LocalRule.Elementary(90).Compile(), Lattice.Filled(Alphabet.Binary, Shape.Row(21), Boundary.Periodic), 3, 30);
        Assert.Equal(10, cone.FrontSteps);
        Assert.Equal(Enumerable.Range(0, 11), cone.RightFront);
        Assert.Equal(1, cone.LeftSpeed, 12);
        Assert.Equal(30, cone.Steps);
        Assert.True(cone.Damage(30) > 0);
        Assert.EndsWith("fronts only up to step 10, after which they may have met round the lattice: more cells show more of them", cone.ToString(), StringComparison.Ordinal);
        // Room for all of it, and damage that is gone before fronts can meet: nothing to say.
        Assert.EndsWith("(at most 1 and 1)", LightCone.Measure(LocalRule.Elementary(90).Compile(), Lattice.Filled(Alphabet.Binary, Shape.Row(21), Boundary.Periodic), 3, 10).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("it has no speed", LightCone.Measure(LocalRule.Elementary(128).Compile(), Lattice.Filled(Alphabet.Binary, Shape.Row(9), Boundary.Periodic), 3, 30).ToString(), StringComparison.Ordinal);
        // On a ring of even length both fronts would stand on the same cell after eleven steps.
        Assert.Equal(10, LightCone.Measure(LocalRule.Elementary(90).Compile(), Lattice.Filled(Alphabet.Binary, Shape.Row(22), Boundary.Periodic), 3, 30).FrontSteps);
    }

    // Two cells from the wall: the front arrives after two steps, and its speed until then is 1.
    [Fact]
    public void A_wall_stops_a_front_but_not_its_measured_speed()
    {
        LightCone cone = LightCone.Measure(LocalRule.Elementary(150).Compile(), Lattice.Filled(Alphabet.Binary, Shape.Row(100), Boundary.Fixed()), 10, 60);
        Assert.Equal(1, cone.LeftSpeed, 12);
        Assert.Equal(1, cone.RightSpeed, 12);
        Assert.Equal(-10, cone.LeftFront.Min());
    }

    // In B1/S012345678 every cell of the Moore neighborhood of a single cell is born: the square grows at the speed of light.
    [Fact]
    public void In_two_dimensions_each_side_has_its_speed()
    {
        Lattice empty = Lattice.Filled(Alphabet.Binary, Shape.Grid(41, 31), Boundary.Periodic);
        LightCone cone = LightCone.Measure(LocalRule.LifeLike("B12345678/S012345678").Compile(), empty, (15 * 41) + 20, 12);
        Assert.Equal(25 * 25, cone.Damage(12));
        Assert.All([cone.LeftSpeed, cone.RightSpeed, cone.UpSpeed, cone.DownSpeed], static speed => Assert.Equal(1, speed, 12));
    }

    [Fact]
    public void Broken_contracts_say_why()
    {
        CompiledRule compiled = LocalRule.Elementary(30).Compile();
        Assert.Contains("nothing would be changed", Assert.Throws<ArgumentException>(() => LightCone.Measure(compiled, Background(1), 0, 3, Background(1)[0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => LightCone.Measure(compiled, Background(1), Length, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measure(30, 1, 3).Damage(4));
        Assert.Contains("GiB", Assert.Throws<ResourceLimitException>(() => Measure(30, 1, 1_000_000_000)).Message, StringComparison.Ordinal);
    }

    private static (double Left, double Right) MeanSpeeds(int rule)
    {
        LightCone[] cones = [.. Enumerable.Range(0, 40).Select(i => Measure(rule, (ulong)i, Steps))];
        return (cones.Average(static cone => cone.LeftSpeed), cones.Average(static cone => cone.RightSpeed));
    }

    private static LightCone Measure(int rule, ulong index, int steps) => LightCone.Measure(LocalRule.Elementary(rule).Compile(), Background(index), 300, steps);

    private static Lattice Background(ulong index) => Lattice.Random(Alphabet.Binary, Shape.Row(Length), Boundary.Periodic, new RandomStream(1, "background", index));
}
