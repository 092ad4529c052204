using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Plane;

/// <summary>A rule's table over the cells around and including the own one that it really reads, on squares of bytes.</summary>
internal sealed unsafe class NeighborTable
{
    private readonly byte[] results;
    private readonly int[] weights;
    private readonly (int X, int Y)[] offsets;

    /// <param name="table">The rule, which reads no cell more than one column and one row away, and nothing frozen.</param>
    public NeighborTable(EssentialTable table)
    {
        results = table.Results;
        weights = table.StateWeights.ToArray();
        offsets = [.. table.StateOffsets.Select(static offset => (offset.X, offset.Y))];
    }

    /// <summary>The state that a plane of one state takes next.</summary>
    public byte Next(byte state)
    {
        int index = 0;
        foreach (int weight in weights)
            index += weight * state;
        return results[index];
    }

    /// <summary>Carries a square on, but for a frame.</summary>
    /// <param name="now">The cells, row by row.</param>
    /// <param name="next">Receives the next ones; the frame is left as it is.</param>
    /// <param name="side">Cells of a side.</param>
    /// <param name="frame">Cells of the frame, at least 1.</param>
    public void Step(byte* now, byte* next, int side, int frame)
    {
        int width = side - (2 * frame);
        int* numbers = stackalloc int[width];
        for (int y = frame; y < side - frame; y++)
        {
            new Span<int>(numbers, width).Clear();
            for (int k = 0; k < weights.Length; k++)
            {
                byte* source = now + ((y + offsets[k].Y) * side) + frame + offsets[k].X;
                int weight = weights[k];
                for (int x = 0; x < width; x++)
                    numbers[x] += weight * source[x];
            }

            byte* target = next + (y * side) + frame;
            for (int x = 0; x < width; x++)
                target[x] = results[numbers[x]];
        }
    }
}
