using Lightcone.Engines;
using Lightcone.Figures;
using Lightcone.Foundation.Imaging;
using Lightcone.Engines.LargeLattices;
using Lightcone.SpacetimeDiagrams;

namespace Lightcone.Cli;

/// <summary>Draws runs of long rows without recording them: cells are counted block by block while the row, a bit a cell and plane, runs.</summary>
internal static class LargeDrawing
{
    /// <summary>Recorded cells from which on a picture is reduced anyway, and a diagram of a byte a cell takes longer and more memory.</summary>
    private const long ManyCells = 1 << 26;

    /// <summary>Whether a run is so large, and its rule one for planes of bits.</summary>
    public static bool Suits(CompiledRule compiled, Lattice initial, int steps) =>
        initial.Shape.Dimensions == 1 && initial.Count >= PackedRow.MinLength && (steps + 1L) * initial.Count >= ManyCells && compiled.Runs(initial.Alphabet);

    /// <summary>Runs, draws and says what was drawn.</summary>
    /// <param name="compiled">The compiled rule.</param>
    /// <param name="problem">The start.</param>
    /// <param name="what">The rule's name, the steps, the zoom or null, its own colors or null, and whether the cells are drawn without axes.</param>
    /// <param name="path">The picture's file.</param>
    /// <param name="terminal">Where the report goes.</param>
    /// <param name="heartbeat">Ends before the report.</param>
    /// <param name="json">Whether the report is JSON.</param>
    /// <param name="cancellation">Ends the run.</param>
    public static int Draw(CompiledRule compiled, RunInput problem, (string Name, int Steps, int? Zoom, StateColors? Colors, bool IsBare) what, string path, Terminal terminal, Heartbeat heartbeat, bool json, CancellationToken cancellation)
    {
        SpacetimeOverview overview = SpacetimeOverview.Record(compiled, PackedRow.FromLattice(problem.Initial), what.Steps, cancellation: cancellation);
        Image picture = new SpacetimePicture { Zoom = what.Zoom, Palette = what.Colors is { } colors ? Palette.From(colors) : null }.Render(overview);
        if (what.IsBare)
            picture.SavePng(path, cancellation);
        else
            SpacetimeChart.Draw($"{what.Name}: {overview}", picture, problem.Initial.Count, what.Steps).Save(path, cancellation);
        heartbeat.Dispose();
        if (!json)
            terminal.Say($"{what.Name}: {overview}, drawn to {path}. A block of one symbol has its color; any other cell in it shows.");
        else
            terminal.Json(writer =>
            {
                writer.WriteString("task", what.Name);
                writer.WriteString("file", path);
                writer.WriteString("shape", problem.Initial.Shape.ToString());
                writer.WriteNumber("steps", what.Steps);
                writer.WriteNumber("columns", overview.Columns);
                writer.WriteNumber("rows", overview.Rows);
                if (problem.Seed is { } seed)
                    writer.WriteNumber("seed", seed);
            });
        return ExitCode.Done;
    }
}
