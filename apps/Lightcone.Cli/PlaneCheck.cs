using System.Numerics;
using Lightcone.Engines;
using Lightcone.Engines.Plane;
using Lightcone.Foundation.Random;
using Lightcone.Quadtrees;

namespace Lightcone.Cli;

/// <summary>Windows of the plane computed again cell by cell from their light cones, some steps before.</summary>
internal static class PlaneCheck
{
    private const int Windows = 16;
    private const int Side = 32;
    private const int Steps = 64;

    /// <summary>Whether all windows are what the plain definition of the rule says. Half of them lie where something lives, half anywhere in the rectangle that holds it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">The plane at the start.</param>
    /// <param name="steps">Steps of the run.</param>
    /// <param name="plane">Where it ended.</param>
    /// <param name="cancellation">Ends the check.</param>
    public static bool IsRight(CompiledRule rule, Func<Universe> start, BigInteger steps, Universe plane, CancellationToken cancellation)
    {
        int cone = (int)BigInteger.Min(steps, Steps);
        // Other leaps than those of the run lead to where the cones begin.
        using Universe before = start();
        before.Advance(steps - cone, cancellation);
        RandomStream stream = new(1, "run/check");
        for (int i = 0; i < Windows; i++)
        {
            (BigInteger x, BigInteger y) = (i % 2 == 0 ? plane.PickCell(stream) : Anywhere(plane.Bounds, stream)) ?? (0, 0);
            (x, y) = (x - stream.NextInt32(Side), y - stream.NextInt32(Side));
            Lattice window = before.Read(x - cone, y - cone, Side + (2 * cone), Side + (2 * cone));
            for (int step = 0; step < cone; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                window = rule.Rule.Step(window);
            }

            Lattice expected = EndlessPlane.Part(window, cone, cone, Side, Side);
            if (!expected.Cells.SequenceEqual(plane.Read(x, y, Side, Side).Cells))
                return false;
        }

        return true;
    }

    private static (BigInteger X, BigInteger Y)? Anywhere(CellBox? bounds, RandomStream stream)
    {
        if (bounds is not { } box)
            return null;
        return (box.Left + Below(box.Width), box.Top + Below(box.Height));

        BigInteger Below(BigInteger most) => most * stream.NextUInt32() >> 32;
    }
}
