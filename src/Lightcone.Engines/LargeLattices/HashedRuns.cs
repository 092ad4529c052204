using Lightcone.Engines.HashLife;

namespace Lightcone.Engines.LargeLattices;

/// <summary>A row given as runs of equal cells, as pieces of HashLife: a piece inside a run is made once for each level.</summary>
internal readonly ref struct HashedRuns
{
    private readonly HashNodes nodes;
    private readonly HashCells cells;
    private readonly long[] ends;
    private readonly byte[] codes;
    private readonly Dictionary<(byte Code, int Level), int> uniform = [];

    public HashedRuns(HashNodes nodes, HashCells cells, ReadOnlySpan<HashedRow.Run> runs)
    {
        this.nodes = nodes;
        this.cells = cells;
        ends = new long[runs.Length];
        codes = new byte[runs.Length];
        long end = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            end += runs[i].Count;
            (ends[i], codes[i]) = (end, cells.Code(runs[i].Symbol, 0, false));
        }
    }

    /// <summary>The piece of a level that begins at a cell; beyond the last run is wall.</summary>
    public int Piece(int level, long first)
    {
        int run = RunOf(first);
        long size = (long)nodes.LeafCells << level;
        byte code = CodeOf(run);
        if (run == ends.Length || ends[run] - first >= size)
            return Uniform(code, level);
        if (level > 0)
            return nodes.Make(Piece(level - 1, first), Piece(level - 1, first + (size / 2)));
        Span<byte> content = stackalloc byte[nodes.LeafCells];
        for (int i = 0; i < content.Length; i++)
            content[i] = CodeOf(RunOf(first + i));
        return nodes.MakeLeaf(content);
    }

    private int Uniform(byte code, int level)
    {
        if (uniform.TryGetValue((code, level), out int piece))
            return piece;
        if (level == 0)
        {
            byte[] content = new byte[nodes.LeafCells];
            Array.Fill(content, code);
            piece = nodes.MakeLeaf(content);
        }
        else
        {
            int half = Uniform(code, level - 1);
            piece = nodes.Make(half, half);
        }

        uniform.Add((code, level), piece);
        return piece;
    }

    private int RunOf(long cell)
    {
        // Runs without cells end where the one before does and are never found.
        int low = 0;
        int high = ends.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (ends[middle] > cell)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private byte CodeOf(int run) => run < codes.Length ? codes[run] : cells.Wall;
}
