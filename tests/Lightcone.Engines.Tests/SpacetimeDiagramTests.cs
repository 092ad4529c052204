using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Tasks;

namespace Lightcone.Engines.Tests;

public sealed class SpacetimeDiagramTests
{
    private static readonly CompiledRule Rule110 = LocalRule.Elementary(110).Compile();

    [Theory]
    [InlineData(1, 40, 41)]
    [InlineData(7, 40, 6)]
    [InlineData(100, 40, 1)]
    public void Each_row_is_the_state_at_its_time(int stride, int steps, int count)
    {
        Lattice initial = Random(97);
        SpacetimeDiagram diagram = SpacetimeDiagram.Record(Rule110, initial, steps, stride);
        Assert.Equal(count, diagram.Count);
        Assert.Equal((count - 1) * stride, diagram.LastTime);
        for (int i = 0; i < count; i++)
            Assert.Equal(Rule110.Evolve(initial, Until.Steps(i * stride)).Final, diagram.At(i));
    }

    // Rule 250 spreads a single 1 in a checkerboard; rule 254 fills: from one cell of a ring of 21 the last cell is filled in step 10.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_time_of_rest_does_not_depend_on_the_stride(int stride)
    {
        SpacetimeDiagram diagram = SpacetimeDiagram.Record(LocalRule.Elementary(254).Compile(), Lattice.Filled(Alphabet.Binary, Shape.Row(21), Boundary.Periodic).With(4, 1), 60, stride);
        Assert.Equal(10, diagram.ConvergedAt);
        Assert.Equal(new string('1', 21), diagram.At(diagram.Count - 1).ToString());
        Assert.Null(SpacetimeDiagram.Record(Rule110, Random(97), 20).ConvergedAt);
    }

    [Fact]
    public void A_grid_is_recorded_frame_by_frame()
    {
        CompiledRule life = LocalRule.LifeLike("B3/S23").Compile();
        Lattice glider = Lattice.Parse(Alphabet.Binary, ".O....../..O...../OOO...../......../......../......../......../........", Boundary.Periodic, 2);
        SpacetimeDiagram diagram = SpacetimeDiagram.Record(life, glider, 32, 4);
        // A glider moves one cell diagonally in four steps: after 32 it is back on a torus of 8.
        Assert.Equal(9, diagram.Count);
        Assert.Equal(glider, diagram.At(8));
        for (int i = 0; i < 9; i++)
            Assert.Equal(glider[1, 0], diagram.At(i)[(1 + i) % 8, i % 8]);
    }

    [Fact]
    public void A_frozen_input_stays_with_the_configurations()
    {
        LocalRule parity = LocalRule.FromFunction(new Signature(Alphabet.Binary, Neighborhood.Own, Alphabet.Binary, Neighborhood.Of(-1)), static n => (byte)(n[0] ^ n[1]));
        Lattice input = Lattice.Parse(Alphabet.Binary, "1101", Boundary.Fixed());
        SpacetimeDiagram diagram = SpacetimeDiagram.Record(parity.Compile(), Lattice.Parse(Alphabet.Binary, "0000", Boundary.Fixed()).WithInput(input), 6);
        Assert.Equal("1001", diagram.At(6).WithInput(null).ToString());
        Assert.Equal(input, diagram.At(6).Input);
    }

    [Fact]
    public void Too_large_a_diagram_names_a_stride_that_fits()
    {
        Lattice wide = Lattice.Filled(Alphabet.Binary, Shape.Row(1 << 22), Boundary.Periodic);
        string message = Assert.Throws<ResourceLimitException>(() => SpacetimeDiagram.Record(Rule110, wide, 1_000)).Message;
        Assert.Equal("1,001 configurations of 4,194,304 cells need 3.9 GiB, over the limit of 1 GiB. Record every 4 steps (a larger stride), or run fewer steps.", message);
        Assert.True((1_000 / 4) + 1 <= SpacetimeDiagram.MaxBytes / wide.Count);
    }

    private static Lattice Random(int length) => Lattice.Random(Alphabet.Binary, Shape.Row(length), Boundary.Periodic, new RandomStream(3, "diagram"));
}
