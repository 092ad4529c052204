using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>Wireworld (Brian Silverman, 1987) on a torus: electrons run along wires. A head becomes a tail, a tail a wire, and a wire a head when one or two of its eight neighbors are heads.</summary>
public static class Wireworld
{
    /// <summary>Empty, head, tail, wire, in the order of Golly's states.</summary>
    public static Alphabet Cells { get; } = Alphabet.Of(".", "H", "t", "w");

    /// <summary>The rule: 262,144 neighborhoods of nine cells.</summary>
    public static LocalRule Rule { get; } = LocalRule.FromFunction(Cells, Neighborhood.Moore(), static n =>
    {
        int heads = 0;
        foreach (byte cell in n)
            heads += cell == 1 ? 1 : 0;
        return n[4] switch { 0 => 0, 1 => 2, 2 => 3, _ => (byte)(heads is 1 or 2 ? 1 : 3) };
    });

    /// <summary>The task <c>wireworld</c>.</summary>
    public static LatticeTask Task { get; } = new()
    {
        Name = "wireworld",
        Summary = "Wireworld: electrons on wires, on a torus",
        Rule = Rule,
        Boundary = Boundary.Periodic,
        Shape = new NetworkShape(8, OneHot: true),
        InputIsFrozen = false,
        Reference = static (initial, steps) => Run(initial, steps ?? throw new ArgumentException("Wireworld need not settle: say how many steps.", nameof(steps))),
    };

    /// <summary>Every head tells its neighbors; then every cell follows its own state.</summary>
    private static Lattice Run(Lattice initial, long steps)
    {
        Shape shape = initial.Shape;
        byte wall = (initial.Boundary as Boundary.FixedBoundary)?.Symbol ?? 0;
        byte[] now = initial.Cells.ToArray();
        for (long t = 0; t < steps; t++)
        {
            byte[] next = new byte[now.Length];
            for (int cell = 0; cell < now.Length; cell++)
                next[cell] = now[cell] switch { 0 => 0, 1 => 2, 2 => 3, _ => (byte)(Heads(cell) is 1 or 2 ? 1 : 3) };
            now = next;
        }

        return Lattice.FromCells(initial.Alphabet, shape, initial.Boundary, now);
        int Heads(int cell)
        {
            int heads = 0;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++)
                {
                    int x = initial.Boundary.Locate((cell % shape.Width) + dx, shape.Width);
                    int y = initial.Boundary.Locate((cell / shape.Width) + dy, shape.Height);
                    heads += (x < 0 || y < 0 ? wall : now[(y * shape.Width) + x]) == 1 ? 1 : 0;
                }

            return heads;
        }
    }
}
