using System.Text;
using System.Text.Json;
using Lightcone.Lab.Jobs;
using Lightcone.Lab.Problems;
using Lightcone.Lab.Wire;
using Lightcone.Proofs;

namespace Lightcone.Lab.Kinds;

/// <summary>Proves what a rule is and what it computes, or says where it is wrong.</summary>
internal sealed class CertifyKind() : JobKind<CertifySettings, CertifyResult>("certify", "Proves a rule for every neighborhood and, where that can be, for every length.")
{
    /// <inheritdoc/>
    protected override (CertifySettings Settings, Func<JobContext, CertifyResult> Work) Prepare(CertifySettings settings, LabLimits limits)
    {
        Subject subject = Subject.Of(settings.Task, settings.Automaton);
        return (settings, context =>
        {
            context.Progress(0, "Examining the table, what it settles to, and what it computes.");
            Verdict verdict = subject.Task is { } task ? Verdict.Examine(subject.Automaton, task) : Verdict.Examine(subject.Automaton, subject.Automaton.Rule);
            context.Cancellation.ThrowIfCancellationRequested();
            return Describe(verdict);
        });
    }

    private static CertifyResult Describe(Verdict verdict)
    {
        Refutation? refutation = verdict as Refutation;
        return new(
            refutation is null ? "certified" : "refuted",
            verdict.Claim,
            verdict.Rule.Signature.DomainSize,
            verdict.Rule.Hash,
            Levels(verdict),
            [.. (refutation?.Counterexamples ?? []).Select(static each => new CounterexampleInfo(each.Part, each.Neighborhood, each.Found, each.Expected))],
            refutation?.Reason.ToString(),
            refutation?.SmallestFailingInput?.ToString(),
            (verdict as Certificate)?.ToJson());
    }

    private static JsonElement Levels(Verdict verdict)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            verdict.WriteLevels(writer);
            writer.WriteEndObject();
        }

        return LabJson.Parse(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }
}
