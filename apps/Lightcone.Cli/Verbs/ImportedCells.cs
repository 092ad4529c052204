using System.Globalization;
using System.Numerics;
using Lightcone.Formats;
using Lightcone.Formats.Golly;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Cli.Verbs;

/// <summary>Tells what a file of cells holds, whatever its size and rule, and writes it as text or as another pattern file.</summary>
internal static class ImportedCells
{
    public static int Run(Terminal terminal, string source, string? format, string? target, bool json)
    {
        PatternFormat? written = target is null ? null : PatternFormat.OfPath(target);
        if (written is null)
            OutputFile.RequireCells(target);
        else
            OutputFile.Require(target);
        bool isArray = format == PatternFile.Array || (format is null && !PatternFile.IsPattern(source));
        RunLengthPattern? placed = isArray ? PatternFile.Read(source, null, null, null, null, format) : null;
        Pattern pattern = placed?.ToPattern() ?? PatternFile.Open(source, format);
        string? obstacle = null;
        try
        {
            placed ??= RunLengthPattern.Of(pattern, file: source);
        }
        catch (InputException exception)
        {
            // Cells as text need a lattice; to be told about, and to be written as a pattern again, they need none.
            if (target is not null && written is null)
                throw;
            obstacle = exception.Problem;
        }

        if (written is not null)
        {
            byte[] content = written.Format(pattern, target!);
            AtomicFile.Write(target!, stream => stream.Write(content));
        }
        else if (target is not null)
            AtomicFile.WriteText(target, placed!.Lattice + "\n");
        if (json)
            terminal.Json(writer =>
            {
                writer.WriteString("file", target);
                writer.WriteString("shape", Shape(pattern, placed));
                writer.WriteString("boundary", placed?.Lattice.Boundary.ToString());
                writer.WriteString("grid", pattern.Grid?.ToString());
                writer.WriteString("rule", pattern.Rule);
                writer.WriteString("family", Family(pattern));
                writer.WriteBoolean("endless", placed?.IsEndless ?? pattern.Grid is null);
                writer.WritePropertyName("generation");
                writer.WriteRawValue(Digits(pattern.Generation));
                writer.WritePropertyName("population");
                writer.WriteRawValue(Digits(Living(pattern, placed)));
                writer.WriteString("obstacle", obstacle);
                writer.WriteString("hash", placed?.Lattice.Hash);
            });
        else
            terminal.Out.WriteLine($"{Sentence(pattern, placed)}{(target is null ? "" : $"; written to {target}")}");
        if (obstacle is not null)
            terminal.Say($"not run here: {obstacle}");
        else if (Family(pattern) is { } family)
            terminal.Say($"not run here: {pattern.Rule} is {family}.");
        if (placed?.IsInverted == true)
            terminal.Say($"Golly's files hold the cells of {pattern.Rule} inverted{(pattern.Generation.IsZero ? "" : " at this generation")}, since it has B0; {(written is null ? "these are as the rule means them" : "so does this one")}.");
        return ExitCode.Done;
    }

    private static string Sentence(Pattern pattern, RunLengthPattern? placed)
    {
        string states = placed is null ? EditDistance.Count(Math.Max(2, pattern.Cells.HighestState + 1), "state") : $"{placed.Lattice.Alphabet}";
        string place = placed is { IsEndless: false } ? $"boundary {placed.Lattice.Boundary}" : pattern.Grid is null || placed is not null ? "on the endless plane" : $"on the grid :{pattern.Grid}";
        string rule = pattern.Rule is null ? "" : $", rule {pattern.Rule}";
        string generation = pattern.Generation.IsZero ? "" : string.Create(CultureInfo.InvariantCulture, $", generation {pattern.Generation:N0}");
        return string.Create(CultureInfo.InvariantCulture, $"{Shape(pattern, placed)} cells of {states}, {Living(pattern, placed):N0} not 0, {place}{rule}{generation}");
    }

    /// <summary>How many cells are not 0 as the rule means them; of a pattern without a lattice, as the file has them.</summary>
    private static BigInteger Living(Pattern pattern, RunLengthPattern? placed) => placed is null ? pattern.Cells.Population : placed.Lattice.Count - placed.Lattice.Cells.Count((byte)0);

    private static string Shape(Pattern pattern, RunLengthPattern? placed) =>
        placed is not null ? $"{placed.Lattice.Shape}" : pattern.Grid is { } grid ? $"{grid.Width}x{grid.Height}" : $"{pattern.Box.Width}x{pattern.Box.Height}";

    private static string? Family(Pattern pattern) => pattern.Rule is null ? null : RuleNotation.UnreadFamily(pattern.Rule);

    private static string Digits(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}
