using System.Collections.Immutable;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Golly;

/// <summary>One of the neighborhoods that Golly's rule tables know: its cells in the order of a transition line, and the symmetries that a table may claim.</summary>
internal sealed class GollyNeighborhood
{
    private readonly ImmutableArray<(string Name, int[][] Permutations)> symmetries;

    private GollyNeighborhood(string name, Neighborhood usual, ImmutableArray<Offset> offsets, params ImmutableArray<(string Name, int[][] Permutations)> symmetries)
    {
        Name = name;
        Usual = usual;
        Offsets = offsets;
        this.symmetries = symmetries;
    }

    /// <summary>C, W, E.</summary>
    public static GollyNeighborhood OneDimensional { get; } = new(
        "oneDimensional", Neighborhood.Radius(1), [new(0), new(-1), new(1)], ("none", Turns(2, 2)), ("reflect", [[0, 1], [1, 0]]));

    /// <summary>C, N, E, S, W.</summary>
    public static GollyNeighborhood VonNeumann { get; } = new(
        "vonNeumann", Neighborhood.VonNeumann(), [new(0, 0), new(0, -1), new(1, 0), new(0, 1), new(-1, 0)],
        ("none", Turns(4, 4)), ("rotate4", Turns(4, 1)), ("rotate4reflect", Mirrored(Turns(4, 1))), ("reflect_horizontal", Mirrored(Turns(4, 4))));

    /// <summary>C, N, NE, E, SE, S, SW, W, NW.</summary>
    public static GollyNeighborhood Moore { get; } = new(
        "Moore", Neighborhood.Moore(), [new(0, 0), new(0, -1), new(1, -1), new(1, 0), new(1, 1), new(0, 1), new(-1, 1), new(-1, 0), new(-1, -1)],
        ("none", Turns(8, 8)), ("rotate4", Turns(8, 2)), ("rotate8", Turns(8, 1)), ("rotate4reflect", Mirrored(Turns(8, 2))), ("rotate8reflect", Mirrored(Turns(8, 1))),
        ("reflect_horizontal", Mirrored(Turns(8, 8))));

    /// <summary>The three, smallest first.</summary>
    public static ImmutableArray<GollyNeighborhood> All { get; } = [OneDimensional, VonNeumann, Moore];

    /// <summary>The word in the file.</summary>
    public string Name { get; }

    /// <summary>The same cells in our usual order, which an imported rule gets.</summary>
    public Neighborhood Usual { get; }

    /// <summary>The cells in the order of a transition line, the cell itself first.</summary>
    public ImmutableArray<Offset> Offsets { get; }

    /// <summary>The symmetries' names, "permute" included.</summary>
    public IEnumerable<string> Symmetries => symmetries.Select(static each => each.Name).Append("permute");

    /// <summary>The permutations of the neighbors (the cell itself left out) under which a table of that symmetry stands; empty for "permute", which means all of them; null when there is no such symmetry.</summary>
    public int[][]? Permutations(string symmetry) =>
        symmetry == "permute" ? [] : symmetries.FirstOrDefault(each => each.Name == symmetry).Permutations;

    /// <summary>The signature of a rule with so many states that reads the whole neighborhood.</summary>
    /// <exception cref="InputException">A table has no room for so many neighborhoods.</exception>
    public Signature SignatureOf(int states, SourceLocation place) => Math.Pow(states, Offsets.Length) > Signature.MaxDomainSize
        ? throw new InputException($"{states} states in the {Name} neighborhood make {states}^{Offsets.Length} neighborhoods, over the limit of {Signature.MaxDomainSize:N0}.", place)
        : new(null, Neighborhood.None, Alphabet.Digits(states), Usual);

    /// <summary>What the states of cells in Golly's order weigh in the number of a neighborhood of ours; 0 for a cell that the rule does not read.</summary>
    public static int[] Weights(Signature signature, IEnumerable<Offset> cells)
    {
        int[] weights = signature.Weights();
        return [.. cells.Select(cell => signature.StateNeighborhood.Offsets.IndexOf(cell) is >= 0 and int at ? weights[at] : 0)];
    }

    /// <summary>The rotations of a circle of neighbors by multiples of <paramref name="step"/>.</summary>
    private static int[][] Turns(int count, int step) =>
        [.. Enumerable.Range(0, count / step).Select(turn => Enumerable.Range(0, count).Select(i => (i + (turn * step)) % count).ToArray())];

    /// <summary>The same, and each of them seen in a mirror that keeps north and exchanges east and west.</summary>
    private static int[][] Mirrored(int[][] turns) =>
        [.. turns, .. turns.Select(static turn => Enumerable.Range(0, turn.Length).Select(i => turn[(turn.Length - i) % turn.Length]).ToArray())];
}
