using System.Globalization;
using Lightcone.Flows;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Typed;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;

namespace Lightcone.Lab.Kinds;

/// <summary>A flow or map from its settings.</summary>
internal static class FlowSource
{
    private const int LongestText = 4_096;

    /// <summary>Whether a map is meant.</summary>
    public static bool IsMap(SystemSettings system) => system.Name is { } name && FlowCatalog.MapNames.Contains(name);

    /// <summary>The flow.</summary>
    public static IFlow Flow(SystemSettings system)
    {
        if (system.Name is null == system.Text is null)
            throw ProblemException.At("settings.system", "name or text", system.Name is null ? "neither" : "both", "Give one of them.");
        if (IsMap(system))
            throw ProblemException.At("settings.system.name", "a flow", $"the map {system.Name}", "GET /api/info lists the flows.");
        string[] overrides = Overrides(system);
        if (system.Name is { } name)
            return FlowCatalog.Flow(name, overrides);
        return system.Text!.Length <= LongestText
            ? TextFlow.Parse(system.Text, [.. FlowCatalog.ParseParameters(overrides)])
            : throw ProblemException.Limit("settings.system.text", "4,096 characters", $"{system.Text.Length} characters", "Write a shorter flow.");
    }

    /// <summary>The map.</summary>
    public static IMap Map(SystemSettings system) => FlowCatalog.Map(system.Name!, Overrides(system));

    /// <summary>Parameters by name.</summary>
    public static Dictionary<string, double> Parameters(IEnumerable<Parameter> parameters) => parameters.ToDictionary(static parameter => parameter.Name, static parameter => parameter.Value);

    private static string[] Overrides(SystemSettings system) => [.. (system.Parameters ?? new Dictionary<string, double>()).Select(static each => string.Create(CultureInfo.InvariantCulture, $"{each.Key}={each.Value:R}"))];
}
