using Lightcone.Tasks;

namespace Lightcone;

/// <summary>The light cone that no influence can leave: how many cells a step a change can travel in each direction, read from the inputs that a rule really depends on.</summary>
/// <remarks>
/// <para>A rule that reads the cell to its left carries influence to the right. A rate can be negative: under a rule that reads only its left neighbor, influence leaves its own cell, and the cone's left edge moves right too.</para>
/// <para>Rates are bounds on single steps, hence exact for one step; what a rule really does can be slower (<see cref="LightCone"/>).</para>
/// </remarks>
/// <param name="Left">Cells a step toward smaller columns.</param>
/// <param name="Right">Cells a step toward larger columns.</param>
/// <param name="Up">Rows a step toward smaller rows; 0 in one dimension.</param>
/// <param name="Down">Rows a step toward larger rows; 0 in one dimension.</param>
/// <param name="IsEmpty">Whether the rule reads nothing of its state, so that a change is gone after one step.</param>
public readonly record struct HardCone(int Left, int Right, int Up, int Down, bool IsEmpty = false)
{
    /// <summary>The cone of a rule, from its essential inputs. Costs up to a pass over the table for each of them.</summary>
    public static HardCone Of(LocalRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        IReadOnlyList<Offset> read = EssentialInputs.Of(rule).StateOffsets;
        return read.Count == 0
            ? new(0, 0, 0, 0, true)
            : new(read.Max(static o => o.X), read.Max(static o => -o.X), read.Max(static o => o.Y), read.Max(static o => -o.Y));
    }

    /// <summary>Whether a change at the origin can have reached <paramref name="offset"/> after exactly <paramref name="steps"/> steps, on a lattice without edges.</summary>
    public bool Contains(Offset offset, int steps) =>
        (!IsEmpty || steps == 0)
        && offset.X >= -(long)Left * steps && offset.X <= (long)Right * steps
        && offset.Y >= -(long)Up * steps && offset.Y <= (long)Down * steps;

    /// <summary>Whether a change at <paramref name="from"/> can have reached <paramref name="to"/> after exactly <paramref name="steps"/> steps, on the lattice of this shape and boundary.</summary>
    /// <param name="shape">The extent.</param>
    /// <param name="boundary">On a ring or torus the cone goes round. At mirrors its direction is lost, and it widens by the larger rate on both sides.</param>
    /// <param name="from">The changed cell, counted row by row.</param>
    /// <param name="to">The cell asked about, counted row by row.</param>
    /// <param name="steps">Time since the change.</param>
    public bool Reaches(Shape shape, Boundary boundary, int from, int to, int steps)
    {
        (int x, int y) = (to % shape.Width, to / shape.Width);
        return ReachesAny(shape, boundary, from, (x, x), (y, y), steps);
    }

    /// <summary>Whether a change at <paramref name="from"/> can have reached any cell of a block of columns and rows, the last ones included.</summary>
    internal bool ReachesAny(Shape shape, Boundary boundary, int from, (int First, int Last) columns, (int First, int Last) rows, int steps)
    {
        if (IsEmpty && steps > 0)
            return false;
        (int x, int y) = (from % shape.Width, from / shape.Width);
        return Within(columns.First - x, columns.Last - x, shape.Width, boundary, Left, Right, steps) && Within(rows.First - y, rows.Last - y, shape.Height, boundary, Up, Down, steps);
    }

    private static bool Within(int first, int last, int length, Boundary boundary, int back, int forth, int steps)
    {
        if (boundary is Boundary.ReflectingBoundary)
            back = forth = Math.Max(Math.Abs(back), Math.Abs(forth));
        long low = -(long)back * steps;
        long high = (long)forth * steps;
        if (boundary is not Boundary.PeriodicBoundary)
            return last >= low && first <= high;
        // The first copy that ends at or after the cone's lower edge decides.
        long rest = (last - low) % length;
        return low + (rest < 0 ? rest + length : rest) - (last - first) <= high;
    }
}
