namespace Lightcone.Tasks;

/// <summary>Steps of a task's own implementation, which shares nothing with the rule or the engines.</summary>
internal static class ReferenceRun
{
    /// <summary>The row after a number of steps, or at rest when the number is null.</summary>
    /// <param name="initial">The start.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="step">One step of the cells behind a boundary.</param>
    public static Lattice Of(Lattice initial, long? steps, Func<byte[], Boundary, byte[]> step)
    {
        byte[] now = initial.Cells.ToArray();
        for (long t = 0; steps is null || t < steps; t++)
        {
            byte[] next = step(now, initial.Boundary);
            if (next.AsSpan().SequenceEqual(now))
                break;
            now = next;
        }

        return Lattice.FromCells(initial.Alphabet, initial.Shape, initial.Boundary, now);
    }
}
