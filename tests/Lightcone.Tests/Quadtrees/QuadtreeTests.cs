using System.Collections.Immutable;
using System.Numerics;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Quadtrees;

namespace Lightcone.Tests;

public sealed class QuadtreeTests
{
    /// <summary>A cell at column 0, row 1 is the first of the southeast quarter, as Golly's help has it.</summary>
    [Fact]
    public void The_middle_is_where_Golly_has_it()
    {
        Quadtree tree = Quadtree.FromLattice(Lattice.Parse(Alphabet.Digits(3), "2", Boundary.Periodic), 0, 1);
        Assert.Equal((1, 1, new QuadtreeNode(1, 0, 0, 0, 2)), (tree.Level, tree.Root, tree.Nodes[1]));
        Assert.Equal((2, 0), (tree[0, 1], tree[0, 0]));
        Assert.Equal(new CellBox(0, 1, 1, 1), tree.Bounds);
        Assert.Equal((BigInteger.One, 2), (tree.Population, tree.HighestState));
        Assert.Equal("1 cells in 1 x 1", tree.ToString());
    }

    [Fact]
    public void Nothing_is_an_empty_tree()
    {
        Quadtree tree = Quadtree.FromLattice(Lattice.Parse(Alphabet.Binary, "000/000", Boundary.Periodic, 2), -7, 40);
        Assert.Equal(Quadtree.Empty, tree);
        Assert.True(tree is { Root: 0, Level: 1, Bounds: null, HighestState: 0, Population.IsZero: true });
        Assert.Equal(0, tree[BigInteger.Pow(10, 50), -3]);
        Assert.Equal(Quadtree.Empty, Quadtree.FromNodes([default, new(1, 0, 0, 0, 0), new(2, 1, 1, 1, 1)], 2));
    }

    /// <summary>Cells, population, bounds and single cells are those of the lattice, wherever it lies.</summary>
    [Fact]
    public void A_lattice_comes_back_from_any_place()
    {
        for (int i = 0; i < 300; i++)
        {
            RandomStream stream = new(60, "quadtree", (ulong)i);
            int states = 2 + (stream.NextInt32(2) * stream.NextInt32(254));
            Shape shape = Shape.Grid(1 + stream.NextInt32(60), 1 + stream.NextInt32(40));
            byte[] cells = new byte[shape.Count];
            int rarity = 1 + stream.NextInt32(40);
            for (int c = 0; c < cells.Length; c++)
                cells[c] = (byte)(stream.NextInt32(rarity) == 0 ? stream.NextInt32(states) : 0);
            (long left, long top) = (stream.NextInt32(2_000) - 1_000, ((long)stream.NextInt32(2_000) - 1_000) << stream.NextInt32(45));
            Quadtree tree = Quadtree.FromLattice(Lattice.FromCells(Alphabet.Digits(states), shape, Boundary.Periodic, cells), left, top);
            byte[] back = new byte[cells.Length];
            tree.CopyTo(back, left, top, shape.Width);
            Assert.Equal(cells, back);
            Assert.Equal(cells.Count(static c => c != 0), (int)tree.Population);
            Assert.Equal(cells.Max(), tree.HighestState);
            int[] living = [.. Enumerable.Range(0, cells.Length).Where(c => cells[c] != 0)];
            if (living.Length == 0)
                continue;
            (int west, int north) = (living.Min(c => c % shape.Width), living.Min(c => c / shape.Width));
            Assert.Equal(new CellBox(left + west, top + north, living.Max(c => c % shape.Width) - west + 1, living.Max(c => c / shape.Width) - north + 1), tree.Bounds);
            foreach (int c in living.Take(5))
                Assert.Equal(cells[c], tree[left + (c % shape.Width), top + (c / shape.Width)]);
            // Smallest, without equal nodes, each after its quarters: made again from its own nodes it is the same.
            Assert.Equal(tree.Nodes.Length, tree.Nodes.Distinct().Count());
            Assert.Equal(tree, Quadtree.FromNodes(tree.Nodes, tree.Root));
        }
    }

    [Fact]
    public void Equal_cells_are_equal_trees_however_the_nodes_are_numbered()
    {
        QuadtreeNode[] nodes = [default, new(1, 0, 0, 0, 1), new(1, 1, 0, 0, 0), new(1, 0, 0, 0, 1), new(2, 0, 0, 0, 0), new(2, 3, 0, 0, 2), new(3, 0, 4, 0, 5)];
        Quadtree tree = Quadtree.FromNodes([.. nodes], 6);
        // The quarter is the square of four a side below to the right of the middle.
        Quadtree same = Quadtree.FromLattice(Lattice.Parse(Alphabet.Binary, "0000/0100/0010/0000", Boundary.Periodic, 2), 0, 1);
        Assert.Equal(same, tree);
        Assert.Equal(same.GetHashCode(), tree.GetHashCode());
        Assert.NotEqual(same, Quadtree.FromLattice(Lattice.Parse(Alphabet.Binary, "0000/0100/0010/0000", Boundary.Periodic, 2), 1, 1));
    }

    /// <summary>A square of 2^80 cells a side, all of them living.</summary>
    [Fact]
    public void Trees_are_larger_than_any_lattice()
    {
        ImmutableArray<QuadtreeNode> nodes = [default, new(1, 1, 1, 1, 1), .. Enumerable.Range(2, 79).Select(static level => new QuadtreeNode(level, level - 1, level - 1, level - 1, level - 1))];
        Quadtree tree = Quadtree.FromNodes(nodes, 80);
        BigInteger side = BigInteger.Pow(2, 80);
        Assert.Equal(side * side, tree.Population);
        Assert.Equal(new CellBox(-side / 2, 1 - (side / 2), side, side), tree.Bounds);
        Assert.Equal((1, 1, 0, 0), (tree[-side / 2, 0], tree[(side / 2) - 1, side / 2], tree[side / 2, 0], tree[0, -side / 2]));
        Assert.Contains("2^80", Assert.Throws<InputException>(() => tree.CopyTo(new byte[1], 0, 0, 1)).Message, StringComparison.Ordinal);
        byte[] corner = new byte[6];
        Quadtree.FromNodes(nodes, 40).CopyTo(corner, (1L << 39) - 2, 1L << 39, 3);
        Assert.Equal("110000", string.Concat(corner));
    }

    [Theory]
    [InlineData(1, 0, 0, 0, 256, "state 256")]
    [InlineData(1, -1, 0, 0, 0, "state -1")]
    [InlineData(0, 0, 0, 0, 1, "level 0")]
    [InlineData(1_025, 0, 0, 0, 0, "level 1025")]
    [InlineData(2, 0, 0, 2, 0, "quarter 2 is none of the nodes before it")]
    [InlineData(3, 0, 0, 1, 0, "quarter 1 is of level 1, and it is of level 3")]
    public void Nodes_that_make_no_tree_are_refused(int level, int nw, int ne, int sw, int se, string part)
    {
        ImmutableArray<QuadtreeNode> nodes = [default, new(1, 1, 0, 0, 0), new(level, nw, ne, sw, se)];
        Assert.Contains($"node 2: ", Assert.Throws<InputException>(() => Quadtree.FromNodes(nodes, 2)).Message, StringComparison.Ordinal);
        Assert.Contains(part, Assert.Throws<InputException>(() => Quadtree.FromNodes(nodes, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("root is node 3", Assert.Throws<InputException>(() => Quadtree.FromNodes(nodes, 3)).Message, StringComparison.Ordinal);
    }
}
