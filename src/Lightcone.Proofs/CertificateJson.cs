using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>
/// A certificate as a file. Its text is a function of the automaton, the claim and the whole numbers of its proofs (potential and invariant). Verification takes these from the file, checks every inequality and equation,
/// derives the rest without any search, and compares bytes.
/// </summary>
internal static class CertificateJson
{
    private const string FormatName = AutomatonJson.CertificateFormat;
    private const int Version = AutomatonJson.CertificateVersion;

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
        CarriedProofs carried;
        string claim;
        using (JsonDocument document = JsonText.Parse(text, file))
        {
            JsonText json = new(document.RootElement, file, "$");
            json.RequireFormat(FormatName, Version);
            if (json.Int32("version", 1, Version) < Version)
                throw json.Error("version", $"this certificate has version {json.Int32("version", 1, Version)}, which says less than version {Version}. Its rule can still be loaded: certify it again");
            claim = json.Text("claim");
            automaton = AutomatonJson.ReadBody(json.Member("automaton"));
            carried = LevelsJson.ReadProofs(json.Member("levels"));
        }

        if (!claim.StartsWith("table ", StringComparison.Ordinal) && !TaskCatalog.Claims(claim))
            return new Refutation(automaton, claim, $"the claim '{claim}' names no task of this program.");
        if (carried.Violation(automaton) is { } violation)
            return new Refutation(automaton, claim, $"{violation}.");
        Verdict verdict = claim.StartsWith("table ", StringComparison.Ordinal) ? Table(automaton, claim, carried) : Certifier.Run(automaton, TaskCatalog.Find(claim), carried);
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
        LevelsJson.Write(writer, certificate);
        WriteSpecification(writer, certificate.Specification);
        writer.WriteStartObject("automaton");
        AutomatonJson.WriteBody(writer, certificate.Automaton);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static Verdict Table(Automaton automaton, string claim, CarriedProofs carried) =>
        claim == $"table {automaton.Rule.Hash}" ? Certifier.Run(automaton, automaton.Rule, carried) : new Refutation(automaton, claim, "the rule's hash is not the one that is claimed.");

    private static int DifferingLine(string one, string other)
    {
        int at = one.AsSpan().CommonPrefixLength(other);
        return 1 + one.AsSpan(0, at).Count('\n');
    }

    private static void WriteSpecification(Utf8JsonWriter writer, Transducer? machine)
    {
        if (machine is null)
            return;
        writer.WriteStartObject("specification");
        writer.WriteNumber("states", machine.States);
        writer.WriteNumber("start", machine.Start);
        JsonText.WriteStrings(writer, "inputs", machine.Input.Names);
        JsonText.WriteStrings(writer, "outputs", machine.Output.Names);
        JsonText.WriteNumbers(writer, "next", machine.Next);
        JsonText.WriteNumbers(writer, "output", machine.Outputs);
        JsonText.WriteNumbers(writer, "final", machine.Final);
        writer.WriteEndObject();
    }
}
