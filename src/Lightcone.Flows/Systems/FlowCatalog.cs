using System.Collections.Immutable;
using System.Globalization;
using Lightcone.Flows.Typed;
using Lightcone.Foundation.Input;

namespace Lightcone.Flows.Systems;

/// <summary>The flows and maps of this library by name, with their default parameters and a usual start.</summary>
public static class FlowCatalog
{
    private static readonly ImmutableArray<FlowEntry> Entries =
    [
        new(new MixedOscillator(), [0.5, 0.1, -0.5], static p => new MixedOscillator(p[0], p[1], p[2], p[3], p[4], p[5])),
        new(new ForcedDuffing(), [0.1, 0.1], static p => new ForcedDuffing(p[0], p[1], p[2], p[3], p[4])),
        new(new Lorenz(), [1, 1, 20], static p => new Lorenz(p[0], p[1], p[2])),
        new(new Rossler(), [1, 1, 0], static p => new Rossler(p[0], p[1], p[2])),
        new(new Thomas(), [0.1, 0, 0], static p => new Thomas(p[0])),
        new(new NoseHoover(), [0, 5, 0], static p => new NoseHoover(p[0])),
        new(new SprottC(), [0.1, 0.1, 0.1], static p => new SprottC(p[0])),
        new(new Chua(), [0.7, 0, 0], static p => new Chua(p[0], p[1], p[2], p[3])),
        new(new Chen(), [-3, 2, 20], static p => new Chen(p[0], p[1], p[2])),
        new(new Aizawa(), [0.1, 0, 0], static p => new Aizawa(p[0], p[1], p[2], p[3], p[4], p[5])),
        new(new Lorenz96(), [8.01, 8], static p => new Lorenz96(Whole("n", p[0]), p[1])),
        new(new MackeyGlass(), [1.2, 1.2], static p => new MackeyGlass(p[0], p[1], p[2], Whole("n", p[3]), Whole("nodes", p[4]))),
        new(new HopfNormalForm(), [0.1, 0], static p => new HopfNormalForm(p[0], p[1])),
    ];

    private static readonly ImmutableArray<MapEntry> MapEntries =
    [
        new(new Logistic(), [0.3], static p => new Logistic(p[0])),
        new(new Henon(), [0.1, 0.1], static p => new Henon(p[0], p[1])),
        new(new StandardMap(), [1, 0.5], static p => new StandardMap(p[0])),
    ];

    /// <summary>The names of the flows.</summary>
    public static ImmutableArray<string> FlowNames { get; } = [.. Entries.Select(static e => e.Default.Name)];

    /// <summary>The names of the maps.</summary>
    public static ImmutableArray<string> MapNames { get; } = [.. MapEntries.Select(static e => e.Default.Name)];

    /// <summary>A flow by name.</summary>
    /// <param name="name">One of <see cref="FlowNames"/>.</param>
    /// <param name="overrides">Parameters to change, each as <c>name=value</c>.</param>
    /// <exception cref="ArgumentException">No flow or no parameter has that name (the message lists those that exist), or a value is not a finite number.</exception>
    public static IFlow Flow(string name, params ReadOnlySpan<string> overrides)
    {
        FlowEntry entry = Find(name);
        return entry.Create(Merge(name, entry.Default.Parameters, overrides));
    }

    /// <summary>A map by name.</summary>
    /// <param name="name">One of <see cref="MapNames"/>.</param>
    /// <param name="overrides">Parameters to change, each as <c>name=value</c>.</param>
    /// <exception cref="ArgumentException">No map or no parameter has that name (the message lists those that exist), or a value is not a finite number.</exception>
    public static IMap Map(string name, params ReadOnlySpan<string> overrides)
    {
        MapEntry entry = MapEntries.FirstOrDefault(e => e.Default.Name == name) ?? throw Unknown(name);
        return entry.Create(Merge(name, entry.Default.Parameters, overrides));
    }

    /// <summary>A start that leads to the usual attractor of a flow of this library; for any other flow 1, 0, 0 and so on, or a point beside it where the flow is at rest there.</summary>
    /// <param name="flow">The flow; its dimension may differ from the default's.</param>
    public static ImmutableArray<double> Start(IFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        FlowEntry? entry = Entries.FirstOrDefault(e => e.Default.Name == flow.Name);
        if (entry is not null)
            return [.. Enumerable.Range(0, flow.Dimension).Select(i => entry.Start[Math.Min(i, entry.Start.Length - 1)])];
        double[] start = [.. Enumerable.Range(0, flow.Dimension).Select(static i => i == 0 ? 1.0 : 0)];
        // From an equilibrium nothing would ever move, however unstable it is.
        return Array.TrueForAll(flow.DerivativeAt(start), static slope => Math.Abs(slope) < 1e-9) ? [.. start.Select(static x => x + 0.1)] : [.. start];
    }

    /// <summary>A start on or near the usual attractor of a map of this library; 0.1 everywhere for any other map.</summary>
    /// <param name="map">The map.</param>
    public static ImmutableArray<double> Start(IMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return MapEntries.FirstOrDefault(e => e.Default.Name == map.Name)?.Start ?? [.. Enumerable.Repeat(0.1, map.Dimension)];
    }

    /// <summary>Reads parameters written as <c>name=value</c>, for instance for <see cref="TextFlow.Parse"/>.</summary>
    /// <param name="overrides">The texts.</param>
    /// <exception cref="ArgumentException">A text is not of that form, or its value is not a finite number.</exception>
    public static ImmutableArray<Parameter> ParseParameters(params ReadOnlySpan<string> overrides)
    {
        List<Parameter> parameters = [];
        foreach (string text in overrides)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !double.TryParse(text.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
                throw new ArgumentException($"'{text}' is not of the form name=value with a finite value. Write for instance rho=28.", nameof(overrides));
            parameters.Add(new(text[..equals].Trim(), value));
        }

        return [.. parameters];
    }

    private static FlowEntry Find(string name) => Entries.FirstOrDefault(e => e.Default.Name == name) ?? throw Unknown(name);

    private static ArgumentException Unknown(string name) => new(
        $"there is no system '{name}' of that kind.{(EditDistance.Nearest(name, [.. FlowNames, .. MapNames]) is { } near && near != name ? $" Did you mean {near}?" : "")} Flows: {string.Join(", ", FlowNames)}. Maps: {string.Join(", ", MapNames)}. A flow of your own can be typed as text.", nameof(name));

    private static double[] Merge(string system, ImmutableArray<Parameter> defaults, ReadOnlySpan<string> overrides)
    {
        double[] values = [.. defaults.Select(static p => p.Value)];
        foreach (Parameter parameter in ParseParameters(overrides))
        {
            int at = defaults.IndexOf(defaults.FirstOrDefault(p => p.Name == parameter.Name));
            if (at < 0)
                throw new ArgumentException($"{system} has no parameter '{parameter.Name}'. It has {string.Join(", ", defaults)}.", nameof(overrides));
            values[at] = parameter.Value;
        }

        return values;
    }

    private static int Whole(string name, double value) =>
        value == Math.Floor(value) && Math.Abs(value) <= 10_000 ? (int)value : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} must be a whole number of at most 10,000, not {value}."), nameof(value));

    private sealed record FlowEntry(IFlow Default, ImmutableArray<double> Start, Func<double[], IFlow> Create);

    private sealed record MapEntry(IMap Default, ImmutableArray<double> Start, Func<double[], IMap> Create);
}
