using System.Globalization;
using Lightcone.Figures;
using Lightcone.Foundation.Imaging;
using Lightcone.Foundation.Input;
using Lightcone.SpacetimeDiagrams;

namespace Lightcone.Cli.Verbs;

/// <summary>A space-time diagram with axes, a line that says what is seen, a key of the symbols, and the field that the rule reads and does not change.</summary>
internal static class DiagramInAxes
{
    /// <summary>More symbols make a key that nobody reads.</summary>
    private const int MostSymbols = 12;

    /// <summary>Pixels of the longer side that a picture is enlarged to, as far as its cells allow.</summary>
    private const int Side = 1_600;

    private const int LargestZoom = 32;

    public static Chart Draw(string name, SpacetimeDiagram diagram, RunInput problem, SpacetimePicture picture)
    {
        bool isRow = diagram.Shape.Dimensions == 1;
        int longest = Math.Max(diagram.Shape.Width, isRow ? diagram.Count : diagram.Shape.Height);
        Image cells = DrawVerb.Picture(diagram, problem.Plane, picture with { Zoom = picture.Zoom ?? Math.Clamp(Side / longest, 1, LargestZoom) });
        Shape shape = !isRow && DrawVerb.IsCut(problem.Plane, picture.Cone, picture.Truth) ? problem.Plane!.Cut(diagram.At(diagram.Count - 1)).Part.Shape : diagram.Shape;
        Lattice? input = isRow ? problem.Initial.Input : null;
        List<(string, IReadOnlyList<(string, Color)>)> key = [Symbols("state", problem.Initial.Alphabet, picture.Palette)];
        if (input is not null)
            key.Add(Symbols("input", input.Alphabet, null));
        key.RemoveAll(static group => group.Item2.Count > MostSymbols);
        return SpacetimeChart.Draw(
            Caption(name, diagram, problem, picture), cells, shape.Width, isRow ? diagram.LastTime : null, isRow ? null : shape.Height, input is null ? null : new SpacetimePicture().Render(input), key);
    }

    private static (string, IReadOnlyList<(string, Color)>) Symbols(string group, Alphabet alphabet, Palette? palette)
    {
        var colors = (palette ?? Palette.For(alphabet)).Colors(alphabet.Size);
        return (group, [.. alphabet.Names.Select((symbol, i) => (symbol, colors[i]))]);
    }

    private static string Caption(string name, SpacetimeDiagram diagram, RunInput problem, SpacetimePicture picture)
    {
        string every = diagram.Stride > 1 ? string.Create(CultureInfo.InvariantCulture, $", every {diagram.Stride}th of them") : "";
        string steps = EditDistance.Count(diagram.LastTime, "step");
        string size = diagram.Shape.Dimensions == 1 ? $"{diagram.Shape} cells, {steps}{every}" : $"{diagram.Shape} cells after {steps}";
        string settled = diagram.ConvergedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $", settled after {at}") : "";
        string seed = problem.Seed is { } drawn ? string.Create(CultureInfo.InvariantCulture, $", seed {drawn}") : "";
        string tint = picture.Cone is { } cone ? $"; tinted: what flipping cell {cone.Cell} changed" : picture.Truth is not null ? "; tinted: not yet as in the end" : "";
        return $"{name}: {size}{settled}{seed}{tint}";
    }
}
