using System.Text.Json;
using Lightcone.Proofs;

namespace Lightcone.Cli;

/// <summary>A verdict as the members of one JSON object. Every member is always there; what does not apply is null.</summary>
internal static class VerdictJson
{
    public static void Write(Utf8JsonWriter writer, Verdict verdict, string? file)
    {
        Certificate? certificate = verdict as Certificate;
        Refutation? refutation = verdict as Refutation;
        writer.WriteString("verdict", certificate is null ? "refuted" : "certified");
        writer.WriteString("task", verdict.Claim);
        writer.WriteNumber("neighborhoods", verdict.Rule.Signature.DomainSize);
        JsonNumbers.Number(writer, "margin", Smallest(certificate));
        verdict.WriteLevels(writer);
        JsonList.Objects(writer, "counterexamples", refutation?.Counterexamples ?? [], each =>
        {
            writer.WriteString("part", each.Part);
            writer.WriteString("neighborhood", each.Neighborhood);
            writer.WriteString("found", each.Found);
            writer.WriteString("expected", each.Expected);
        });
        if (refutation is not null)
        {
            writer.WriteString("reason", refutation.Reason.ToString());
            writer.WriteString("smallestFailingInput", refutation.SmallestFailingInput?.ToString());
            writer.WriteString("signature", VerdictText.Signature(refutation)?.ToString());
        }

        if (verdict.Automaton.Check is { } check)
        {
            writer.WriteStartObject("check");
            writer.WriteString("cases", check.Cases);
            writer.WriteString("source", check.Source);
            writer.WriteNumber("right", check.Right);
            writer.WriteNumber("wrong", check.Wrong);
            JsonNumbers.Number(writer, "heldOutRight", check.HeldOutRight);
            JsonNumbers.Number(writer, "heldOutWrong", check.HeldOutWrong);
            writer.WriteNumber("leftOut", check.LeftOut);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("check");
        }

        writer.WriteNumber("parameters", verdict.Automaton.Parameters);
        writer.WriteString("hash", verdict.Rule.Hash);
        writer.WriteString("file", file);
    }

    private static double? Smallest(Certificate? certificate) =>
        certificate?.Table.SmallestMargin is { } margin ? Math.Min(margin, certificate.Readout?.SmallestMargin ?? margin) : null;
}
