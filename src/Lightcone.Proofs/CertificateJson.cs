using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;
using Lightcone.Tasks;

namespace Lightcone.Proofs;

/// <summary>
/// A certificate as a file. Its text is a function of the automaton, the claim and the whole numbers of its proofs (potential, one-way current, invariant). Verification takes these from the file, checks every inequality and equation,
/// derives the rest without any search, and compares bytes. Files of version 2, which hold no typed arguments, are read in the same way.
/// </summary>
internal static class CertificateJson
{
    private const string FormatName = AutomatonJson.CertificateFormat;
    private const int Version = AutomatonJson.CertificateVersion;
    private const int OldestVersion = 2;

    /// <summary>The text, closed by the SHA-256 of everything before it: a changed byte is seen even where it changes no proof, such as the seed of the training.</summary>
    public static string Format(Certificate certificate, int version = Version)
    {
        string body = FormatBody(certificate, version);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        return $"{body[..^"\n}\n".Length]},\n  \"hash\": \"{hash}\"\n}}\n";
    }

    public static Verdict Verify(string text, string? file)
    {
        Automaton automaton;
        CarriedProofs carried;
        string claim;
        int version;
        using (JsonDocument document = JsonText.Parse(text, file))
        {
            JsonText json = new(document.RootElement, file, "$");
            json.RequireFormat(FormatName, Version);
            version = json.Int32("version", 1, Version);
            if (version < OldestVersion)
                throw json.Error("version", $"this certificate has version {version}, which says less than version {OldestVersion}. Its rule can still be loaded: certify it again");
            claim = json.Text("claim");
            automaton = AutomatonJson.ReadBody(json.Member("automaton"));
            carried = version == OldestVersion ? Version2Levels.ReadProofs(json.Member("levels")) : LevelsJson.ReadProofs(json.Member("levels"), automaton);
        }

        bool isTable = claim.StartsWith("table ", StringComparison.Ordinal);
        if (!isTable && !TaskCatalog.Claims(claim))
            return new Refutation(automaton, claim, new RefutationReason.UnknownClaim(claim));
        if (carried.Violation(automaton) is { } violation)
            return new Refutation(automaton, claim, new RefutationReason.BrokenProof(violation));
        Verdict verdict = isTable ? Table(automaton, claim, carried) : Certifier.Run(automaton, TaskCatalog.Find(claim), () => carried);
        if (verdict is not Certificate certificate)
            return verdict;
        string derived = Format(certificate, version);
        return derived == text ? certificate : new Refutation(automaton, claim, new RefutationReason.OtherCertificate(DifferingLine(derived, text)));
    }

    private static string FormatBody(Certificate certificate, int version) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", FormatName);
        writer.WriteNumber("version", version);
        writer.WriteString("claim", certificate.Claim);
        if (version == OldestVersion)
        {
            Version2Levels.Write(writer, certificate);
            WriteSpecification(writer, certificate.Specification, JsonText.WriteNumbers);
        }
        else
        {
            writer.WriteStartObject("levels");
            LevelsJson.Write(writer, certificate, isFile: true);
            writer.WriteEndObject();
            WriteSpecification(writer, certificate.Specification, ArgumentJson.WriteList);
        }

        writer.WriteStartObject("automaton");
        AutomatonJson.WriteBody(writer, certificate.Automaton);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static Verdict Table(Automaton automaton, string claim, CarriedProofs carried) =>
        claim == $"table {automaton.Rule.Hash}" ? Certifier.Run(automaton, automaton.Rule, () => carried) : new Refutation(automaton, claim, new RefutationReason.OtherHash());

    private static int DifferingLine(string one, string other)
    {
        int at = one.AsSpan().CommonPrefixLength(other);
        return 1 + one.AsSpan(0, at).Count('\n');
    }

    private static void WriteSpecification(Utf8JsonWriter writer, Transducer? machine, Action<Utf8JsonWriter, string, IEnumerable<long>> writeNumbers)
    {
        if (machine is null)
            return;
        writer.WriteStartObject("specification");
        writer.WriteNumber("states", machine.States);
        writer.WriteNumber("start", machine.Start);
        JsonText.WriteStrings(writer, "inputs", machine.Input.Names);
        JsonText.WriteStrings(writer, "outputs", machine.Output.Names);
        writeNumbers(writer, "next", machine.Next.Select(static next => (long)next));
        writeNumbers(writer, "output", machine.Outputs.Select(static output => (long)output));
        writeNumbers(writer, "final", machine.Final.Select(static final => (long)final));
        writer.WriteEndObject();
    }
}
