using System.Globalization;
using System.Text.Json;
using Lightcone.Cli;

namespace Lightcone.Comparisons;

/// <summary>One figure of the lab beside its target.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">What came out.</param>
/// <param name="Unit">Of both numbers.</param>
/// <param name="Target">What it should be; null where none was set.</param>
/// <param name="MoreIsBetter">Whether the target is the least that counts, not the most.</param>
internal sealed record LabFigure(string Name, double Value, string Unit, double? Target = null, bool MoreIsBetter = false)
{
    // The figures that the page's own script tells, with their targets.
    private static readonly Dictionary<string, (double Target, bool MoreIsBetter)> Targets = new(StringComparer.Ordinal)
    {
        ["page"] = (300, false),
        ["page and proofs"] = (2.5, false),
        ["first frame of Play"] = (1, false),
        ["scrubbing 4096 x 4096"] = (30, true),
        ["Rule 110, 10^6 cells x 1,000 generations, shown after the click"] = (0.5, false),
        ["Life 1024 x 1024 in the page"] = (60, true),
        ["Life 1024 x 1024 in its worker"] = (60, true),
    };

    /// <summary>Whether the target is met; null without one.</summary>
    public bool? IsMet => Target is { } target ? MoreIsBetter ? Value >= target : Value <= target : null;

    /// <summary>The figures of a document that the page's script wrote: a list of name, value and unit.</summary>
    /// <exception cref="JsonException">It is no such list.</exception>
    public static LabFigure[] Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(static each => Of(each.GetProperty("name").GetString()!, each.GetProperty("value").GetDouble(), each.GetProperty("unit").GetString()!))];
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteString("name", Name);
        JsonNumbers.Number(writer, "value", Value);
        writer.WriteString("unit", Unit);
        JsonNumbers.Number(writer, "target", Target);
        if (IsMet is { } met)
            writer.WriteBoolean("met", met);
        else
            writer.WriteNull("met");
    }

    /// <summary>Name, value, target and whether it is met, in columns.</summary>
    public string[] Row() =>
    [
        Name, string.Create(CultureInfo.InvariantCulture, $"{Value:G3} {Unit}"),
        Target is { } target ? string.Create(CultureInfo.InvariantCulture, $"{(MoreIsBetter ? "at least" : "at most")} {target:G4}") : "", IsMet switch { true => "met", false => "missed", null => "" },
    ];

    private static LabFigure Of(string name, double value, string unit) =>
        Targets.TryGetValue(name, out (double Target, bool MoreIsBetter) known) ? new(name, value, unit, known.Target, known.MoreIsBetter) : new(name, value, unit);
}
