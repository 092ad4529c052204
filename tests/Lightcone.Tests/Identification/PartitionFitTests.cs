using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Identification;
using Lightcone.Schedules;

namespace Lightcone.Tests;

/// <summary>Recordings of partitioned rules: blocks are replaced as wholes, and cut the other way at every second step.</summary>
public sealed class PartitionFitTests
{
    /// <summary>Pairs on a ring; the first table swaps and turns (a permutation), the second merges.</summary>
    [Theory]
    [InlineData("1,3,0,2", ", and no two kinds the same")]
    [InlineData("0,3,3,1", "become what their kind becomes:")]
    public void Pairs_are_told_as_such(string table, string said)
    {
        BlockRule rule = new(Alphabet.Binary, [.. table.Split(',').Select(int.Parse)]);
        foreach (int first in new[] { 0, 1 })
        {
            List<Lattice> rows = [Lattice.Random(Alphabet.Binary, Shape.Row(60), Boundary.Periodic, new RandomStream(4, "start"))];
            for (int step = 0; step < 20; step++)
                rows.Add(rule.Step(rows[^1], odd: (step + first) % 2 == 1));
            string message = Refused(Recording.Of(rows));
            Assert.Contains($"Cut into pairs, from the {(first == 0 ? "first" : "second")} cell", message, StringComparison.Ordinal);
            Assert.Contains("all 600 blocks", message, StringComparison.Ordinal);
            Assert.Contains(said, message, StringComparison.Ordinal);
            Assert.DoesNotContain("separates", message, StringComparison.Ordinal);
        }
    }

    /// <summary>The critters' rule on 2x2 blocks (Toffoli and Margolus, "Cellular Automata Machines", 1987): all is inverted where not two are alive, and turned half round where three are. On a torus, and in a window of one.</summary>
    [Fact]
    public void Squares_are_told_as_such()
    {
        const int size = 16;
        List<byte[]> frames = [Lattice.Random(Alphabet.Binary, Shape.Grid(size, size), Boundary.Periodic, new RandomStream(3, "critters")).Cells.ToArray()];
        for (int step = 0; step < 12; step++)
            frames.Add(Critters(frames[^1], size, step % 2));
        Recording torus = Recording.Of(frames.Select(static cells => Lattice.FromCells(Alphabet.Binary, Shape.Grid(size, size), Boundary.Periodic, cells)));
        string message = Refused(torus);
        Assert.Contains("Cut into blocks of 2x2 cells, from the first cell in the first step", message, StringComparison.Ordinal);
        Assert.Contains("all 768 blocks, of 16 kinds", message, StringComparison.Ordinal);
        Assert.Contains("no two kinds the same", message, StringComparison.Ordinal);
        const int part = 11;
        Recording window = Recording.Of(frames.Select(static cells => Lattice.FromCells(Alphabet.Binary, Shape.Grid(part, part), Boundary.Periodic, [.. Enumerable.Range(0, part * part).Select(i => cells[(i / part * size) + (i % part)])])));
        Assert.Contains("cells at the edges left out", Refused(window), StringComparison.Ordinal);
    }

    /// <summary>Runs that were begun in either phase, as they are cut from a longer one: each decides for itself.</summary>
    [Theory]
    [InlineData("1,3,0,2")]
    [InlineData("0,2,1,3")]
    [InlineData("0,3,3,1")]
    public void Each_run_of_pairs_has_its_phase(string table)
    {
        BlockRule rule = new(Alphabet.Binary, [.. table.Split(',').Select(int.Parse)]);
        Recording recording = Recording.Of(Enumerable.Range(0, 8).Select(run =>
        {
            List<Lattice> rows = [Lattice.Random(Alphabet.Binary, Shape.Row(24), Boundary.Periodic, new RandomStream(4, "start", (ulong)run))];
            for (int step = 0; step < 6; step++)
                rows.Add(rule.Step(rows[^1], odd: (step + (run % 3 == 0 ? 1 : 0)) % 2 == 1));
            return rows;
        }));
        string message = Refused(recording);
        Assert.Contains("Cut into pairs, from the first cell in the first step of 5 of the runs, from the second in that of the other 3, and the other way", message, StringComparison.Ordinal);
        Assert.Contains("all 576 blocks", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_run_of_squares_has_its_phase()
    {
        const int size = 12;
        Recording recording = Recording.Of(Enumerable.Range(0, 6).Select(run =>
        {
            List<byte[]> frames = [Lattice.Random(Alphabet.Binary, Shape.Grid(size, size), Boundary.Periodic, new RandomStream(3, "critters", (ulong)run)).Cells.ToArray()];
            for (int step = 0; step < 4; step++)
                frames.Add(Critters(frames[^1], size, (step + run) % 2));
            return frames.Select(static cells => Lattice.FromCells(Alphabet.Binary, Shape.Grid(size, size), Boundary.Periodic, cells));
        }));
        string message = Refused(recording);
        Assert.Contains("of 3 of the runs, from the second in that of the other 3,", message, StringComparison.Ordinal);
        Assert.Contains("all 864 blocks, of 16 kinds, become what their kind becomes, and no two kinds the same", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_has_no_blocks_in_any_phase()
    {
        Recording recording = Recording.Of(Enumerable.Range(0, 40).Select(static run => Enumerable.Range(0, 2).Select(i => Lattice.Random(Alphabet.Binary, Shape.Row(4), Boundary.Periodic, new RandomStream((ulong)run, "noise", (ulong)i)))));
        Assert.DoesNotContain("Cut into", Refused(recording), StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_has_no_blocks()
    {
        Recording recording = Recording.Of(Enumerable.Range(0, 20).Select(static i => Lattice.Random(Alphabet.Binary, Shape.Row(60), Boundary.Periodic, new RandomStream(2, "noise", (ulong)i))));
        Assert.DoesNotContain("Cut into", Refused(recording), StringComparison.Ordinal);
    }

    private static string Refused(Recording recording) => Assert.Throws<InputException>(() => new TraceLearning().Fit(recording)).Message;

    private static byte[] Critters(byte[] cells, int size, int cut)
    {
        byte[] next = new byte[cells.Length];
        for (int y = cut; y < size; y += 2)
            for (int x = cut; x < size; x += 2)
            {
                int[] at = [.. new[] { (0, 0), (1, 0), (0, 1), (1, 1) }.Select(d => ((y + d.Item2) % size * size) + ((x + d.Item1) % size))];
                int alive = at.Sum(i => cells[i]);
                for (int k = 0; k < 4; k++)
                    next[at[k]] = alive == 2 ? cells[at[k]] : alive == 3 ? (byte)(1 - cells[at[3 - k]]) : (byte)(1 - cells[at[k]]);
            }

        return next;
    }
}
