using System.Text.Json;
using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;
using Lightcone.Proofs.Arguments;
using Lightcone.Proofs.Checking;

namespace Lightcone.Proofs;

/// <summary>The levels of a certificate as files of version 2 hold them, to compare such a file byte for byte with what its rule proves. Nothing writes new files of this version.</summary>
internal static class Version2Levels
{
    public static void Write(Utf8JsonWriter writer, Certificate certificate)
    {
        writer.WriteStartObject("levels");
        WriteExactness(writer, "table", certificate.Table);
        if (certificate.Readout is not null)
            WriteExactness(writer, "readout", certificate.Readout);
        AutomatonJson.WriteCoverage(writer, certificate.Coverage);
        JsonText.WriteStrings(writer, "essential", certificate.Essential.Names);
        WriteConvergence(writer, certificate.Convergence);
        writer.WriteStartObject("function");
        WriteStatus(writer, certificate.Function.Status, certificate.Function.Statement, certificate.Function.CheckedLength);
        if (certificate.Function.ProductStates is { } states)
            writer.WriteNumber("productStates", states);
        writer.WriteEndObject();
        WriteInvariant(writer, certificate.Invariant);
        writer.WriteString("healing", certificate.Healing.Statement);
        WriteLifetime(writer, certificate.Lifetime);
        WriteFixedPoints(writer, certificate.FixedPoints);
        WriteRobustness(writer, "robustness", certificate.Robustness);
        WriteRobustness(writer, "readoutRobustness", certificate.ReadoutRobustness);
        writer.WriteEndObject();
    }

    /// <summary>What the levels carry for verification; each is null when the file has none.</summary>
    public static CarriedProofs ReadProofs(JsonText levels)
    {
        JsonText convergence = levels.Member("convergence");
        JsonText? potential = convergence.Find("potential");
        JsonText? invariant = levels.Find("invariant");
        JsonText? transport = convergence.Find("transport");
        return new(
            potential is null ? null : new(potential.Int32("width", 1, BlockPotential.MaxWidth), potential.Numbers("values"), potential.Numbers("flux"), potential.Int64("decrease")),
            transport is null ? null : new(transport.Numbers("values")),
            null,
            null,
            null,
            invariant is null ? null : new(invariant.Int32("scale", 2, Alphabet.MaxSize), invariant.Numbers("values"), invariant.Numbers("flux")));
    }

    private static void WriteConvergence(Utf8JsonWriter writer, Convergence convergence)
    {
        writer.WriteStartObject("convergence");
        WriteStatus(writer, convergence.Status, convergence.Statement, convergence.CheckedLength);
        if (convergence.StepBound is { } bound)
            writer.WriteString("stepBound", bound.ToString());
        writer.WriteBoolean("unique", convergence.IsUnique);
        if (convergence.Potential is { } potential)
        {
            writer.WriteStartObject("potential");
            writer.WriteNumber("width", potential.Width);
            writer.WriteNumber("decrease", potential.Decrease);
            JsonText.WriteNumbers(writer, "values", potential.Potential);
            JsonText.WriteNumbers(writer, "flux", potential.Flux);
            writer.WriteEndObject();
        }

        if (convergence.OneWayCurrent is { } transport)
        {
            writer.WriteStartObject("transport");
            JsonText.WriteNumbers(writer, "values", transport.Values);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteInvariant(Utf8JsonWriter writer, AdditiveQuantity? invariant)
    {
        if (invariant is null)
            return;
        writer.WriteStartObject("invariant");
        writer.WriteNumber("scale", invariant.Scale);
        JsonText.WriteNumbers(writer, "values", invariant.Values);
        JsonText.WriteNumbers(writer, "flux", invariant.Flux);
        writer.WriteEndObject();
    }

    private static void WriteLifetime(Utf8JsonWriter writer, ErrorLifetime? lifetime)
    {
        if (lifetime is null)
            return;
        writer.WriteStartObject("lifetime");
        writer.WriteNumber("monoid", lifetime.MonoidSize);
        writer.WriteNumber("rank", lifetime.MinimalRank);
        if (lifetime.ExpectedSteps is { } steps)
            writer.WriteString("expectedSteps", steps.ToString());
        writer.WriteString("statement", lifetime.Statement);
        writer.WriteEndObject();
    }

    private static void WriteFixedPoints(Utf8JsonWriter writer, FixedPointLanguage? language)
    {
        if (language is null)
            return;
        writer.WriteStartObject("fixedPoints");
        writer.WriteString("counts", string.Join(' ', language.Counts));
        writer.WriteNumber("growth", language.Growth);
        writer.WriteString("statement", language.Statement);
        writer.WriteEndObject();
    }

    private static void WriteRobustness(Utf8JsonWriter writer, string name, Robustness? robustness)
    {
        if (robustness is null)
            return;
        writer.WriteStartObject(name);
        writer.WriteNumber("radius", robustness.Radius);
        writer.WriteString("tightest", robustness.Tightest);
        if (robustness.Gain is { } gain)
        {
            writer.WriteNumber("gain", gain);
            writer.WriteNumber("deviation", robustness.Deviation!.Value);
        }

        writer.WriteString("statement", robustness.Statement);
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

    /// <summary>A status as it stands in files.</summary>
    private static string Name(ProofStatus status) => status switch
    {
        ProofStatus.Proved => "proved",
        ProofStatus.CheckedUpTo => "checked",
        _ => "not proved",
    };
}
