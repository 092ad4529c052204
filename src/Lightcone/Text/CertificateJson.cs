using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lightcone.Certification;
using Lightcone.Tasks;

namespace Lightcone.Text;

/// <summary>A certificate as a file. Its text is a function of the automaton and the claim alone, so that verification is derivation followed by comparison of bytes.</summary>
internal static class CertificateJson
{
    public const string FormatName = "lightcone-certificate";
    public const int Version = 1;

    /// <summary>The text, closed by the SHA-256 of everything before it: a changed byte is seen even where it changes no proof, such as the seed of the training.</summary>
    public static string Format(Certificate certificate)
    {
        string body = FormatBody(certificate);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        return $"{body[..^"\n}\n".Length]},\n  \"hash\": \"{hash}\"\n}}\n";
    }

    public static Verdict Verify(string text, string? file)
    {
        Automaton automaton;
        string claim;
        using (JsonDocument document = JsonText.Parse(text, file))
        {
            JsonText json = new(document.RootElement, file, "$");
            json.RequireFormat(FormatName, Version);
            claim = json.Text("claim");
            automaton = AutomatonJson.ReadBody(json.Member("automaton"));
        }

        if (!claim.StartsWith("table ", StringComparison.Ordinal) && !TaskCatalog.Claims(claim))
            return new Refutation(automaton, claim, $"the claim '{claim}' names no task of this program.");
        Verdict verdict = claim.StartsWith("table ", StringComparison.Ordinal) ? Table(automaton, claim) : Verdict.Of(automaton, TaskCatalog.Find(claim));
        if (verdict is not Certificate certificate)
            return verdict;
        string derived = Format(certificate);
        return derived == text ? certificate : new Refutation(automaton, claim, $"the file does not say what its rule proves: it differs from the derived certificate in line {DifferingLine(derived, text)}.");
    }

    private static string FormatBody(Certificate certificate) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", FormatName);
        writer.WriteNumber("version", Version);
        writer.WriteString("claim", certificate.Claim);
        WriteLevels(writer, certificate);
        WriteSpecification(writer, certificate.Specification);
        writer.WriteStartObject("automaton");
        AutomatonJson.WriteBody(writer, certificate.Automaton);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static Verdict Table(Automaton automaton, string claim) =>
        claim == $"table {automaton.Rule.Hash}" ? Verdict.Of(automaton, automaton.Rule) : new Refutation(automaton, claim, "the rule's hash is not the one that is claimed.");

    private static int DifferingLine(string one, string other)
    {
        int at = one.AsSpan().CommonPrefixLength(other);
        return 1 + one.AsSpan(0, at).Count('\n');
    }

    private static void WriteLevels(Utf8JsonWriter writer, Certificate certificate)
    {
        writer.WriteStartObject("levels");
        WriteExactness(writer, "table", certificate.Table);
        if (certificate.Readout is not null)
            WriteExactness(writer, "readout", certificate.Readout);
        if (certificate.Coverage is { } coverage)
        {
            writer.WriteStartObject("coverage");
            writer.WriteNumber("seen", coverage.Seen);
            writer.WriteNumber("total", coverage.Total);
            WriteStrings(writer, "guessed", coverage.Guessed);
            writer.WriteEndObject();
        }

        WriteStrings(writer, "essential", certificate.Essential.Names);
        writer.WriteStartObject("convergence");
        WriteStatus(writer, certificate.Convergence.Status, certificate.Convergence.Statement, certificate.Convergence.CheckedLength);
        if (certificate.Convergence.StepBound is { } bound)
            writer.WriteString("stepBound", bound);
        writer.WriteBoolean("unique", certificate.Convergence.IsUnique);
        writer.WriteEndObject();
        writer.WriteStartObject("function");
        WriteStatus(writer, certificate.Function.Status, certificate.Function.Statement, certificate.Function.CheckedLength);
        if (certificate.Function.ProductStates is { } states)
            writer.WriteNumber("productStates", states);
        writer.WriteEndObject();
        writer.WriteString("healing", certificate.Healing.Statement);
        writer.WriteEndObject();
    }

    private static void WriteExactness(Utf8JsonWriter writer, string name, TableExactness exactness)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("neighborhoods", exactness.Neighborhoods);
        if (exactness.SmallestMargin is { } margin)
        {
            writer.WriteNumber("margin", margin);
            writer.WriteString("tightest", exactness.Tightest);
        }

        writer.WriteString("arithmetic", exactness.Arithmetic);
        writer.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter writer, ProofStatus status, string statement, int? length)
    {
        writer.WriteString("level", Name(status));
        writer.WriteString("statement", statement);
        if (length is { } checkedLength)
            writer.WriteNumber("checkedUpTo", checkedLength);
    }

    /// <summary>A status as it stands in files and in JSON results.</summary>
    public static string Name(ProofStatus status) => status switch
    {
        ProofStatus.Proved => "proved",
        ProofStatus.CheckedUpTo => "checked",
        _ => "not proved",
    };

    private static void WriteSpecification(Utf8JsonWriter writer, Transducer? machine)
    {
        if (machine is null)
            return;
        writer.WriteStartObject("specification");
        writer.WriteNumber("states", machine.States);
        writer.WriteNumber("start", machine.Start);
        WriteStrings(writer, "inputs", machine.Input.Names);
        WriteStrings(writer, "outputs", machine.Output.Names);
        WriteNumbers(writer, "next", machine.Next);
        WriteNumbers(writer, "output", machine.Outputs.Select(static symbol => (int)symbol));
        WriteNumbers(writer, "final", machine.Final.Select(static symbol => (int)symbol));
        writer.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<int> values) => writer.WriteString(name, string.Join(' ', values));
}
