using System.Globalization;
using System.Text.Json;
using Lightcone.Foundation.Imaging;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Json;

/// <summary>A rule file: the rule's own members, and beside them the task, boundary, network and readout where there are any.</summary>
internal static class AutomatonJson
{
    /// <summary>The format of a certificate, which holds an automaton.</summary>
    public const string CertificateFormat = "lightcone-certificate";

    /// <summary>The highest version of a certificate that is read.</summary>
    public const int CertificateVersion = 3;

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
        if (json.Has("format") && json.Text("format") == CertificateFormat)
        {
            json.RequireFormat(CertificateFormat, CertificateVersion);
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
        if (automaton.Colors is { } colors)
            JsonText.WriteStrings(writer, "colors", colors.ToString().Split(' '));
        WriteCoverage(writer, automaton.Coverage);
        DataJson.Write(writer, automaton.Check);
        DataJson.Write(writer, automaton.Layout);
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
        JsonText? readout = json.Find("readout");
        Automaton automaton = new()
        {
            Task = json.Find("task")?.Text(),
            Rule = rule,
            Boundary = json.Find("boundary") is { } boundary ? ReadBoundary(boundary, rule.State) : Boundary.Periodic,
            Colors = json.Has("colors") ? ReadColors(json) : null,
            Coverage = json.Find("coverage") is { } coverage ? ReadCoverage(coverage) : null,
            Check = json.Find("check") is { } check ? DataJson.ReadCheck(check) : null,
            Layout = json.Find("answers") is { } answers ? DataJson.ReadLayout(answers) : null,
            Network = ReadNetwork(json, rule.Signature),
            Readout = readout is null ? null : RuleJson.ReadBody(readout),
            ReadoutNetwork = readout is null ? null : ReadNetwork(readout, SignatureJson.Read(readout)),
        };
        return json.Demand(automaton, automaton.Require);
    }

    private static StateColors ReadColors(JsonText json)
    {
        string[] names = [.. json.Strings("colors")];
        Color[] colors = [.. names.Select(static name => name is ['#', _, _, _, _, _, _] && int.TryParse(name.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rgb) ? Color.FromRgb(rgb) : (Color?)null).OfType<Color>()];
        return colors.Length == names.Length && colors.Length is >= 1 and <= Alphabet.MaxSize ? StateColors.Of(colors) : throw json.Error("colors", "expected a color such as #0080ff for each symbol");
    }

    public static void WriteCoverage(Utf8JsonWriter writer, Coverage? coverage)
    {
        if (coverage is null)
            return;
        writer.WriteStartObject("coverage");
        writer.WriteNumber("seen", coverage.Seen);
        writer.WriteNumber("total", coverage.Total);
        JsonText.WriteStrings(writer, "guessed", coverage.Guessed);
        writer.WriteEndObject();
    }

    private static Coverage ReadCoverage(JsonText json)
    {
        int total = json.Int32("total", 1, 2 * Signature.MaxDomainSize);
        Coverage coverage = new(json.Int32("seen", 0, total), total, [.. json.Strings("guessed")]);
        int unseen = total - coverage.Seen;
        return coverage.Guessed.Length == unseen || (unseen > Coverage.MostNamed && coverage.Guessed.Length >= Coverage.MostNamed)
            ? coverage
            : throw json.Error("guessed", $"{unseen} of {total} neighborhoods were not seen, and {coverage.Guessed.Length} are named as guessed. The file was changed");
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
        json.Find("network") is { } network ? NetworkJson.ReadBody(network, signature) : null;
}
