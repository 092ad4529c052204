using Lightcone.Engines;
using Lightcone.Engines.LargeLattices;
using Lightcone.Foundation.Imaging;
using Lightcone.Foundation.Random;
using Lightcone.SpacetimeDiagrams;
using Lightcone.Tasks;

namespace Lightcone.Tests;

public sealed class SpacetimePictureTests
{
    private static readonly CompiledRule Rule90 = LocalRule.Elementary(90).Compile();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Rule_90_from_one_cell_is_Pascal_s_triangle_modulo_2_pixel_by_pixel(int zoom)
    {
        const int steps = 64;
        Image image = new SpacetimePicture { Zoom = zoom }.Render(SpacetimeDiagram.Record(Rule90, One(129, 64), steps));
        Assert.Equal((129 * zoom, (steps + 1) * zoom), (image.Width, image.Height));
        int[] row = [1];
        for (int t = 0; t <= steps; t++)
        {
            for (int x = 0; x < 129 * zoom; x++)
            {
                // Cell 64 - t + 2 k holds C(t, k) mod 2; all other cells are empty.
                int k = (x / zoom) - 64 + t;
                int expected = k >= 0 && k <= 2 * t && k % 2 == 0 ? row[k / 2] : 0;
                for (int y = t * zoom; y < (t + 1) * zoom; y++)
                    Assert.Equal(expected == 1 ? Palette.Ink : Palette.Paper, image[x, y]);
            }

            row = [1, .. row.Zip(row.Skip(1), static (a, b) => (a + b) & 1), 1];
        }
    }

    [Theory]
    [InlineData(100_000, 61_803)]
    [InlineData(100_000, 99_999)]
    [InlineData(7_919, 0)]
    public void One_deviating_cell_stays_visible_however_wide_the_diagram(int width, int cell)
    {
        Image image = new SpacetimePicture { MaxSide = 256 }.Render(One(width, cell));
        Assert.Equal(256, image.Width);
        int[] dark = [.. Enumerable.Range(0, 256).Where(x => image[x, 0] != Palette.Paper)];
        int pixel = Assert.Single(dark);
        Assert.InRange(cell, (long)pixel * width / 256, ((long)(pixel + 1) * width / 256) - 1);
        Assert.True(Palette.Paper.Red - image[pixel, 0].Red >= 70, "a deviating cell shows by at least a third of the contrast");
    }

    [Fact]
    public void A_single_differing_cell_tints_its_pixel_in_a_reduced_diagram()
    {
        LightCone cone = LightCone.Measure(LocalRule.Elementary(204).Compile(), Lattice.Filled(Alphabet.Binary, Shape.Row(10_000), Boundary.Periodic), 7_777, 40);
        SpacetimeDiagram diagram = SpacetimeDiagram.Record(LocalRule.Elementary(204).Compile(), cone.Initial, 40);
        Image image = new SpacetimePicture { MaxSide = 100, Cone = cone }.Render(diagram);
        Color tint = Palette.Paper.Mix(Palette.Categorical.Accent, 0.72);
        for (int y = 0; y < image.Height; y++)
            Assert.Equal([77], Enumerable.Range(0, 100).Where(x => image[x, y] == tint));
    }

    [Fact]
    public void Tint_is_exactly_where_two_runs_differ_and_the_rest_outside_the_hard_cone_is_paled()
    {
        CompiledRule compiled = LocalRule.Elementary(30).Compile();
        Lattice initial = Lattice.Random(Alphabet.Binary, Shape.Row(80), Boundary.Periodic, new RandomStream(2, "tint"));
        LightCone cone = LightCone.Measure(compiled, initial, 40, 30);
        SpacetimeDiagram diagram = SpacetimeDiagram.Record(compiled, initial, 30);
        Image image = new SpacetimePicture { Zoom = 5, Cone = cone }.Render(diagram);
        Color accent = Palette.Categorical.Accent;
        for (int t = 0; t <= 30; t++)
            for (int x = 0; x < 80; x++)
            {
                Color cell = Palette.Categorical.Of(diagram[t, x], 2);
                Color expected = cone.Differs(t, x) ? cell.Mix(accent, 0.72) : Math.Abs(x - 40) <= t ? cell : cell.Mix(Palette.Paper, 0.62);
                Assert.Equal(expected, image[(5 * x) + 2, (5 * t) + 2]);
            }

        // The outline is two pixels wide, just outside the cone, on both sides of every row.
        for (int t = 0; t <= 30; t++)
            Assert.All([image[(5 * (40 - t)) - 1, (5 * t) + 2], image[5 * (41 + t), (5 * t) + 2]], static color => Assert.Equal(Color.FromRgb(0x0072B2), color));
    }

    /// <summary>In a reduced diagram a block belongs to the cone when any of its cells does, also where the cone is a single cell wide and goes through the block between its corners: rule 170 only reads its right neighbor.</summary>
    [Theory]
    [InlineData(170, "periodic")]
    [InlineData(170, "fixed:0")]
    [InlineData(240, "periodic")]
    [InlineData(30, "periodic")]
    [InlineData(204, "reflecting")]
    public void A_reduced_diagram_shows_every_block_that_the_cone_touches(int number, string boundary)
    {
        CompiledRule compiled = LocalRule.Elementary(number).Compile();
        Lattice initial = Lattice.Random(Alphabet.Binary, Shape.Row(100), Boundary.Parse(boundary, Alphabet.Binary), new RandomStream(3, "blocks"));
        LightCone cone = LightCone.Measure(compiled, initial, 61, 59);
        SpacetimeDiagram diagram = SpacetimeDiagram.Record(compiled, initial, 59);
        Image plain = new SpacetimePicture { Zoom = 1, MaxSide = 17 }.Render(diagram);
        Image image = new SpacetimePicture { Zoom = 1, MaxSide = 17, Cone = cone }.Render(diagram);
        for (int y = 0; y < 17; y++)
            for (int x = 0; x < 17; x++)
            {
                Color expected = Any(x, y, cone.Differs) ? plain[x, y].Mix(Palette.Categorical.Accent, 0.72)
                    : IsReached(x, y) ? plain[x, y]
                    : IsReached(x - 1, y) || IsReached(x + 1, y) || IsReached(x, y - 1) || IsReached(x, y + 1) ? Color.FromRgb(0x0072B2)
                    : plain[x, y].Mix(Palette.Paper, 0.62);
                Assert.True(expected == image[x, y], $"block {x}, {y}");
            }

        bool IsReached(int x, int y) => x is >= 0 and < 17 && y is >= 0 and < 17 && Any(x, y, (time, cell) => cone.Hard.Reaches(initial.Shape, initial.Boundary, cone.Cell, cell, time));
        static bool Any(int x, int y, Func<int, int, bool> holds) =>
            Enumerable.Range(y * 60 / 17, ((y + 1) * 60 / 17) - (y * 60 / 17)).Any(time => Enumerable.Range(x * 100 / 17, ((x + 1) * 100 / 17) - (x * 100 / 17)).Any(cell => holds(time, cell)));
    }

    [Fact]
    public void A_grid_is_drawn_as_it_stands()
    {
        Lattice blinker = Lattice.Parse(Alphabet.Binary, "...../...../.OOO./...../.....", Boundary.Periodic, 2);
        SpacetimeDiagram diagram = SpacetimeDiagram.Record(LocalRule.LifeLike("B3/S23").Compile(), blinker, 3);
        Image last = new SpacetimePicture { Zoom = 4 }.Render(diagram);
        Image first = new SpacetimePicture { Zoom = 4 }.Render(diagram, 0);
        for (int y = 0; y < 5; y++)
            for (int x = 0; x < 5; x++)
            {
                Assert.Equal(x == 2 && y is > 0 and < 4 ? Palette.Ink : Palette.Paper, last[(4 * x) + 1, (4 * y) + 1]);
                Assert.Equal(y == 2 && x is > 0 and < 4 ? Palette.Ink : Palette.Paper, first[(4 * x) + 1, (4 * y) + 1]);
            }
    }

    /// <summary>Errors are tinted where they are: in the cell of the grid that differs, and in every row of a diagram.</summary>
    [Fact]
    public void What_differs_from_the_truth_is_tinted()
    {
        Lattice truth = Lattice.Parse(Alphabet.Binary, "0110/0000/0101", Boundary.Periodic, 2);
        Lattice found = truth.With(5, 1).With(11, 0);
        Image grid = new SpacetimePicture { Zoom = 1, Truth = truth }.Render(found);
        for (int y = 0; y < 3; y++)
            for (int x = 0; x < 4; x++)
            {
                Color cell = Palette.Categorical.Of(found[x, y], 2);
                Assert.Equal(found[x, y] == truth[x, y] ? cell : cell.Mix(Palette.Categorical.Accent, 0.72), grid[x, y]);
            }
    }

    [Fact]
    public void A_cone_of_another_lattice_is_refused() =>
        Assert.Contains("21", Assert.Throws<ArgumentException>(() => new SpacetimePicture { Cone = LightCone.Measure(Rule90, One(21, 1), 0, 1) }.Render(One(22, 0))).Message, StringComparison.Ordinal);

    // Written by hand from the rule: 1 at the center, then the sums of the two neighbors.
    [Fact]
    public void Without_color_a_diagram_is_dots_and_hashes() =>
        Assert.Equal("...#...\n..#.#..\n.#...#.\n#.#.#.#\n", new TerminalPicture { HasColor = false }.Render(SpacetimeDiagram.Record(Rule90, One(7, 3), 3)));

    [Fact]
    public void Without_color_what_differs_is_crossed_and_reduction_keeps_it()
    {
        Lattice row = Lattice.Parse(Alphabet.Binary, "0100", Boundary.Periodic);
        LightCone cone = LightCone.Measure(LocalRule.Elementary(204).Compile(), row, 1, 1);
        Assert.Equal(".X..\n", new TerminalPicture { HasColor = false, Cone = cone }.Render(row));
        Assert.Equal("X.\n", new TerminalPicture { HasColor = false, Cone = cone, MaxColumns = 2 }.Render(row));
    }

    [Fact]
    public void In_color_a_character_shows_two_rows()
    {
        string text = new TerminalPicture().Render(SpacetimeDiagram.Record(Rule90, One(3, 1), 1));
        string paper = $"{Palette.Paper.Red};{Palette.Paper.Green};{Palette.Paper.Blue}m";
        string ink = $"{Palette.Ink.Red};{Palette.Ink.Green};{Palette.Ink.Blue}m";
        Assert.Equal($"\e[38;2;{paper}\e[48;2;{ink}▀\e[38;2;{ink}\e[48;2;{paper}▀\e[38;2;{paper}\e[48;2;{ink}▀\e[0m\n", text);
    }

    [Fact]
    public void A_color_is_said_once_for_as_long_as_it_lasts()
    {
        string paper = $"{Palette.Paper.Red};{Palette.Paper.Green};{Palette.Paper.Blue}m";
        Assert.Equal($"\e[38;2;{paper}\e[48;2;{paper}▀▀▀▀\e[0m\n", new TerminalPicture().Render(Lattice.Filled(Alphabet.Binary, Shape.Grid(4, 2), Boundary.Periodic)));
    }

    /// <summary>Of several symbols in one character the rarest is shown; symbols without a letter of their own get those of a scale, x left out for what differs.</summary>
    [Fact]
    public void Without_color_the_rarest_symbol_shows_and_many_symbols_have_letters()
    {
        Assert.Equal("2\n", new TerminalPicture { HasColor = false, MaxColumns = 1 }.Render(Lattice.Parse(Alphabet.Digits(3), "00101200", Boundary.Periodic)));
        Lattice all = Lattice.FromCells(Alphabet.Of([.. Enumerable.Range(0, 35).Select(static symbol => $"s{symbol}")]), Shape.Row(35), Boundary.Periodic, [.. Enumerable.Range(0, 35).Select(static symbol => (byte)symbol)]);
        Assert.Equal(".123456789abcdefghijklmnopqrstuvwyz\n", new TerminalPicture { HasColor = false }.Render(all));
    }

    private static Lattice One(int width, int cell) => Lattice.Filled(Alphabet.Binary, Shape.Row(width), Boundary.Periodic).With(cell, 1);

    /// <summary>Lines between the cells help to count few of them; between many they are all that is seen.</summary>
    [Theory]
    [InlineData(60, 481)]
    [InlineData(61, 488)]
    public void Lines_between_cells_end_at_sixty(int side, int pixels) =>
        Assert.Equal(pixels, new SpacetimePicture().Render(Lattice.Filled(Alphabet.Binary, Shape.Grid(side, 5), Boundary.Periodic)).Width);
}
