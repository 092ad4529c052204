using System.Text.Json;

namespace Lightcone.Text;

/// <summary>A rule file: the rule's own members, and beside them the task, boundary, network and readout where there are any.</summary>
internal static class AutomatonJson
{
    public static string Format(Automaton automaton) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", RuleJson.FormatName);
        writer.WriteNumber("version", RuleJson.Version);
        WriteBody(writer, automaton);
        writer.WriteEndObject();
    });

    public static Automaton Parse(string text, string? file)
    {
        using JsonDocument document = JsonText.Parse(text, file);
        JsonText json = new(document.RootElement, file, "$");
        if (json.Has("format") && json.Text("format") == CertificateJson.FormatName)
        {
            json.RequireFormat(CertificateJson.FormatName, CertificateJson.Version);
            return ReadBody(json.Member("automaton"));
        }

        json.RequireFormat(RuleJson.FormatName, RuleJson.Version);
        return ReadBody(json);
    }

    public static void WriteBody(Utf8JsonWriter writer, Automaton automaton)
    {
        if (automaton.Task is not null)
            writer.WriteString("task", automaton.Task);
        WriteBoundary(writer, automaton.Boundary, automaton.Rule.State);
        RuleJson.WriteBody(writer, automaton.Rule);
        WriteNetwork(writer, "network", automaton.Network);
        if (automaton.Readout is null)
            return;
        writer.WriteStartObject("readout");
        RuleJson.WriteBody(writer, automaton.Readout);
        WriteNetwork(writer, "network", automaton.ReadoutNetwork);
        writer.WriteEndObject();
    }

    public static Automaton ReadBody(JsonText json)
    {
        LocalRule rule = RuleJson.ReadBody(json);
        JsonText? readout = json.Has("readout") ? json.Member("readout") : null;
        Automaton automaton = new()
        {
            Task = json.Has("task") ? json.Text("task") : null,
            Rule = rule,
            Boundary = json.Has("boundary") ? ReadBoundary(json.Member("boundary"), rule.State) : Boundary.Periodic,
            Network = ReadNetwork(json, rule.Signature),
            Readout = readout is null ? null : RuleJson.ReadBody(readout),
            ReadoutNetwork = readout is null ? null : ReadNetwork(readout, RuleJson.ReadSignature(readout)),
        };
        return json.Demand(automaton, automaton.Require);
    }

    public static void WriteBoundary(Utf8JsonWriter writer, Boundary boundary, Alphabet alphabet) =>
        writer.WriteString("boundary", boundary is Boundary.FixedBoundary wall ? $"fixed:{alphabet.Names[wall.Symbol]}" : boundary.ToString());

    public static Boundary ReadBoundary(JsonText json, Alphabet alphabet)
    {
        try
        {
            return Boundary.Parse(json.Text(), alphabet);
        }
        catch (InputException exception)
        {
            throw json.Error(null, exception.Problem.TrimEnd('.'));
        }
    }

    private static void WriteNetwork(Utf8JsonWriter writer, string name, NeuralRule? network)
    {
        if (network is null)
            return;
        writer.WriteStartObject(name);
        NetworkJson.WriteBody(writer, network);
        writer.WriteEndObject();
    }

    private static NeuralRule? ReadNetwork(JsonText json, Signature signature) =>
        json.Has("network") ? NetworkJson.ReadBody(json.Member("network"), signature) : null;
}
