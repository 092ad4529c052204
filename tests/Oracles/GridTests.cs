using Lightcone.Engines;
using Lightcone.Engines.LargeLattices;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Random;

namespace Lightcone.Oracles.Tests;

/// <summary>Two-state rules on grids against QuickLife, the engine of bgolly 3 for what is not repetitive: soups on tori, between walls, and on the plane, which a grid large enough stands for.</summary>
[Trait(Round.Trait, Round.Long)]
public sealed class GridTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("B3/S23", 130, 97, 900)]
    [InlineData("B36/S23", 257, 64, 700)]
    [InlineData("B3678/S34678", 300, 301, 200)]
    [InlineData("B2/S", 71, 53, 333)]
    [InlineData("B1357/S1357", 512, 128, 100)]
    public void Soups_on_tori_and_between_walls(string notation, int width, int height, int steps)
    {
        foreach (Boundary boundary in (Boundary[])[Boundary.Periodic, Boundary.Fixed()])
            foreach (Engine engine in (Engine[])[Engine.Auto, Engine.Grid, Engine.Tiles])
            {
                PackedGrid run = PackedGrid.Random(LocalRule.LifeLike(notation).Compile(engine), Shape.Grid(width, height), boundary, new RandomStream(11, notation));
                string pattern = new RunLengthPattern { Lattice = run.ToLattice(), Rule = notation }.Format();
                run.Advance(steps);
                Assert.Equal(Quick(pattern, steps), Cells(run));
            }
    }

    [Theory]
    [InlineData("b2o$2o$bo!", 1_500, 900)]
    [InlineData("24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!", 4_000, 1_100)]
    [InlineData("bo$3bo$2o2b3o!", 5_400, 2_900)]
    public void Patterns_on_the_plane(string cells, int steps, int margin)
    {
        // The r-pentomino, the gun, the acorn: none of them sends anything farther than a quarter of a cell a generation.
        RunLengthPattern pattern = RunLengthPattern.Parse($"x = 40, y = 10, rule = B3/S23\n{cells}");
        PackedGrid run = PackedGrid.Empty(LocalRule.LifeLike("B3/S23").Compile(), Shape.Grid((2 * margin) + 40, (2 * margin) + 10), Boundary.Fixed());
        run.Place(pattern, margin, margin);
        run.Advance(steps);
        Assert.Equal(Quick($"x = 40, y = 10, rule = B3/S23\n{cells}\n", steps), Cells(run));
    }

    private string Quick(string pattern, int steps)
    {
        File.WriteAllText(folder.File("start.rle"), pattern);
        File.Delete(folder.File("end.rle"));
        OutsideJudge.Golly.Run(folder.Path, ["-a", "QuickLife", "-q", "-q", "-m", $"{steps}", "-o", "end.rle", "start.rle"]);
        string text = File.ReadAllText(folder.File("end.rle"));
        int rule = text.IndexOf(", rule", StringComparison.Ordinal);
        string bare = text[..rule] + text[text.IndexOf('\n', rule)..];
        return bare.StartsWith("x = 0", StringComparison.Ordinal) ? "" : Cells(PackedGrid.Start(LocalRule.LifeLike("B3/S23").Compile(), RunLengthPattern.Parse(bare, Alphabet.Binary, 2).Lattice));
    }

    /// <summary>The living cells, each as column and row within the smallest rectangle that holds all of them.</summary>
    private static string Cells(PackedGrid run)
    {
        List<(int X, int Y)> cells = [];
        ulong[] bits = new ulong[(run.Shape.Width + 63) / 64];
        for (int y = 0; y < run.Shape.Height; y++)
        {
            run.ReadRow(y, bits);
            for (int x = 0; x < run.Shape.Width; x++)
                if (((bits[x >> 6] >> (x & 63)) & 1) != 0)
                    cells.Add((x, y));
        }

        int left = cells.Count == 0 ? 0 : cells.Min(static cell => cell.X);
        return string.Join(' ', cells.Select(cell => $"{cell.X - left},{cell.Y - cells[0].Y}"));
    }
}
