using System.CommandLine;
using System.Globalization;
using Lightcone.Flows.Systems;
using Lightcone.Flows.Typed;
using Lightcone.Flows;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>The options that say which dynamical system is meant, shared by <c>encode</c> and <c>measure</c>.</summary>
internal sealed class SystemOptions
{
    public Option<string?> System { get; } = new("--system") { Description = $"A system by name: {string.Join(", ", FlowCatalog.FlowNames)}; maps: {string.Join(", ", FlowCatalog.MapNames)}.", HelpName = "NAME" };

    public Option<string?> Flow { get; } = new("--flow") { Description = "A flow typed as text: \"x' = s*(y - x); y' = ...; s = 10\".", HelpName = "TEXT" };

    public Option<string[]> Parameters { get; } = new("--param") { Description = "Change a parameter; may be repeated.", HelpName = "k=v", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    /// <summary>All of these options.</summary>
    public Option[] All => [System, Flow, Parameters];

    public void AddTo(Command verb)
    {
        foreach (Option option in All)
            verb.Add(option);
    }

    /// <summary>Whether the system is a map, which has steps instead of a duration.</summary>
    public bool IsMap(ParseResult parse) => parse.GetValue(System) is { } name && FlowCatalog.MapNames.Contains(name);

    /// <exception cref="InputException">No system, two of them, an unknown name or parameter.</exception>
    public IFlow ReadFlow(ParseResult parse)
    {
        string[] overrides = parse.GetValue(Parameters) ?? [];
        return (parse.GetValue(System), parse.GetValue(Flow)) switch
        {
            ({ } name, null) when FlowCatalog.MapNames.Contains(name) => throw new InputException($"{name} is a map; a flow is needed here. The flows are {string.Join(", ", FlowCatalog.FlowNames)}."),
            ({ } name, null) => InputErrors.Translate(() => FlowCatalog.Flow(name, overrides)),
            (null, { } text) => InputErrors.Translate(() => TextFlow.Parse(text, [.. FlowCatalog.ParseParameters(overrides)])),
            (null, null) => throw new InputException($"no system. Give --system NAME ({string.Join(", ", FlowCatalog.FlowNames)}) or --flow TEXT."),
            _ => throw new InputException("--system and --flow contradict each other. Leave one out."),
        };
    }

    /// <exception cref="InputException">An unknown parameter.</exception>
    public IMap ReadMap(ParseResult parse) => InputErrors.Translate(() => FlowCatalog.Map(parse.GetValue(System)!, parse.GetValue(Parameters) ?? []));

    /// <summary>Numbers separated by commas.</summary>
    /// <exception cref="InputException">One of them is no finite number.</exception>
    public static double[] Numbers(string text, string option) => [.. text.Split(',').Select((part, index) =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new InputException($"{option} {text}: number {index + 1} ('{part}') is not a finite number. Write for instance 0.5 or 0.5,0.1,-0.5."))];

    /// <exception cref="InputException">The text is no positive number.</exception>
    public static double Positive(string text, string option) =>
        Numbers(text, option) is [> 0 and double value] ? value : throw new InputException($"{option} {text}: expected one positive number.");
}
