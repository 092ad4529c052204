using Lightcone.Engines.Lanes;

namespace Lightcone.Engines.Grid;

/// <summary>Carries a whole grid on, with one thread or several: each takes a range of rows and computes a few beyond its ends for itself, so that threads meet once in several generations.</summary>
internal sealed unsafe class GridRounds
{
    /// <summary>Vectors of a ring that stays within reach: a first cache of 48 KiB holds what a step reads anew, and more generations mean fewer passes over the field.</summary>
    private const int NearCache = 2_000;

    /// <summary>Vectors of a ring that stays in a second cache of 1 MiB.</summary>
    private const int SecondCache = 9_000;

    private const int MostGenerations = 16;

    /// <summary>Rows of a field to be worth a thread.</summary>
    private const int LeastRows = 64;

    private readonly GridGeometry geometry;
    private readonly GridEdges edges;
    private readonly GridPipeline[] pipelines;
    private readonly GridPipeline single;
    private readonly LinePass pass;
    private readonly VectorBuffer look;

    /// <param name="form">The rule.</param>
    /// <param name="geometry">The layout.</param>
    /// <param name="boundary">What lies beyond the grid.</param>
    /// <param name="threads">How many threads may work.</param>
    public GridRounds(GridForm form, GridGeometry geometry, Boundary boundary, int threads = 1)
    {
        this.geometry = geometry;
        edges = new GridEdges(geometry, boundary);
        Generations = edges.RowsLast ? Tune(geometry) : 1;
        pipelines = new GridPipeline[Math.Clamp(geometry.Rows / LeastRows, 1, threads)];
        for (int i = 0; i < pipelines.Length; i++)
            pipelines[i] = new GridPipeline(geometry, edges, form.Rows, Generations);
        single = pipelines[0];
        pass = form.Rows;
        look = new VectorBuffer(2L * (geometry.Columns + 2));
    }

    /// <summary>Generations that one pass carries at best.</summary>
    public int Generations { get; }

    /// <summary>A field with the margins that passes need.</summary>
    public GridField Field() => new(geometry, Generations + 2);

    /// <summary>Makes a field that was written by rows ready for passes.</summary>
    public void Prepare(GridField field)
    {
        for (int y = 0; y < geometry.Rows; y++)
            edges.FillColumns(field.Row(y), y);
    }

    /// <summary>Carries a field on.</summary>
    /// <param name="source">The field that is read; its cells stay as they are.</param>
    /// <param name="target">The field that is written.</param>
    /// <param name="generations">At most <see cref="Generations"/>.</param>
    public void Run(GridField source, GridField target, int generations)
    {
        edges.FillRows(source, generations + 1);
        if (pipelines.Length == 1)
            single.Run(source, target, 0, geometry.Rows, generations);
        else
            RunTogether(source, target, generations);
    }

    /// <summary>Whether another generation changes nothing. Ends at the first pair of rows that it changes.</summary>
    public bool IsFixedPoint(GridField state)
    {
        edges.FillRows(state, 2);
        nint first = (nint)(look.Start + 1);
        nint second = first + ((geometry.Columns + 2) * 64);
        for (int y = 0; y < geometry.Rows; y += 2)
        {
            pass.Run(new((nint)state.Row(y - 1), (nint)state.Row(y), (nint)state.Row(y + 1), (nint)state.Row(y + 2)), first, second, geometry.Columns);
            if (!state.SameRow(y, (ulong*)state.Row(y), (ulong*)first) || (y + 1 < geometry.Rows && !state.SameRow(y + 1, (ulong*)state.Row(y + 1), (ulong*)second)))
                return false;
        }

        GC.KeepAlive(look);
        return true;
    }

    private void RunTogether(GridField source, GridField target, int generations)
    {
        Parallel.For(0, pipelines.Length, new ParallelOptions { MaxDegreeOfParallelism = pipelines.Length }, i => pipelines[i].Run(source, target, Begin(i), Begin(i + 1), generations));

        int Begin(int part) => (int)((long)part * geometry.Rows / pipelines.Length);
    }

    private static int Tune(GridGeometry geometry)
    {
        int most = Math.Min(MostGenerations, Math.Max(1, geometry.Rows / 4));
        int generations = most;
        while (generations > 1 && GridPipeline.Vectors(geometry, generations) > NearCache)
            generations--;
        // A multiple of what tiles are carried by: then what differs between two states tells how many tiles are active.
        if (generations >= Tiles.TileGeometry.Reach)
            return generations - (generations % Tiles.TileGeometry.Reach);
        if (generations >= 4)
            return generations;
        generations = most;
        while (generations > 1 && GridPipeline.Vectors(geometry, generations) > SecondCache)
            generations--;
        return generations;
    }
}
