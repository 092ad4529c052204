using Lightcone.Foundation.Input;
using Lightcone.Foundation.Statistics;

namespace Lightcone.Tasks;

/// <summary>One step of Conway's Life or another rule in B/S notation, on a torus unless the user says otherwise.</summary>
public static class LifeTask
{
    /// <summary>The task for a rule in B/S notation: <c>life</c> for B3/S23, <c>highlife</c> for B36/S23, else the notation itself.</summary>
    /// <exception cref="InputException">The text is not in B/S notation.</exception>
    public static LatticeTask Of(string notation)
    {
        (bool[] birth, bool[] survival) = RuleNotation.ParseLifeLike(notation);
        LocalRule rule = LocalRule.LifeLike(notation);
        string name = rule.Equals(LocalRule.LifeLike("B3/S23")) ? "life" : rule.Equals(LocalRule.LifeLike("B36/S23")) ? "highlife" : RuleNotation.NameOf(rule)!;
        return new()
        {
            Name = name,
            Summary = $"{name switch { "life" => "Conway's Life, B3/S23,", "highlife" => "HighLife, B36/S23,", _ => name }} on a torus",
            Rule = rule,
            Boundary = Boundary.Periodic,
            Shape = new NetworkShape(8),
            InputIsFrozen = false,
            Reference = (initial, steps) => Count(initial, birth, survival, steps ?? throw new ArgumentException("Life need not settle: say how many steps.", nameof(steps))),
        };
    }

    /// <summary>Every cell counts its eight neighbors one by one: slow, plain, and independent of the engines.</summary>
    private static Lattice Count(Lattice initial, bool[] birth, bool[] survival, long steps)
    {
        Shape shape = initial.Shape;
        byte wall = (initial.Boundary as Boundary.FixedBoundary)?.Symbol ?? 0;
        byte[] now = initial.Cells.ToArray();
        for (long t = 0; t < steps; t++)
        {
            byte[] next = new byte[now.Length];
            for (int y = 0; y < shape.Height; y++)
                for (int x = 0; x < shape.Width; x++)
                {
                    int living = 0;
                    for (int dy = -1; dy <= 1; dy++)
                        for (int dx = -1; dx <= 1; dx++)
                        {
                            int column = initial.Boundary.Locate(x + dx, shape.Width);
                            int row = initial.Boundary.Locate(y + dy, shape.Height);
                            if (dx != 0 || dy != 0)
                                living += column < 0 || row < 0 ? wall : now[(row * shape.Width) + column];
                        }

                    next[(y * shape.Width) + x] = (now[(y * shape.Width) + x] == 1 ? survival : birth)[living] ? (byte)1 : (byte)0;
                }

            now = next;
        }

        return Lattice.FromCells(initial.Alphabet, shape, initial.Boundary, now);
    }
}
