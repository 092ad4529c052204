using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Lightcone.Engines;
using Lightcone.Networks.Running;
using Lightcone.Networks;

namespace Lightcone.Cli;

/// <summary>Why a run has its engine, what that was to cost, and what the others would.</summary>
internal sealed record Explanation(RunPlan Plan, ImmutableArray<RunPlan.EngineCost> Costs)
{
    /// <summary>The engines' costs for a run that has been.</summary>
    /// <param name="plan">The plan from before it.</param>
    /// <param name="compiled">What ran. It is prepared now, which others would not be: costs are those of one that has not run, unless it runs a network.</param>
    /// <param name="initial">The start.</param>
    /// <param name="until">When it was to end.</param>
    public static Explanation Of(RunPlan plan, CompiledRule compiled, Lattice initial, Until until) =>
        new(plan, (compiled.Engine == Engine.Network ? compiled : compiled.Rule.Compile()).Costs(initial, until));

    public IEnumerable<string> Lines(Evolution evolution, double seconds)
    {
        yield return $"engine: {Plan.Engine.Name}: {Plan.Reason}.";
        string most = evolution.Engine == Plan.Engine.Name ? "" : $" Most steps were done by the {evolution.Engine} engine.";
        yield return string.Create(CultureInfo.InvariantCulture, $"predicted: at most {Plan.CellUpdates:0.###e0} cell updates in {Time(Plan.Seconds)}; actual: {evolution.CellUpdates:0.###e0} in {Time(seconds)}.{most}");
        foreach (RunPlan.EngineCost cost in Costs)
            yield return $"  {cost.Engine.Name,-12} {(cost.Refusal is not null ? "no: " + cost.Refusal : cost.Seconds is { } predicted ? "at most " + Time(predicted) : "as long as cells change: about 5 ns for each that is looked at")}";
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("explain");
        writer.WriteString("engine", Plan.Engine.Name);
        writer.WriteString("reason", Plan.Reason);
        JsonNumbers.Number(writer, "predictedSeconds", Plan.Seconds);
        writer.WriteNumber("predictedCellUpdates", Plan.CellUpdates);
        JsonList.Objects(writer, "engines", Costs, cost =>
        {
            writer.WriteString("engine", cost.Engine.Name);
            JsonNumbers.Number(writer, "seconds", cost.Seconds);
            writer.WriteString("refusal", cost.Refusal);
        });
        writer.WriteEndObject();
    }

    private static string Time(double seconds) => seconds switch
    {
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:G3} us"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:G3} ms"),
        < 1e4 => string.Create(CultureInfo.InvariantCulture, $"{seconds:G3} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#e0} s"),
    };
}
