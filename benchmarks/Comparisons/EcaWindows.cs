using Lightcone.Engines.LargeLattices;
using Lightcone.Tasks;

namespace Lightcone.Comparisons;

/// <summary>What a row too long for a reference is compared by: windows at both ends and between, each computed from its own cone of influence.</summary>
internal static class EcaWindows
{
    private const int Windows = 8;
    private const int Width = 4_096;

    /// <summary>The windows of a final row.</summary>
    public static WorkResult Of(PackedRow row)
    {
        WorkResult answer = WorkResult.Of();
        byte[] cells = new byte[Width];
        for (int i = 0; i < Windows; i++)
        {
            row.CopyTo(First(row.Length, i), cells);
            answer = answer.With($"window {i}", cells);
        }

        return answer;
    }

    /// <summary>The same windows by the task's reference, from the start.</summary>
    public static WorkResult Expected(LatticeTask task, PackedRow start, long generations)
    {
        WorkResult answer = WorkResult.Of();
        int margin = checked((int)generations);
        byte[] cells = new byte[Width + (2 * margin)];
        for (int i = 0; i < Windows; i++)
        {
            long first = First(start.Length, i) - margin;
            for (int k = 0; k < cells.Length;)
            {
                long at = (((first + k) % start.Length) + start.Length) % start.Length;
                int count = (int)Math.Min(cells.Length - k, start.Length - at);
                start.CopyTo(at, cells.AsSpan(k, count));
                k += count;
            }

            // Closed to a ring the cone's edges go wrong cell by cell, and meet nobody before the window.
            Lattice final = task.Reference(Lattice.FromCells(Alphabet.Binary, Shape.Row(cells.Length), Boundary.Periodic, cells), generations);
            answer = answer.With($"window {i}", final.Cells.Slice(margin, Width));
        }

        return answer;
    }

    private static long First(long length, int window) => (long)((Int128)(length - Width) * window / (Windows - 1));
}
