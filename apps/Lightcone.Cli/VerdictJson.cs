using System.Globalization;
using System.Text.Json;
using Lightcone.Proofs;
using Lightcone.Tasks;

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
        Part(writer, "coverage", certificate?.Coverage, coverage =>
        {
            writer.WriteNumber("seen", coverage.Seen);
            writer.WriteNumber("total", coverage.Total);
            JsonList.Texts(writer, "guessed", coverage.Guessed);
        });
        JsonList.Texts(writer, "essential", certificate?.Essential.Names ?? EssentialInputs.Of(verdict.Rule).Names);
        Levels(writer, certificate);
        JsonList.Objects(writer, "counterexamples", refutation?.Counterexamples ?? [], each =>
        {
            writer.WriteString("part", each.Part);
            writer.WriteString("neighborhood", each.Neighborhood);
            writer.WriteString("found", each.Found);
            writer.WriteString("expected", each.Expected);
        });
        if (refutation is not null)
        {
            writer.WriteString("reason", refutation.Reason);
            writer.WriteString("smallestFailingInput", refutation.SmallestFailingInput);
            writer.WriteString("signature", VerdictText.Signature(refutation)?.ToString());
        }

        writer.WriteNumber("parameters", verdict.Automaton.Parameters);
        writer.WriteString("hash", verdict.Rule.Hash);
        writer.WriteString("file", file);
    }

    private static void Levels(Utf8JsonWriter writer, Certificate? certificate)
    {
        Part(writer, "convergence", certificate?.Convergence, convergence =>
        {
            Level(writer, convergence.Status, convergence.Statement, convergence.CheckedLength);
            writer.WriteString("stepBound", convergence.StepBound);
            writer.WriteBoolean("unique", convergence.IsUnique);
            Part(writer, "potential", convergence.Potential, potential =>
            {
                writer.WriteNumber("width", potential.Width);
                writer.WriteNumber("decrease", potential.Decrease);
                Numbers(writer, "values", potential.Potential);
                Numbers(writer, "flux", potential.Flux);
            });
            Part(writer, "transport", convergence.OneWayCurrent, transport => Numbers(writer, "values", transport.Values));
        });
        Part(writer, "function", certificate?.Function, function =>
        {
            Level(writer, function.Status, function.Statement, function.CheckedLength);
            JsonNumbers.Number(writer, "productStates", function.ProductStates);
        });
        Part(writer, "invariant", certificate?.Invariant, invariant =>
        {
            writer.WriteString("level", "proved");
            writer.WriteNumber("scale", invariant.Scale);
            Numbers(writer, "values", invariant.Values);
            Numbers(writer, "flux", invariant.Flux);
        });
        writer.WriteString("healing", certificate?.Healing.Statement);
        Part(writer, "lifetime", certificate?.Lifetime, lifetime =>
        {
            writer.WriteString("level", "proved");
            writer.WriteString("statement", lifetime.Statement);
            writer.WriteNumber("monoid", lifetime.MonoidSize);
            writer.WriteNumber("rank", lifetime.MinimalRank);
            writer.WriteString("expectedSteps", lifetime.ExpectedSteps);
        });
        Part(writer, "fixedPoints", certificate?.FixedPoints, fixedPoints =>
        {
            writer.WriteString("level", "proved");
            writer.WriteString("statement", fixedPoints.Statement);
            writer.WriteStartArray("counts");
            foreach (System.Numerics.BigInteger count in fixedPoints.Counts)
                writer.WriteRawValue(count.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndArray();
            writer.WriteNumber("growth", fixedPoints.Growth);
        });
        Part(writer, "robustness", certificate?.Robustness, robustness => Robust(writer, robustness));
        Part(writer, "readoutRobustness", certificate?.ReadoutRobustness, robustness => Robust(writer, robustness));
        writer.WriteString("arithmetic", certificate?.Table.Arithmetic);
    }

    private static void Robust(Utf8JsonWriter writer, Robustness robustness)
    {
        writer.WriteString("level", robustness.Radius > 0 || robustness.Gain is not null ? "proved" : "not proved");
        writer.WriteString("statement", robustness.Statement);
        writer.WriteNumber("radius", robustness.Radius);
        writer.WriteString("tightest", robustness.Tightest);
        JsonNumbers.Number(writer, "gain", robustness.Gain);
        JsonNumbers.Number(writer, "deviation", robustness.Deviation);
    }

    private static double? Smallest(Certificate? certificate) =>
        certificate?.Table.SmallestMargin is { } margin ? Math.Min(margin, certificate.Readout?.SmallestMargin ?? margin) : null;

    private static void Level(Utf8JsonWriter writer, ProofStatus status, string statement, int? length)
    {
        writer.WriteString("level", VerdictText.Name(status, length));
        writer.WriteString("statement", statement);
        JsonNumbers.Number(writer, "checkedUpTo", length);
    }

    private static void Part<T>(Utf8JsonWriter writer, string name, T? part, Action<T> members)
        where T : class
    {
        if (part is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        members(part);
        writer.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter writer, string name, IEnumerable<long> values)
    {
        writer.WriteStartArray(name);
        foreach (long value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }
}
