using System.Globalization;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>One step of a rule that a notation names, on a ring or torus unless the user says otherwise.</summary>
public static class NotationTask
{
    /// <summary>The task of a notation, under its canonical name or, where it has one, its own (life, highlife, rule110); see <see cref="RuleNotation"/> for what is read.</summary>
    /// <exception cref="Foundation.Input.InputException">The text is no notation that is read.</exception>
    public static LatticeTask Of(string notation) => Of(RuleNotation.Read(notation));

    /// <summary>The task of a rule.</summary>
    internal static LatticeTask Of(NotedRule noted) => noted.Name switch
    {
        "B3/S23" => Make(noted, "life", "Conway's Life, B3/S23,"),
        "B36/S23" => Make(noted, "highlife", "HighLife, B36/S23,"),
        ['W', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => ElementaryTask.Of(number),
        _ => Make(noted, noted.Name, noted.Family),
    };

    private static LatticeTask Make(NotedRule noted, string name, string summary) => new()
    {
        Name = name,
        Summary = $"{summary} on a {(noted.Cells.Dimensions == 1 ? "ring" : "torus")}",
        Rule = noted.ToRule(),
        Boundary = Boundary.Periodic,
        Shape = new NetworkShape(8, OneHot: noted.State.Size > 2),
        InputIsFrozen = false,
        Reference = (initial, steps) => Run(noted, initial, steps ?? throw new ArgumentException($"{name} need not settle: say how many steps.", nameof(steps))),
    };

    /// <summary>Every cell looks at its neighbors one by one and asks the notation, not a table: slow, plain, and independent of the engines.</summary>
    private static Lattice Run(NotedRule rule, Lattice initial, long steps)
    {
        Shape shape = initial.Shape;
        byte wall = (initial.Boundary as Boundary.FixedBoundary)?.Symbol ?? 0;
        byte[] now = initial.Cells.ToArray();
        byte[] neighborhood = new byte[rule.Cells.Count];
        for (long t = 0; t < steps; t++)
        {
            byte[] next = new byte[now.Length];
            for (int y = 0; y < shape.Height; y++)
                for (int x = 0; x < shape.Width; x++)
                {
                    for (int i = 0; i < neighborhood.Length; i++)
                    {
                        int column = initial.Boundary.Locate(x + rule.Cells.Offsets[i].X, shape.Width);
                        int row = initial.Boundary.Locate(y + rule.Cells.Offsets[i].Y, shape.Height);
                        neighborhood[i] = column < 0 || row < 0 ? wall : now[(row * shape.Width) + column];
                    }

                    next[(y * shape.Width) + x] = rule.Function(neighborhood);
                }

            now = next;
        }

        return Lattice.FromCells(initial.Alphabet, shape, initial.Boundary, now);
    }
}
