using System.Globalization;
using System.Numerics;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Macrocell;

/// <summary>Reads a macrocell file line by line.</summary>
internal sealed class MacrocellReader(string? file)
{
    private const int LeafLevel = 3;
    private const int LeafSide = 1 << LeafLevel;

    private readonly QuadtreeNodes nodes = new();
    private readonly List<(int Node, int Level)> read = [default];
    private readonly List<string> comments = [];
    private (string? Rule, PatternGrid? Grid) rule;
    private BigInteger generation;
    private int number;

    private SourceLocation Place => new(file, number);

    public Pattern Read(string text)
    {
        foreach ((int at, string line) in PatternText.After(text, "[M2]", "a macrocell file", file))
        {
            number = at;
            Line(line);
        }

        (int root, int level) = read[^1];
        Quadtree tree = Quadtree.Of(nodes, root, Math.Max(1, level));
        return new Pattern { Cells = tree, Rule = rule.Rule, Grid = rule.Grid, Box = tree.Bounds ?? default, IsPlaced = true, Generation = generation, Comments = string.Join('\n', comments) };
    }

    private void Line(string line)
    {
        if (line.StartsWith("#R", StringComparison.Ordinal))
            rule = PatternText.Rule(line[2..], Place) is { Rule: not null } named ? named : throw new InputException("expected a rule after #R, such as #R B3/S23.", Place);
        else if (line.StartsWith("#G", StringComparison.Ordinal))
            generation = PatternText.Generation(line[2..].Trim(), Place);
        else if (line.StartsWith("#FRAME", StringComparison.Ordinal))
            return;
        else if (line[0] == '#')
            comments.Add(line);
        else if (line[0] is '.' or '*' or '$')
            read.Add((Leaf(line), LeafLevel));
        else
            read.Add(Node(line));
    }

    private int Leaf(string line)
    {
        Span<int> cells = stackalloc int[LeafSide * LeafSide];
        (int x, int y) = (0, 0);
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] is not ('.' or '*' or '$'))
                throw new InputException($"'{line[i]}' is no part of a leaf: dead cells are ., living ones *, rows end with $.", Place with { Column = i + 1 });
            if (y >= LeafSide || (x >= LeafSide && line[i] != '$'))
                throw new InputException($"a leaf has {LeafSide} rows of {LeafSide} cells, and here is more.", Place with { Column = i + 1 });
            if (line[i] == '$')
                (x, y) = (0, y + 1);
            else
                cells[(y * LeafSide) + x++] = line[i] == '*' ? 1 : 0;
        }

        // From cells to squares of two, four and eight a side.
        for (int side = LeafSide; side > 1; side /= 2)
            for (int row = 0; row < side / 2; row++)
                for (int column = 0; column < side / 2; column++)
                {
                    int at = (2 * row * side) + (2 * column);
                    int level = side == LeafSide ? 1 : side == LeafSide / 2 ? 2 : LeafLevel;
                    cells[(row * side / 2) + column] = nodes.Add(new(level, cells[at], cells[at + 1], cells[at + side], cells[at + side + 1]));
                }

        return cells[0];
    }

    private (int Node, int Level) Node(string line)
    {
        string[] words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        int[] numbers = new int[5];
        bool isNode = words.Length == numbers.Length;
        for (int i = 0; isNode && i < numbers.Length; i++)
            isNode = int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]);
        if (!isNode)
            throw new InputException($"expected a leaf of ., * and $, or a node of five whole numbers (level, northwest, northeast, southwest, southeast), found '{EditDistance.Excerpt(line)}'.", Place);
        int level = numbers[0];
        if (level is < 1 or > Quadtree.MaxLevel)
            throw new InputException($"level {level} is not in 1 to {Quadtree.MaxLevel:N0}.", Place);
        for (int i = 1; i < numbers.Length; i++)
        {
            int quarter = numbers[i];
            if (level == 1 && quarter > 255)
                throw new InputException($"state {quarter} is beyond 255, the highest.", Place);
            if (level > 1 && quarter >= read.Count)
                throw new InputException($"node {read.Count} names node {quarter}, which does not come before it.", Place);
            if (level > 1 && quarter > 0 && read[quarter].Level != level - 1)
                throw new InputException($"a node of level {level} has quarters of level {level - 1}, and node {quarter} is of level {read[quarter].Level}.", Place);
        }

        QuadtreeNode node = new(level, numbers[1], numbers[2], numbers[3], numbers[4]);
        return (nodes.Add(level == 1 ? node : node.Select(quarter => read[quarter].Node)), level);
    }
}
